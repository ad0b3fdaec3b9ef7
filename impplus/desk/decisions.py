"""The decision: the officer's own finding and reason per condition, a last look, then the act."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BoundField, Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import decisions, permits
from impplus.actions.letter_words import LIMITS
from impplus.actions.refusals import NotUnderstood, ReasonMissing
from impplus.desk.forms import decision_form
from impplus.desk.opened import about_a_file, must_be_open_to, officer_in
from impplus.programmes import ALL
from impplus.records import reading
from impplus.records.facts import names_of, principal_of
from impplus.records.models import Application, Person, User
from impplus.rules.eligibility import Finding
from impplus.rules.text import Text
from impplus.rules.validity import PermitDue
from impplus.web.forms import add_refusal, bind
from impplus.web.pages import lang, submitted


@dataclass(frozen=True)
class Weighed:
    """One condition: what the record shows, and the officer's two controls."""

    finding: Finding
    met: BoundField
    note: BoundField
    note_given: str


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
    """Weigh, look again, decide."""
    must_be_open_to(application, "approve")
    findings = decisions.judged(application)
    form = bind(decision_form(findings, lang(request)), request)
    looked = submitted(request) and form.is_valid() and "change" not in request.POST
    if looked and "sure" in request.POST:
        try:
            _decide(application, findings, form.cleaned_data, officer_in(request))
        except (ReasonMissing, NotUnderstood) as refusal:
            add_refusal(form, refusal, lang(request))
            looked = False
        else:
            messages.success(request, _("The decision is made. The letter is on its way."))
            return redirect("desk:file", application.number)
    facts = {
        "application": application,
        "principal": principal_of(application),
        "form": form,
        "weighed": _weighed(form, findings),
        "foreseen": _foreseen(application),
        "outcome": form.cleaned_data.get("outcome") if looked else None,
        "reasons": form.cleaned_data.get("reasons") if looked else None,
    }
    return render(request, "desk/sure.html" if looked else "desk/decision.html", facts)


def _decide(
    application: Application, findings: tuple[Finding, ...], given: Mapping[str, Any], by: User
) -> None:
    notes = {one.key: given[f"note-{one.key}"] for one in findings}
    if given["outcome"] == "approve":
        decisions.approve(application, notes=notes, reasons=given["reasons"], by=by)
    else:
        unmet = {one.key: notes[one.key] for one in findings if given[f"met-{one.key}"] == "no"}
        decisions.refuse(application, unmet=unmet, reasons=given["reasons"], by=by)


def _weighed(form: Form, findings: tuple[Finding, ...]) -> list[Weighed]:
    given = getattr(form, "cleaned_data", {})
    return [
        Weighed(
            one,
            form[f"met-{one.key}"],
            form[f"note-{one.key}"],
            given.get(f"note-{one.key}", ""),
        )
        for one in findings
    ]


def _foreseen(application: Application) -> list[Foreseen]:
    today = reading.today(ALL[application.programme])
    people = names_of(application)
    return [
        Foreseen(people[due.person], due, LIMITS.get(due.limited_by or ""))
        for due in permits.due(application, today)
    ]
