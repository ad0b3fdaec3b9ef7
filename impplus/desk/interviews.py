"""The interviews of one file, for officers: what was asked and answered in each, and a new one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import interviews
from impplus.desk.file import about_a_file, officer_in, today_in
from impplus.queries.facts import principal_of
from impplus.queries.interviews import (
    LONGEST_NOTES,
    LONGEST_PRESENT,
    MEANS,
    interviews_of,
)
from impplus.queries.officers import has
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Application
from impplus.web.day import DayField
from impplus.web.fields import ChoiceField, TextField, spoken
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.pages import submitted


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """Every interview, the last first; a new one where the officer of a file may hold one."""
    officer, people = officer_in(request), {str(one.pk): one for one in application.people.all()}
    form = bind(_form(request, people), request)
    if submitted(request) and form.is_valid():
        said = dict(form.cleaned_data)
        person = people[said.pop("person")] if "person" in said else principal_of(application)
        with refusals_in(form, NotUnderstood):
            interviews.write(person, **said, by=officer)
            messages.success(request, _("The interview is kept with the file."))
            return redirect("desk:interviews", application.number)
    facts = {
        "application": application,
        "principal": principal_of(application),
        "form": form,
        "writes": application.status in interviews.HELD_IN and has(application, officer),
        "interviews": interviews_of(application),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/interviews/interviews.html", facts, status=status)


def _form(request: HttpRequest, people: dict[str, Any]) -> type[PageForm]:
    """Who is asked only where several people apply."""
    names = [(key, one.name) for key, one in people.items()]
    who: dict[str, Any] = {"person": ChoiceField(choices=names, label=_("With whom was it held?"))}
    day = DayField(
        label=_("Day of the interview"), initial=today_in(request), latest=today_in(request)
    )
    said: dict[str, Any] = {
        "held_on": day,
        "means": ChoiceField(
            choices=[(key, spoken(text)) for key, text in MEANS.items()],
            label=_("How was it held?"),
        ),
        "present": TextField(
            longest=LONGEST_PRESENT,
            label=_("Who was there?"),
            empty=_("Write who was there"),
            help_text=_("Everybody by name, with an interpreter and a representative."),
        ),
        "text": TextField(
            longest=LONGEST_NOTES,
            lines=True,
            label=_("What was asked and answered"),
            empty=_("Write what was asked and answered"),
            help_text=_(
                "Write it as it was said. Officers read it; no letter comes of it. A concern that could lead to a refusal is still put in a letter."
            ),
        ),
    }
    return made_form("InterviewForm", (who if len(people) > 1 else {}) | said)
