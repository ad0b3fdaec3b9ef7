"""Everything on one page before it is signed: answers, people, files, fees, conditions, what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from impplus.actions import applications
from impplus.portal.answers import Sheet, sheet_about, sheet_of
from impplus.portal.documents import others_sent, piles_of
from impplus.portal.family import RELATIONS, UNNAMED
from impplus.portal.opened import WHO, application_of, members_of, person_in, signs
from impplus.portal.payments import fees_of
from impplus.portal.tasks import FORM, QUESTIONNAIRE
from impplus.programmes import ALL
from impplus.queries import readiness
from impplus.queries.clock import today
from impplus.queries.facts import principal_of
from impplus.queries.places import places_left
from impplus.queries.readiness import Readiness
from impplus.queries.refusals import CapReached, IntakeClosed, NotReady, NotYours, SignatureMissing
from impplus.records.models import Application
from impplus.rules.form import Step
from impplus.rules.law import Refund
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, add_refusal, bind, shown
from impplus.web.pages import door, lang, submitted
from impplus.words.text import Text


class SignForm(PageForm):
    """The applicant's own name, and her declaration."""

    declared = forms.BooleanField(
        label=_("I declare all of this, and I understand it."),
        error_messages={"required": _("Tick the box to make the declaration.")},
    )
    signature = TextField(
        label=_("Your full name"),
        help_text=_("Type it as it is on your passport. This is your signature."),
    )


@dataclass(frozen=True)
class Row:
    """One answer in words."""

    label: Text
    value: str
    missing: bool


@dataclass(frozen=True)
class Page:
    """One page of the form, with the way to change it."""

    step: Step
    rows: tuple[Row, ...]
    url: str


@dataclass(frozen=True)
class Answered:
    """The pages of one part, or about one family member."""

    title: str | Text
    pages: tuple[Page, ...]


@dataclass(frozen=True)
class Gap:
    """One thing that is missing, and where to give it."""

    about: str | Text
    what: Text
    url: str


@door(*WHO)
def review(request: HttpRequest, number: str) -> HttpResponse:
    """Read by both; signed and submitted by the applicant alone."""
    application = application_of(request, number)
    form = bind(SignForm, request)
    if submitted(request):
        if not signs(request):
            raise NotYours
        if application.status != "draft":
            return redirect("portal:receipt", number)
        if form.is_valid():
            answer = _submit(request, application, form)
            if answer:
                return answer
    if application.status != "draft":
        return redirect("portal:status", number)
    return _page(request, application, form)


def _submit(request: HttpRequest, application: Application, form: SignForm) -> HttpResponse | None:
    """The receipt, or the page that says that no place is left; None shows the review again."""
    signature = form.cleaned_data["signature"]
    try:
        applications.submit(application, signature=signature, by=person_in(request))
    except CapReached:
        return render(
            request,
            "portal/review/full.html",
            {"application": application, "refund": _refund_over_cap(application)},
            status=CapReached.status,
        )
    except NotReady:
        form.add_error(None, _MISSING)
    except IntakeClosed as refusal:
        add_refusal(form, refusal, lang(request))
    except SignatureMissing as refusal:
        form.add_error("signature", refusal.text.say(lang(request)))
    else:
        return redirect("portal:receipt", application.number)
    return None


def _refund_over_cap(application: Application) -> Refund | None:
    programme = ALL[application.programme]
    return programme.in_force(today(programme)).refunds.get("over-cap")


def _page(request: HttpRequest, application: Application, form: SignForm) -> HttpResponse:
    day = today(ALL[application.programme])
    ready = readiness.of(application, day)
    findings = ready.findings
    return render(
        request,
        "portal/review/review.html",
        {
            "application": application,
            "form": form,
            "answered": list(_answered(application, lang(request))),
            "missing": list(_missing(application, ready)),
            "piles": piles_of(application, ready),
            "others": others_sent(ready),
            "fees": fees_of(application, ready),
            "findings": findings,
            "notes": ready.family_notes,
            "medical": ready.medical,
            "requirements": ready.left_to_the_officer,
            "refund": ready.programme.in_force(day).refunds.get("refused"),
            "misrepresentation": ready.programme.sources.get("irpa-40"),
            "not_met": sum(one.met is False for one in findings),
            "not_known": sum(one.met is None for one in findings),
            "places": places_left(ALL[application.programme], day.year),
            "signs": signs(request),
        },
        status=422 if form.errors else 200,
    )


def _answered(application: Application, language: str) -> Iterator[Answered]:
    parts = {"questionnaire": QUESTIONNAIRE, "form": FORM}
    for part, title in parts.items():
        yield Answered(title, tuple(_pages(sheet_of(application, part), language)))
    for member in members_of(application):
        name = member.name or UNNAMED
        yield Answered(name, tuple(_pages(sheet_about(application, member), language)))


def _pages(sheet: Sheet, language: str) -> Iterator[Page]:
    lacking = {(gap.step.key, gap.field.key) for gap in sheet.missing}
    for step in sheet.asked:
        rows = tuple(
            Row(
                field.label,
                shown(field, sheet.answers.get(field.key), language),
                (step.key, field.key) in lacking,
            )
            for field in sheet.fields(step)
        )
        yield Page(step, rows, f"{sheet.url(step)}?from=review")


def _missing(application: Application, ready: Readiness) -> Iterator[Gap]:
    principal = principal_of(application)
    sheets = [sheet_of(application, part) for part in ("questionnaire", "form")]
    sheets += [sheet_about(application, member) for member in members_of(application)]
    for sheet in sheets:
        for gap in sheet.missing:
            own = sheet.person.pk == principal.pk
            about = gap.step.title if own else sheet.person.name or RELATIONS[sheet.person.relation]
            yield Gap(about, gap.field.label, f"{sheet.url(gap.step)}?from=review")
    number = application.number
    if not ready.partner_declared:
        yield Gap(_FAMILY, _PARTNER, reverse("portal:family", args=[number]))
    for one in ready.documents:
        person = ready.people[one.person]
        yield Gap(
            person.name, one.text, reverse("portal:upload", args=[number, person.pk, one.key])
        )
    if not ready.paid_up:
        yield Gap(_FEES, _PAYMENT, reverse("portal:fees", args=[number]))


_MISSING = _("Something is still missing. All of it is listed under “Still missing”.")
_FAMILY = Text(en="Family", fr="Famille")
_PARTNER = Text(en="Your spouse or partner", fr="Votre conjointe ou votre conjoint")
_FEES = Text(en="Fees and payment", fr="Frais et paiement")
_PAYMENT = Text(en="Payment of the fees", fr="Paiement des frais")
