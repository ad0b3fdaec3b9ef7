"""The decision: the officer's own finding and reason per condition, a confirmation, then the decision."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import decisions, permits
from impplus.desk import countersignatures
from impplus.desk.file import about_a_file, must_be_open_to, officer_in
from impplus.desk.translations import language_field
from impplus.desk.weighing import (
    SAID,
    conditions_weighed,
    decision_form,
    placed,
    requirements_weighed,
)
from impplus.queries import contradictions, fairness, findings, refunds
from impplus.queries.countersignatures import last_sent
from impplus.queries.file import File, file_of, today_of
from impplus.queries.findings import FileAtDecision
from impplus.queries.letters.words import LIMITS
from impplus.queries.refusals import AlreadyDone, NotUnderstood, ReasonMissing
from impplus.queries.reports import reported_in
from impplus.records.models import Application, Person, User
from impplus.rules.law import Office
from impplus.rules.validity import PermitDue
from impplus.web.forms import bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.words.text import Text

# Where a press that decides may be one that was made before: the action tells it from another.
DECIDED = ("approved", "refused")


@dataclass(frozen=True)
class Foreseen:
    """A permit that an approval today would issue."""

    person: Person
    due: PermitDue
    limit: Text | None

    @property
    def possible(self) -> bool:
        """Whether it has a last day that comes after its first."""
        return self.due.until is not None and self.due.until >= self.due.valid_from


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """Weigh every condition, confirm what was weighed, then decide."""
    if "sure" not in request.POST or application.status not in DECIDED:
        must_be_open_to(application, "approve", officer_in(request))
    file = file_of(application)
    today = today_of(application)
    judged = findings.judged(file, decided_on=today)
    offices = file.programme.in_force(today).deciding
    form = bind(
        decision_form(judged, offices.values(), lang(), language_field(application)),
        request,
        last_sent(application),
    )
    looked = submitted(request) and form.is_valid() and "change" not in request.POST
    if looked and _decided(request, file, judged, form):
        return redirect("desk:file", application.number)
    looked = looked and form.is_valid()
    second = countersignatures.needed(file, judged, form.cleaned_data) if looked else None
    if second and "second" in request.POST:
        return countersignatures.asks(request, application, second, form.cleaned_data)
    facts = {
        "second": second,
        "unheard": _unheard(file, judged, form) if submitted(request) else (),
        "application": application,
        "principal": file.principal,
        "form": form,
        "requirements": requirements_weighed(form, judged),
        "conditions": conditions_weighed(form, judged),
        "reported": reported_in(file, lang()),
        "contradictions": contradictions.of(file, lang()),
        "foreseen": _foreseen(file, today),
        "refund": refunds.due(file, "refused") if looked else None,
        "notes": findings.notes_on(file, judged.family),
        "outcome": form.cleaned_data.get("outcome") if looked else None,
        "reasons": form.cleaned_data.get("reasons") if looked else None,
        "office": _office(offices, form.cleaned_data) if looked else None,
    }
    template = "desk/decisions/sure.html" if looked else "desk/decisions/decision.html"
    return render(request, template, facts, status=422 if form.errors else 200)


def _decided(request: HttpRequest, file: File, judged: FileAtDecision, form: Form) -> bool:
    """Decide where the officer is sure, else say what stands in the way; whether it is decided."""
    given = form.cleaned_data
    with refusals_in(form, ReasonMissing, NotUnderstood):
        if "sure" in request.POST:
            with suppress(AlreadyDone):
                _decide(file.application, judged, given, officer_in(request))
            messages.success(request, _("The decision is made. The letter will be sent shortly."))
            return True
        decisions.must_be_finished(file, given["outcome"])
        if given["outcome"] == "refuse":
            fairness.must_be_heard(file, judged, _unmet(form, judged))
    return False


def _unmet(form: Form, judged: FileAtDecision) -> list[str]:
    """The conditions that the officer finds not met."""
    return [key for key in judged.grounds if form[f"met-{key}"].value() == "no"]


def _unheard(file: File, judged: FileAtDecision, form: Form) -> list[fairness.Unheard]:
    """Of which grounds of a refusal the applicant was not heard."""
    if form["outcome"].value() != "refuse":
        return []
    return fairness.unheard(file, judged, _unmet(form, judged))


def _office(offices: Mapping[str, Office], given: Mapping[str, Any]) -> Text | None:
    """The office that was chosen; None where the officer had no choice."""
    return placed(offices[given["office"]]) if given.get("office") else None


def _decide(
    application: Application, judged: FileAtDecision, given: Mapping[str, Any], by: User
) -> None:
    notes = {key: given[f"note-{key}"] for key in judged.grounds}
    said = {key: SAID[given[f"met-{key}"]] for key in judged.grounds if given[f"met-{key}"] in SAID}
    words = {"notes": notes, "reasons": given["reasons"], "office": given.get("office", "")}
    words["language"] = given["language"]
    if given["outcome"] == "approve":
        decisions.approve(application, weighed=said, by=by, **words)
    else:
        unmet = {key: notes[key] for key, met in said.items() if not met}
        decisions.refuse(application, unmet=unmet, weighed=said, by=by, **words)


def _foreseen(file: File, today: date) -> list[Foreseen]:
    return [
        Foreseen(file.people[due.person], due, LIMITS.get(due.limited_by or ""))
        for due in permits.due(file, today)
    ]
