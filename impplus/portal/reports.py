"""Changes after submission: what can be reported, what it would change, and the receipt of each report."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import reports
from impplus.portal import new_address
from impplus.portal.application import WHO, home_of, may, part_of, person_in, signs, writer_in
from impplus.portal.asked_again import alone, shown
from impplus.portal.explanations import said_in, typed_in, what_follows
from impplus.portal.family_changes import may_take_back
from impplus.portal.new_address import NEW_ADDRESS
from impplus.queries.answers import Sheet, in_words, plain
from impplus.queries.declared import declares
from impplus.queries.facts import principal_of
from impplus.queries.file import File, file_of, today_of
from impplus.queries.other_papers import OTHER
from impplus.queries.privacy import hidden_in
from impplus.queries.refusals import NotUnderstood, Stale
from impplus.queries.renewals import PAGE, paper_held, verb_of_file
from impplus.queries.reports import (
    FIXED,
    PASSPORT,
    fields_about,
    is_hidden,
    reported_in,
    seen,
    typed,
)
from impplus.queries.typed import LONGEST
from impplus.queries.unsent_texts import change_of
from impplus.records.models import Introduction, Permit, Person, Report
from impplus.rules import documents
from impplus.rules.form import Answer, Answers, Field, Step, fields_asked
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, field_for, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import door, submitted
from impplus.web.unsent_texts import Typing

NEW_PASSPORT, NUMBER = "new-passport", "passport_number"
NEW_WITH_EACH = (NUMBER, "passport_issued", "passport_expires")


@require_safe
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
        "holders": _holders(request, file),
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


@require_http_methods(["GET", "POST"])
@door(*WHO)
def answers(request: HttpRequest, number: str, person: int, part: str) -> HttpResponse:
    """Other answers of one page of the form, or of a passport; what they change is said before."""
    application = part_of(request, number, person)
    file = file_of(application)
    whom = next((one for one in file.everyone if one.pk == person), None)
    fields = _fields(file, whom, part) if whom else ()
    if whom is None or not fields:
        raise Http404
    permit = _paper(request, file, whom) if part == NEW_PASSPORT else None
    typing = Typing(request, application, change_of(whom.pk, part), "reason", person_in(request))
    if typing.by_itself:
        return typing.saved(awaited=may(application, "correct", request) or bool(permit))
    if not (may(application, "correct", request) or permit or submitted(request)):
        return redirect("portal:changes", number)
    stands = _stands(file, whom)
    new = NEW_WITH_EACH if part == NEW_PASSPORT else ()  # the old ones are shown beside the form
    initial = {key: one for key, one in stands.items() if key not in new} | typing.initial
    form = bind(_answers_form(file, whom, fields, part), request, initial=initial)
    facts: dict[str, Any] = {"whom": whom, "part": part, "version": _version(request, whom)}
    facts |= {"permit": permit, "typing": typing, "typed": typed_in(request)}
    facts |= {"signs": signs(request), **_beside(file, whom, part, fields, stands)}
    if submitted(request) and form.is_valid():
        given = _given(file, whom, part, form, fields)
        if "sure" not in request.POST and not _differs_anywhere(given, stands):
            form.add_error(None, _("Nothing differs from what is in the file. Enter what changed."))
        if part == NEW_PASSPORT:
            facts["same_number"] = not _differs(given.get(NUMBER), stands.get(NUMBER))
        with refusals_in(form, NotUnderstood, Stale):
            if form.errors:
                return shown(request, application, form, facts)
            if "sure" in request.POST:
                return _report(typing, whom, part, given, form)
            reports.must_declare(whom, given)
            rows, reason = typed(file, whom, given, lang()), form.cleaned_data["reason"]
            facts |= {"rows": rows, "reason": reason}
            if permit is None:
                moved = _judged_when_applying(file) if part == NEW_ADDRESS else ()
                facts |= {"moved": moved, **what_follows(request, file, whom, given)}
    return shown(request, application, form, facts)


def _beside(
    file: File, whom: Person, part: str, fields: Iterable[Field], stands: Mapping[str, Any]
) -> dict[str, Any]:
    """What stands beside the form: the family, whether it asks of the principal's marriage, and the answers of the old passport."""
    marries = whom.relation == "principal" and any(one.key == "relationship" for one in fields)
    old = [(one.label, in_words(one, stands.get(one.key), lang())) for one in fields]
    old = old if part == NEW_PASSPORT else []
    return {"family": file.members, "marries": marries, "old": old}


def _differs(answer: Answer, before: Answer) -> bool:
    """Whether an answer is another one than that before it; all that is empty is the same."""
    return bool(plain(answer) != plain(before))


def _differs_anywhere(given: Answers, stands: Mapping[str, Any]) -> bool:
    return any(_differs(answer, stands.get(key)) for key, answer in given.items())


def _judged_when_applying(file: File) -> Container[str]:
    """The keys of the conditions that a move after the application does not touch."""
    return file.programme.settings.words("judged-when-applying", file.on)


