"""A first question to a law firm: no file, no passport number, and no promise on either side."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impplus.actions import consents, enquiries
from impplus.practice.enquiry import HERE, OWN_SITE, SELF_CHECK
from impplus.practice.routing import keeps_for_firms
from impplus.programmes import SERVED
from impplus.public.about import answers_on
from impplus.public.presentations import firm_of, under
from impplus.public.self_check import Check, check_of
from impplus.queries.clock import today
from impplus.queries.one_address import counted_as
from impplus.queries.presentations import own_answers_of, said
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.records.models import Firm
from impplus.web import attempts
from impplus.web.ages import AgesField
from impplus.web.emails import EmailField
from impplus.web.fields import ChoiceField, CountryField, PhoneField, TextField, YesNoField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.language import SPOKEN, lang
from impplus.web.pages import submitted

# Under which the answers of the self-check come along, so that no question of the form takes them for its own.
CHECK = "check"
LONGEST = 1000
# What a network may send in a day, and beyond.
OF_A_DAY = ("enquiry-of-a-day", "enquiry-beyond")
OF_AN_ADDRESS = ("enquiry-of-an-address", "enquiry-beyond-of-an-address")
FLOODED = ("enquiry-in-a-flood", "enquiry-beyond-in-a-flood")


@require_http_methods(["GET", "HEAD", "POST"])
def firms(request: HttpRequest) -> HttpResponse:
    """The firms that take enquiries, and the text that says who may be paid to advise; the answers of a self-check go along."""
    facts = {
        "firms": Firm.objects.all() if keeps_for_firms() else [],
        "kept_here": keeps_for_firms(),
        "paid": SERVED.sources.get("irpa-91"),
        "carried": list(_carried(request)),
    }
    return render(request, "public/enquiries/firms.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """The enquiry to one firm; what was typed stays when something is missing."""
    firm = firm_of(slug)
    check = check_of(request, CHECK)
    known = _answered(check)
    country = str(known.get("country") or request.POST.get("country", ""))
    form_class = request_form(lang(), country, checked=bool(check.answers), known=known)
    initial = {"language": lang(), "attach": True}
    form = (
        form_class(initial=initial) if _is_brought(request) else bind(form_class, request, initial)
    )
    if submitted(request) and not _is_brought(request) and form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):  # a second press asks nothing new
            _count(request, firm, "enquiry", form.cleaned_data["email"])
            enquiries.request(firm, **_asked(form.cleaned_data, check), **known)
        if not form.errors:
            return redirect("public:enquiry-sent", slug)
    facts = {
        "form": form,
        "check": check,
        "known": known,
        "months": consents.MONTHS,
        "carried": list(_carried(request)),
        **under(slug),
    }
    status = 422 if form.errors else 200
    return render(request, "public/enquiries/ask.html", facts, status=status)


@csrf_exempt
@require_POST
def from_site(request: HttpRequest, slug: str) -> HttpResponse:
    """What was sent from the contact form on the firm's own site (firm/contact_form.py).

    Anybody may send it from anywhere, so no token is asked for: it is read without a session, says nothing that an account may say, and is counted by
    itself. What is missing is asked for on our own page, with what was typed.
    """
    firm = firm_of(slug)
    form = request_form(lang(), request.POST.get("country", ""))(request.POST)
    if form.is_valid():
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            _count(request, firm, "enquiry-from-site", form.cleaned_data["email"])
            enquiries.request(firm, **form.cleaned_data, channel=OWN_SITE)
        if not form.errors:
            return redirect("public:enquiry-sent", slug)
    facts = {"form": form, "months": consents.MONTHS, **under(slug)}
    return render(request, "public/enquiries/ask.html", facts, status=422)


@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """The page after an enquiry was sent: what happens next."""
    return render(request, "public/enquiries/sent.html", under(slug))


@require_safe
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """What the firm itself answers, then what the rules answer, under the firm's name."""
    firm, language = firm_of(slug), lang()
    own = [
        (said(one, "question", language), said(one, "answer", language))
        for one in own_answers_of(firm.pk)
    ]
    facts = {"own": own, **under(slug), **answers_on(today(SERVED))}
    return render(request, "public/enquiries/answers.html", facts)


