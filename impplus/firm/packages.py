"""The package of a client's file for the department's own portal: what is in each slot, what stops the upload, and what was filed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from impplus.actions import filings
from impplus.firm.entry import entry
from impplus.practice.access import MATTERS
from impplus.practice.models import Filing
from impplus.practice.routing import keeps_for_firms
from impplus.programmes.imm_forms import AskedBesides, FormMap
from impplus.queries.file import File, file_of, today_of
from impplus.queries.packages import kept
from impplus.queries.packages.letters import answers
from impplus.queries.packages.made import MadeFile
from impplus.queries.packages.planned import forms_of, kept_private
from impplus.queries.refusals import Refusal
from impplus.records import access
from impplus.records.models import Application, User
from impplus.web.day import DayField
from impplus.web.fields import ChoiceField, TextField, YesNoField
from impplus.web.files import as_file
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.words import days
from impplus.words.text import LANGUAGES

FIRST = 7  # answers that are shown at once
DAY = "_day"  # how the key of a question about a day ends
BAR = 96  # of 120 units of a bar, where the limit stands
SHAPES = {
    "ready": "full good",
    "validate": "half",
    "sign": "half",
    "by-hand": "tri care",
    "unsaid": "tri care",
    "empty": "none",
}


@dataclass(frozen=True)
class FileRow:
    """A file of the package as the table shows it: beside its state, how long its bar is, of 120, and whether it is ticked."""

    made: MadeFile
    bar: int
    shape: str
    ticked: bool


@dataclass(frozen=True)
class Whose:
    """The files of one person, and how many questions of forms are still to be answered about that person."""

    name: str
    person: str
    rows: list[FileRow]
    asked: int


@require_safe
@entry(MATTERS)
def page(request: HttpRequest, number: str) -> HttpResponse:
    """The slots with what is in them, the forms, the answers in the portal's order, and the last checks."""
    application, user = client_of(request, number)
    file, filing = file_of(application), kept.filing_of(application, user)
    portals = kept.portals_for(user, file.programme.code, today_of(application))
    made = filing.made if filing else {}
    files, portal = kept.files_in(made), portals.portal(filing.portal) if filing else None
    limit = portal.limit if portal else 0
    said = answers(file, portals.questions, "principal", lang())
    facts = {
        "application": application,
        "name": file.principal.name,
        "filing": filing,
        "size": made.get("size", 0),
        "portal": portal,
        "portals": portals.portals,
        "languages": LANGUAGES,
        "whose": _by_person(files, filing, limit, _asked(file, user)),
        "files": files,
        "ready": sum(not one.stops for one in files),
        "stopping": [one for one in files if one.stops],
        "forms": kept.forms_in(made),
        "checks": kept.checks_in(made),
        "answers": said[:FIRST],
        "more": said[FIRST:],
        "letters": filing.letters.all() if filing else (),
        "private": kept_private(file),
    }
    return render(request, "firm/packages/package.html", facts)


@require_POST
@entry(MATTERS)
def make(request: HttpRequest, number: str) -> HttpResponseBase:
    """Make the package anew, and hand it over where that was asked."""
    application, user = client_of(request, number)
    language = request.POST.get("letters", "")
    made = filings.make(
        application,
        portal=request.POST.get("portal", ""),
        language=language if language in LANGUAGES else lang(),
        by=user,
    )
    if "download" in request.POST:
        name = f"package-{number}-{made.portal.key}.zip"
        return as_file(BytesIO(made.archive), "application/zip", name, attached=True)
    messages.success(request, _("The package is made."))
    return redirect("firm:package", number)


@require_http_methods(["GET", "POST"])
@entry(MATTERS)
def besides(request: HttpRequest, number: str, person: str) -> HttpResponse:
    """What forms alone ask about a person, typed once for all of them."""
    application, user = client_of(request, number)
    file, filing = file_of(application), kept.filing_of(application, user)
    asked = _asked(file, user).get(person)
    if not asked:
        raise Http404
    fields = {one.key: _field(one) for one in asked}
    kind: type[PageForm] = type("BesidesForm", (PageForm,), fields)
    said = filing.besides.get(person, {}) if filing else {}
    form = bind(kind, request, initial=_initial(asked, said))
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal):
            filings.say_besides(
                application, person=person, answers=_plain(form.cleaned_data), by=user
            )
        if not form.errors:
            messages.success(request, _("The answers are saved. Make the package again."))
            return redirect("firm:package", number)
    facts = {"application": application, "form": form, "name": file.people[person].name}
    status = 422 if form.errors else 200
    return render(request, "firm/packages/besides.html", facts, status=status)


@require_POST
@entry(MATTERS)
def tick(request: HttpRequest, number: str) -> HttpResponse:
    """Tick a form as validated or signed, or take the tick off."""
    application, user = client_of(request, number)
    said = request.POST
    filings.tick(application, sha256=said.get("file", ""), done=said.get("done") == "yes", by=user)
    return redirect("firm:package", number)


def client_of(request: HttpRequest, number: str) -> tuple[Application, User]:
    """The file of a client, and who works on it; no such page for others of the firm."""
    user: User = request.user  # type: ignore[assignment]
    if not keeps_for_firms():
        raise Http404
    return get_object_or_404(access.applications(user), number=number), user


def _asked(file: File, user: User) -> dict[str, list[AskedBesides]]:
    """What the forms of each person ask besides, each question once."""
    maps = kept.maps_for(user, file.programme.code)
    portals = kept.portals_for(user, file.programme.code, today_of(file.application))
    found = dict[str, list[AskedBesides]]()
    for name, forms_asked in forms_of(file, portals).items():
        each = {one.key: one for known in _latest(maps, forms_asked) for one in known.asked}
        if each:
            found[name] = list(each.values())
    return found


def _latest(maps: Sequence[FormMap], names: Collection[str]) -> list[FormMap]:
    return list({one.form: one for one in maps if one.form in names}.values())


def _by_person(
    files: Sequence[MadeFile],
    filing: Filing | None,
    limit: int,
    asked: Mapping[str, list[AskedBesides]],
) -> list[Whose]:
    found = dict[str, Whose]()
    for one in files:
        shape = SHAPES.get(one.state, "none bad" if one.state == "missing" else "no bad")
        bar = min(120, round(BAR * one.size / limit)) if limit else 0
        ticked = bool(filing) and one.sha256 in filing.ticked if filing else False
        whose = found.setdefault(
            one.name, Whose(one.name, one.person, [], len(asked.get(one.name, ())))
        )
        whose.rows.append(FileRow(one, bar, shape, ticked))
    return list(found.values())


def _field(one: AskedBesides) -> forms.Field:
    label, needed = one.text.say(lang()), not one.optional
    if one.yes_no:
        return YesNoField(label=label, required=needed)
    if one.choices:
        offered = [(key, said.say(lang())) for key, said in one.choices.items()]
        return ChoiceField(label=label, choices=offered, required=needed)
    if one.key.endswith(DAY):
        return DayField(label=label, required=needed)
    return TextField(label=label, longest=filings.LONGEST, required=needed)


def _initial(asked: Sequence[AskedBesides], said: Mapping[str, str]) -> dict[str, Any]:
    """What was said, as the fields show it."""
    yes = {one.key for one in asked if one.yes_no}
    return {
        key: value == "true" if key in yes else days.read(value) if key.endswith(DAY) else value
        for key, value in said.items()
    }


def _plain(said: Mapping[str, Any]) -> dict[str, str]:
    return {
        key: str(value).lower() if isinstance(value, bool) else str(value)
        for key, value in said.items()
        if value is not None and value != ""
    }
