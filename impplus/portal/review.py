"""Everything on one page before it is signed: answers, people, files, fees, conditions, what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from impplus.actions import applications
from impplus.portal.answers import page_of
from impplus.portal.application import WHO, application_of, person_in, signs
from impplus.portal.documents import documents_by_person, others_sent
from impplus.portal.payments import fees_of
from impplus.portal.tasks import PARTS
from impplus.queries import readiness
from impplus.queries.answers import Sheet, in_words
from impplus.queries.file import File, file_of
from impplus.queries.places import places_left
from impplus.queries.readiness import Gap
from impplus.queries.refunds import last_of
from impplus.queries.refusals import (
    CapReached,
    IntakeClosed,
    NotReady,
    NotYours,
    OutcomeUnknown,
    SignatureMissing,
)
from impplus.records.models import Application
from impplus.rules.form import Step
from impplus.web.addresses import address
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import door, submitted
from impplus.words.people import UNNAMED
from impplus.words.text import Text


class SignForm(PageForm):
    """The applicant's own name, and the declaration."""

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


@door(*WHO)
def review(request: HttpRequest, number: str) -> HttpResponse:
    """The review page: the representative reads it too, the applicant alone signs and submits."""
    form = bind(SignForm, request)
    if submitted(request):
        if not signs(request):
            raise NotYours
        answer = _submit(request, number, form) if form.is_valid() else None
        if answer:
            return answer
    application = application_of(request, number)
    if application.status != "draft":
        return redirect("portal:status", number)
    return _page(request, application, form)


def _submit(request: HttpRequest, number: str, form: SignForm) -> HttpResponse | None:
    """The receipt, or the page that says that no place is left; None shows the review again."""
    signature = form.cleaned_data["signature"]
    try:
        with refusals_in(form, IntakeClosed, signature=SignatureMissing):
            applications.receive(number, signature=signature, by=person_in(request))
            # Not `redirect`, which works the address out anew: every press of a rush ends here.
            return HttpResponseRedirect(address("portal:receipt", number))
    except CapReached:
        application = application_of(request, number)
        refund = last_of(application.payments.all())
        facts = {"application": application, "refund": refund}
        return render(request, "portal/review/full.html", facts, status=CapReached.status)
    except OutcomeUnknown as unknown:
        return _checking(request, number, unknown)
    except NotReady:
        form.add_error(None, _MISSING)
    return None


@door(*WHO)
@require_POST
def check(request: HttpRequest, number: str) -> HttpResponse:
    """What became of a submission whose outcome was not known: the receipt, or the draft."""
    try:
        received = applications.outcome(application_of(request, number), by=person_in(request))
    except OutcomeUnknown as unknown:
        return _checking(request, number, unknown)
    if received:
        return redirect("portal:receipt", number)
    messages.info(request, _NOT_RECEIVED)
    return redirect("portal:review", number)


def _checking(request: HttpRequest, number: str, unknown: OutcomeUnknown) -> HttpResponse:
    """The page that asks again; it needs no database."""
    facts = {"number": number, "unknown": unknown}
    return render(request, "portal/review/checking.html", facts, status=unknown.status)


def _page(request: HttpRequest, application: Application, form: SignForm) -> HttpResponse:
    file, number = file_of(application), application.number
    ready = readiness.of(file)
    findings = ready.findings
    return render(
        request,
        "portal/review/review.html",
        {
            "application": application,
            "form": form,
            "answered": list(_answered(file, lang())),
            "missing": [(gap, _where(gap, number)) for gap in ready.gaps],
            "piles": documents_by_person(ready),
            "others": others_sent(ready),
            "fees": fees_of(ready),
            "findings": findings,
            "notes": ready.family_notes,
            "medical": ready.medical,
            "requirements": ready.left_to_the_officer,
            "refund": file.law.refunds.get("refused"),
            "misrepresentation": file.programme.sources.get("irpa-40"),
            "not_met": sum(one.met is False for one in findings),
            "not_known": sum(one.met is None for one in findings),
            "places": places_left(file.programme, file.on.year),
            "signs": signs(request),
        },
        status=422 if form.errors else 200,
    )


def _answered(file: File, language: str) -> Iterator[Answered]:
    principal, *members = file.sheets
    for part, title in PARTS.items():
        yield Answered(str(title), tuple(_pages(principal, language, part)))
    for sheet in members:
        yield Answered(sheet.person.name or UNNAMED, tuple(_pages(sheet, language)))


def _pages(sheet: Sheet, language: str, part: str = "") -> Iterator[Page]:
    """The pages about a person, or those of one part of the form."""
    lacking = {(gap.step.key, gap.field.key) for gap in sheet.missing}
    for step in sheet.asked:
        if part not in ("", step.part):
            continue
        rows = tuple(
            Row(
                field.label,
                in_words(field, sheet.answers.get(field.key), language),
                (step.key, field.key) in lacking,
            )
            for field in sheet.fields(step)
        )
        yield Page(step, rows, f"{page_of(sheet.person, step)}?from=review")


def _where(gap: Gap, number: str) -> str:
    """The page on which a gap is filled."""
    if gap.person and gap.step:
        return f"{page_of(gap.person, gap.step)}?from=review"
    if gap.person and gap.document:
        return reverse("portal:upload", args=[number, gap.person.pk, gap.document.key])
    return reverse("portal:family" if gap.kind == "family" else "portal:fees", args=[number])


_NOT_RECEIVED = _(
    "We checked: your application was not received, and your draft is as it was. Sign and submit it again."
)
_MISSING = _("Something is still missing. All of it is listed under “Still missing”.")
