"""A first question to a law firm: no file, no passport number, and no promise on either side."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import enquiries
from impplus.practice.models import Enquiry
from impplus.programmes import SERVED
from impplus.records.models import Firm
from impplus.web.emails import EmailField
from impplus.web.fields import (
    ChoiceField,
    CountryField,
    NumberField,
    PhoneField,
    TextField,
    YesNoField,
)
from impplus.web.forms import PageForm, bind, made_form
from impplus.web.language import SPOKEN, lang
from impplus.web.pages import submitted


@require_safe
def firms(request: HttpRequest) -> HttpResponse:
    """The firms that take requests, and the text that says who may be paid to advise."""
    facts = {"firms": Firm.objects.all(), "paid": SERVED.sources.get("irpa-91")}
    return render(request, "public/enquiries/firms.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """The request to one firm; what was typed stays when something is missing."""
    firm = get_object_or_404(Firm, slug=slug)
    form = bind(
        request_form(lang(), request.POST.get("country", "")), request, {"language": lang()}
    )
    if submitted(request) and form.is_valid():
        asked = Enquiry.objects.filter(firm=firm.pk, status="new", **form.cleaned_data)
        if not asked.exists():
            enquiries.request(firm, **form.cleaned_data)  # a second press asks nothing new
        return redirect("public:enquiry-sent", slug)
    return render(request, "public/enquiries/ask.html", {"firm": firm, "form": form})


@require_safe
def sent(request: HttpRequest, slug: str) -> HttpResponse:
    """The page after a request was sent: what happens next."""
    firm = get_object_or_404(Firm, slug=slug)
    return render(request, "public/enquiries/sent.html", {"firm": firm})


def request_form(language: str, country: str = "") -> type[PageForm]:
    """What the firm needs to know; the telephone is one of the country, unless it says which."""
    return made_form(
        "RequestForm",
        {
            "name": TextField(
                label=_("Your name"), autocomplete="name", empty=_("Enter your name")
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
            "family_size": NumberField(
                label=_("How many family members would come with you?"), most=30
            ),
            **_question(),
        },
    )


def _question() -> dict[str, forms.Field]:
    """What is asked of the firm, and whether it may write again."""
    return {
        "message": TextField(
            label=_("Your question"),
            help_text=_("In a few sentences. Leave out passport numbers and health details."),
            longest=5000,
            lines=True,
            empty=_("Write your question"),
        ),
        "newsletter": forms.BooleanField(
            label=_("I also want to receive this firm’s newsletter. I can end it at any time."),
            required=False,
        ),
    }
