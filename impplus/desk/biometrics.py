"""Biometrics: who must give them and why, the request, and the day on which each person gave them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import reviews
from impplus.desk.file import about_a_file, must_be_open_to, officer_in
from impplus.desk.forms import RecordForm, given_form
from impplus.queries import clock
from impplus.queries.biometrics import last_day_of, owed_in
from impplus.queries.exemptions import needs_of
from impplus.queries.file import File, file_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.records.models import Application, Person
from impplus.rules.eligibility import Need
from impplus.web.forms import bind, refusals_in
from impplus.web.pages import submitted


@dataclass(frozen=True)
class Enrolment:
    """One person's need to give biometrics, and the last day for it once they were asked for."""

    person: Person
    need: Need
    due: date | None = None

    @property
    def awaited(self) -> bool:
        """Whether they were asked for and not given."""
        return self.due is not None and self.person.biometrics_taken_on is None


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """Who must give biometrics and why; one button requests them all."""
    if not submitted(request):
        must_be_open_to(application, "request-biometrics", officer_in(request))
    file = file_of(application)
    enrolments = enrolments_of(file)
    give = {one.pk for one in owed_in(file).values()}
    owed = [
        one for one in enrolments if one.person.pk in give and not one.person.biometrics_taken_on
    ]
    to_ask = [one for one in owed if not one.person.biometrics_asked_at]
    today = clock.today(file.programme)
    awaited = {str(one.person.pk): one.person for one in enrolments if one.awaited}
    form = bind(given_form([(key, one.name) for key, one in awaited.items()], today), request)
    records = any(key.startswith(("record", "day", "people")) for key in request.POST)
    if records:
        if submitted(request) and form.is_valid() and _recorded(request, form, awaited):
            return redirect("desk:biometrics", application.number)
    elif submitted(request):
        with suppress(AlreadyDone):
            reviews.request_biometrics(application, by=officer_in(request))
        messages.success(request, _("The instructions for biometrics will be sent shortly."))
        return redirect("desk:biometrics", application.number)
    facts = {
        "application": application,
        "principal": file.principal,
        "enrolments": enrolments,
        "to_ask": to_ask,
        "owed": owed,
        "form": form if awaited else None,
        "today": today,
        "days": file.programme.settings.number("biometrics-days", today),
    }
    status = 422 if records and form.errors else 200
    return render(request, "desk/biometrics/biometrics.html", facts, status=status)


def _recorded(request: HttpRequest, form: Form, awaited: Mapping[str, Person]) -> bool:
    """Record the day of those who are ticked; whether it was."""
    some = [awaited[key] for key in form.cleaned_data["people"]]
    with refusals_in(form, NotUnderstood):
        reviews.record_biometrics_of(some, on=form.cleaned_data["day"], by=officer_in(request))
        messages.success(request, _("The day is recorded."))
    return not form.errors


@require_http_methods(["GET", "POST"])
@about_a_file
def record(request: HttpRequest, application: Application, person: int) -> HttpResponse:
    """Record the day on which one person gave biometrics."""
    if not submitted(request):
        must_be_open_to(application, "record-biometrics", officer_in(request))
    about = next((one for one in application.people.all() if one.pk == person), None)
    if about is None or not about.biometrics_asked_at:
        raise Http404
    form = bind(RecordForm, request, {"day": clock.today(application.programme)})
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            with suppress(AlreadyDone):
                day = form.cleaned_data["day"]
                reviews.record_biometrics(about, on=day, by=officer_in(request))
            messages.success(request, _("The day is recorded."))
            # An officer who comes from the decision goes back to it.
            there = "desk:decision" if "decide" in request.GET else "desk:biometrics"
            return redirect(there, application.number)
    facts: dict[str, Any] = {"application": application, "person": about, "form": form}
    status = 422 if form.errors else 200
    return render(request, "desk/biometrics/record.html", facts, status=status)


def enrolments_of(file: File) -> list[Enrolment]:
    """The need of everyone who applies, on the day of receipt."""
    return [_enrolment(file, need) for need in needs_of(file)]


def _enrolment(file: File, need: Need) -> Enrolment:
    person = file.people[need.person]
    return Enrolment(person, need, last_day_of(file.programme, person))
