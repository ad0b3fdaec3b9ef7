"""Changes after submission: what can be reported, what it would change, and the receipt of each report."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy

from impplus.actions import reports
from impplus.portal.application import WHO, application_of, home_of, may, part_of, person_in, signs
from impplus.queries.file import File, file_of, today_of
from impplus.queries.privacy import hidden_in
from impplus.queries.refusals import NotUnderstood, Stale
from impplus.queries.reports import (
    FAMILY,
    FIXED,
    PASSPORT,
    consequences,
    fields_about,
    is_hidden,
    reported_in,
    seen,
)
from impplus.queries.typed import LONGEST
from impplus.records.models import Person
from impplus.rules.form import Field, Step, fields_asked
from impplus.web.day import DayField
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, field_for, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import door, submitted

NEW_PASSPORT = "new-passport"
OWN = ("csrfmiddlewaretoken", "sure", "_redisplay")


@door(*WHO)
def page(request: HttpRequest, number: str) -> HttpResponse:
    """What can be reported now, and what was."""
    application = part_of(request, number)
    if application.status == "draft":
        return redirect(home_of(application))
    file, hidden = file_of(application), hidden_in(application)
    reported = reported_in(file, lang())
    private = (
        () if application.own_part else [one.whose for one in reported if is_hidden(one, hidden)]
    )
    facts = {
        "application": application,
        "open": may(application, "correct", request),
        "signs": signs(request),
        "private": dict.fromkeys(private),
        "people": [
            (sheet.person, _steps(file, sheet.person), _fields(file, sheet.person, NEW_PASSPORT))
            for sheet in file.sheets
            if sheet.person.pk not in hidden
        ],
        "reported": seen(reported, application)[::-1],
    }
    return render(request, "portal/reports/changes.html", facts)


@door(*WHO)
def answers(request: HttpRequest, number: str, person: int, part: str) -> HttpResponse:
    """Other answers of one page of the form, or of a passport; what they change is said before."""
    application = part_of(request, number, person)
    file = file_of(application)
    whom = next((one for one in file.everyone if one.pk == person), None)
    fields = _fields(file, whom, part) if whom else ()
    if whom is None or not fields:
        raise Http404
    if not may(application, "correct", request) and not submitted(request):
        return redirect("portal:changes", number)
    form = bind(_answers_form(file, whom, fields), request, initial=_stands(file, whom))
    facts: dict[str, Any] = {"whom": whom, "part": part, "version": _version(request, whom)}
    if submitted(request) and form.is_valid():
        given = {field.key: form.cleaned_data[field.key] for field in fields}
        with refusals_in(form, NotUnderstood, Stale):
            if "sure" in request.POST:
                made = reports.change_answers(
                    whom,
                    kind=_kind(part),
                    answers=given,
                    reason=form.cleaned_data["reason"],
                    version=facts["version"],
                    by=person_in(request),
                )
                messages.success(request, _("The change is in your file. This is its receipt."))
                return redirect("portal:change-receipt", number, made.pk)
            facts["consequences"] = consequences(
                file, whom, given, on=today_of(application), hidden=hidden_in(application)
            )
    return _shown(request, file, form, facts)


class FamilyForm(PageForm):
    """What happened in the family."""

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ChoiceField(
            label=_("Who in this application is concerned?"),
            choices=[("", _("Nobody in this application")), *people],
            required=False,
        )
        named = [(key, said.say(lang())) for key, said in FAMILY.items()]
        self.fields["kind"] = ChoiceField(label=_("What happened?"), choices=named)

    kind = forms.ChoiceField()
    day = DayField(label=gettext_lazy("When?"))
    person = forms.ChoiceField(required=False)
    name = TextField(
        label=gettext_lazy("Name of the child, or of the new spouse or partner"), required=False
    )
    reason = TextField(
        label=gettext_lazy("In your own words"),
        empty=gettext_lazy("Write what happened, in your own words"),
        longest=LONGEST,
        lines=True,
    )


@door(*WHO)
def family(request: HttpRequest, number: str) -> HttpResponse:
    """A birth, a marriage, a union, a separation, a divorce or a death."""
    application = application_of(request, number)
    if not may(application, "correct", request) and not submitted(request):
        return redirect("portal:changes", number)
    file = file_of(application)
    known = {str(one.pk): one for one in file.everyone}
    form = bind(FamilyForm, request, people=[(key, one.name) for key, one in known.items()])
    facts: dict[str, Any] = {"part": "family"}
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            given = {**form.cleaned_data, "person": known.get(form.cleaned_data["person"])}
            reports.must_be_sound(application, **given)
            if "sure" in request.POST:
                made = reports.tell_of_family(application, **given, by=person_in(request))
                messages.success(request, _("The change is in your file. This is its receipt."))
                return redirect("portal:change-receipt", number, made.pk)
            facts |= {"happened": form.cleaned_data["kind"], "kind": FAMILY[given["kind"]]}
    return _shown(request, file, form, facts)


@door(*WHO)
def receipt(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """What was reported, when, by whom, with its hash."""
    application = part_of(request, number)
    if application.status == "draft":
        raise Http404
    found = seen(reported_in(file_of(application), lang()), application)
    one = next((one for one in found if one.report.pk == pk), None)
    if one is None:
        raise Http404
    facts = {"application": application, "one": one}
    return render(request, "portal/reports/receipt.html", facts)


def _shown(
    request: HttpRequest, file: File, form: forms.BaseForm, facts: dict[str, Any]
) -> HttpResponse:
    """The form, or what the change would do, with all that was typed kept in the page."""
    looked = submitted(request) and form.is_valid()
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if looked and name not in OWN
    ]
    facts |= {"application": file.application, "form": form, "kept": kept}
    template = "portal/reports/sure.html" if looked else "portal/reports/change.html"
    return render(request, template, facts, status=422 if form.errors else 200)


def _version(request: HttpRequest, person: Person) -> int:
    """The version of the answers that the page was made from."""
    read = request.POST.get("_version", "")
    sound = read.isascii() and read.isdecimal() and len(read) < 10
    return int(read) if sound else person.answers_version


def _steps(file: File, person: Person) -> list[Step]:
    """The pages of the form whose answers about a person can be corrected."""
    sheet = next(one for one in file.sheets if one.person.pk == person.pk)
    return [step for step in sheet.asked if any(f.key not in FIXED for f in sheet.fields(step))]


def _fields(file: File, person: Person, part: str) -> tuple[Field, ...]:
    """The questions of a part: a page of the form, or all that a passport answers."""
    sheet = next(one for one in file.sheets if one.person.pk == person.pk)
    if part == NEW_PASSPORT:
        asked = {field.key: field for _, fields in sheet.pages for field in fields}
        return tuple(asked[key] for key in PASSPORT if key in asked)
    step = sheet.find(part)
    asked_there = fields_asked(step, sheet.answers) if step else ()
    return tuple(field for field in asked_there if field.key not in FIXED)


def _kind(part: str) -> str:
    return {NEW_PASSPORT: "passport", "contact": "contact"}.get(part, "answer")


def _stands(file: File, person: Person) -> dict[str, Any]:
    sheet = next(one for one in file.sheets if one.person.pk == person.pk)
    return {key: sheet.answers.get(key) for key in fields_about(file, person)}


def _answers_form(file: File, person: Person, fields: tuple[Field, ...]) -> type[PageForm]:
    stands = _stands(file, person)
    on = today_of(file.application)
    made: dict[str, Any] = {field.key: field_for(field, stands, lang(), on=on) for field in fields}
    made["reason"] = TextField(
        label=_("What changed, and why?"),
        help_text=_("An officer reads it beside your earlier answer."),
        empty=_("Write what changed, and why"),
        longest=LONGEST,
        lines=True,
    )
    return made_form("AnswersForm", made)