def _count(request: HttpRequest, firm: Firm, what: str, email: str) -> None:
    """Count one more enquiry of a network, and of it under an address: what is beyond a day’s number waits between two, and nobody is turned away for good."""
    attempts.count(request, what)
    flooded = enquiries.is_flooded(firm)
    if not _one_of(request, FLOODED if flooded else OF_A_DAY):
        raise enquiries.FirmIsFlooded if flooded else enquiries.NetworkWroteOften
    if not _one_of(request, OF_AN_ADDRESS, f"{attempts.network_of(request)} {counted_as(email)}"):
        raise enquiries.AddressWroteOften


def _one_of(request: HttpRequest, limits: tuple[str, str], key: str | None = None) -> bool:
    return any(attempts.allowed(request, one, key=key) for one in limits)


def _answered(check: Check) -> dict[str, Any]:
    """What the form would ask, as the self-check answered it already: by names of columns of practice.Enquiry."""
    answers = check.answers
    known: dict[str, Any] = {}
    if answers.get("lives_country"):
        known["country"] = answers["lives_country"]
    if answers.get("csq_programme") not in (None, "OTHER"):  # which may be none
        known["has_csq"] = True
    if "has_letter" in answers:
        known["has_letter"] = answers["has_letter"]
    return known


def _asked(typed: dict[str, Any], check: Check) -> dict[str, Any]:
    """What is sent: of the self-check, only where it is attached."""
    asked = {key: value for key, value in typed.items() if key != "attach"}
    asked["channel"] = HERE
    if typed.get("attach") and check.answers:
        asked |= {"answers": check.answers, "checked_on": check.on, "channel": SELF_CHECK}
    return asked


def _is_brought(request: HttpRequest) -> bool:
    """Whether somebody comes from the self-check with its answers, and has typed nothing here yet."""
    return "_brought" in request.POST


def _carried(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Names and contents of the hidden fields: the answers of the self-check."""
    for name, content in request.POST.items():
        if name.startswith(f"{CHECK}-"):
            yield name, str(content)[:LONGEST]


def request_form(
    language: str,
    country: str = "",
    *,
    checked: bool = False,
    known: Collection[str] = (),
) -> type[PageForm]:
    """What the firm needs to know; the telephone is one of the country, unless it says which. `checked` asks whether to attach the self-check.

    What is `known` from the self-check, by names of fields, is not asked again.
    """
    fields = {
        "name": TextField(
            label=_("Your name"), autocomplete="name", empty=_("Enter your name"), longest=250
        ),
        "email": EmailField(
            label=_("E-mail address"), help_text=_("The firm answers to this address.")
        ),
        "phone": PhoneField(
            language=language,
            country=country,
            label=_("Telephone, with the country code"),
            help_text=_("For example +212 600 000 000."),
            required=False,
            longest=40,
        ),
        "language": ChoiceField(label=_("Language of the answer"), choices=SPOKEN),
        "country": CountryField(
            label=_("Country where you live"), language=language, autocomplete="country"
        ),
        "has_csq": YesNoField(label=_("Do you have a Quebec Selection Certificate (CSQ)?")),
        "has_letter": YesNoField(label=_("Do you have a letter of invitation to IMP+?")),
        **_family(),
        **_question(checked=checked),
    }
    return made_form(
        "RequestForm", {name: one for name, one in fields.items() if name not in known}
    )


def _family() -> dict[str, forms.Field]:
    """Who would come along."""
    return {
        "partner": YesNoField(label=_("Would a spouse or common-law partner come with you?")),
        "children": AgesField(
            label=_("Ages of your children who would come with you"),
            help_text=_("In years, with commas: 4, 11. Leave it empty if no child would come."),
            required=False,
        ),
    }


def _question(*, checked: bool) -> dict[str, forms.Field]:
    """What is asked of the firm, what goes along, and whether it may write of other things."""
    attach = forms.BooleanField(label=_("Send my answers to the self-check along"), required=False)
    return {
        "message": TextField(
            label=_("Your question"),
            help_text=_("In a few sentences. Leave out passport numbers and health details."),
            longest=5000,
            lines=True,
            empty=_("Write your question"),
        ),
        **({"attach": attach} if checked else {}),
        "newsletter": forms.BooleanField(
            label=_("I also want to receive this firm’s newsletter. I can end it at any time."),
            required=False,
        ),
    }