def _report(
    typing: Typing, person: Person, part: str, given: Answers, form: forms.Form
) -> HttpResponse:
    """Report them: the page of the receipt."""
    request = typing.request
    made = reports.change_answers(
        person,
        kind=_kind(part),
        answers=given,
        reason=form.cleaned_data["reason"],
        version=_version(request, person),
        explained=said_in(request),
        **writer_in(request),
    )
    typing.sent()
    messages.success(request, _("The change is in your file. This is its receipt."))
    return redirect("portal:change-receipt", person.application.number, made.pk)


@require_safe
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
    taken_back = may_take_back(application, one.report, request)
    facts = {
        "application": application,
        "one": one,
        "principal": principal_of(application).name,
        "alone": alone(application),
        "may_take_back": taken_back,
    }
    facts |= {"declares": declares(one.report), "place": _place(request, one.report)}
    return render(request, "portal/reports/receipt.html", facts)


def _place(request: HttpRequest, report: Report) -> tuple[int, str] | None:
    """Of whom, and where among the documents, what shows the change is sent; None where nothing is."""
    application = report.application
    file = file_of(application)
    if report.kind == "birth" and may(application, "upload", request):
        return file.principal.pk, OTHER
    asked = documents.needed(file.programme, file.case, on=file.on)
    theirs = [file.people[one.person] for one in asked if one.key == PAGE]
    whose = next((one for one in theirs if one.pk == report.person_id), None)
    if whose is None or report.kind != "passport":
        return None
    open_yet = may(application, verb_of_file(application, whose, PAGE), request)
    return (whose.pk, PAGE) if open_yet else None


def _version(request: HttpRequest, person: Person) -> int:
    """The version of the answers that the page was made from; one that none can be (-1) where the page sends no number."""
    if request.method != "POST":
        return person.answers_version
    read = request.POST.get("_version", "")
    sound = read.isascii() and read.isdecimal() and len(read) < 10
    return int(read) if sound else -1


def _paper(request: HttpRequest, file: File, person: Person) -> Permit | Introduction | None:
    """The permit or letter for which a renewed passport can be reported after the decision."""
    application = file.application
    if not may(application, "renew-passport", request):
        return None
    return paper_held(person, today_of(application))


def _holders(request: HttpRequest, file: File) -> list[tuple[Person, Permit | Introduction]]:
    """Those whose renewed passport can be reported after the decision, each with the paper."""
    hidden = hidden_in(file.application)
    shown = (one for one in file.everyone if one.pk not in hidden)
    found = ((one, _paper(request, file, one)) for one in shown)
    return [(one, paper) for one, paper in found if paper]


def _steps(file: File, person: Person) -> list[Step]:
    """The pages of the form whose answers about a person can be corrected."""
    sheet = next(one for one in file.sheets if one.person.pk == person.pk)
    return [step for step, fields in sheet.pages if any(f.key not in FIXED for f in fields)]


def _fields(file: File, person: Person, part: str) -> tuple[Field, ...]:
    """The questions of a part: a page of the form, or all that a passport answers."""
    sheet = next(one for one in file.sheets if one.person.pk == person.pk)
    if part == NEW_ADDRESS:
        return new_address.fields(sheet)
    if part == NEW_PASSPORT:
        asked = {field.key: field for _, fields in sheet.pages for field in fields}
        return tuple(asked[key] for key in PASSPORT if key in asked)
    step = sheet.find(part)
    asked_there = fields_asked(step, sheet.answers) if step else ()
    return tuple(field for field in asked_there if field.key not in FIXED)


def _kind(part: str) -> str:
    of_contact = dict.fromkeys(("contact", "member-address", NEW_ADDRESS), "contact")
    return {NEW_PASSPORT: "passport", **of_contact}.get(part, "answer")


def _stands(file: File, person: Person) -> dict[str, Any]:
    sheet = next(one for one in file.sheets if one.person.pk == person.pk)
    return {key: sheet.answers.get(key) for key in fields_about(file, person)}


def _given(
    file: File, person: Person, part: str, form: forms.Form, fields: tuple[Field, ...]
) -> Mapping[str, Any]:
    """What was answered; of an address, what is asked of it with these answers, with a fault where that is missing."""
    if part == NEW_ADDRESS:
        return new_address.asked_after(_sheet(file, person), form)
    return {field.key: form.cleaned_data[field.key] for field in fields}


def _sheet(file: File, person: Person) -> Sheet:
    return next(one for one in file.sheets if one.person.pk == person.pk)


def _answers_form(
    file: File, person: Person, fields: tuple[Field, ...], part: str
) -> type[PageForm]:
    stands, sheet = _stands(file, person), _sheet(file, person)
    on = today_of(file.application)
    made: dict[str, Any] = {
        field.key: field_for(
            field,
            stands,
            lang(),
            on=on,
            required=part != NEW_ADDRESS or new_address.is_asked(sheet, field),
        )
        for field in fields
    }
    if part == NEW_ADDRESS and new_address.PROVINCE in made:
        made[new_address.PROVINCE].help_text = _("Only for an address in Canada.")
        made[new_address.REGION].label = _("Province, state or region outside Canada")
    made["reason"] = TextField(
        label=_("What changed, and why?"),
        help_text=_("An officer reads it beside the earlier answer."),
        empty=_("Write what changed, and why"),
        longest=LONGEST,
        lines=True,
    )
    return made_form("AnswersForm", made)
