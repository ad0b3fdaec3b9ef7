"""The conflict search for an enquiry: who is like whom it is about, what the firm decides, and the written consent."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import conflicts
from impplus.firm.entry import entry
from impplus.practice import access
from impplus.practice.models import Conflict, Enquiry
from impplus.queries.alike import Identity
from impplus.queries.conflicts import Found, found_for, known_to
from impplus.queries.conflicts_shown import SearchedFor, WallBefore, walls_before
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.records.models import User
from impplus.web.day import DayField
from impplus.web.fields import CHOOSE, ChoiceField, TextField, spoken
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.words.found_people import FINDINGS, KNOWN_AS, SHARED

MOST_OTHERS = 20
# What stands at the end of a line like a date: three numbers, or numbers alone after a comma.
DATED = re.compile(r"(\d{1,4}[-./]\d{1,2}[-./]\d{1,4}|,[\d\s./-]*\d[\d\s./-]*)\s*$")
SOUGHT = ("born", "passport", "csq", "others")
_CHOICES = [(verb, spoken(said)) for verb, said in FINDINGS.items()]


@dataclass(frozen=True)
class FoundShown:
    """Somebody who was found, in the words of the page; of whom a wall hides, only whom to ask."""

    name: str
    sure: bool
    per_cent: int | None = None
    known_as: str = ""
    born: date | None = None
    why: str = ""
    note: str = ""


class FindingForm(PageForm):
    """Whom to look for besides the visitor, what else is known of the visitor, what is decided, and why."""

    born = DayField(
        label=gettext_lazy("Date of birth"), birthday=False, partly=False, required=False
    )
    passport = TextField(label=gettext_lazy("Passport number"), longest=20, required=False)
    csq = TextField(label=gettext_lazy("CSQ number"), longest=30, required=False)
    others = TextField(
        label=gettext_lazy("Other people: spouse, children, opposing parties"),
        help_text=gettext_lazy(
            "One a line. Add the date of birth where you know it, such as Karim Haddad, 1981-02-03."
        ),
        longest=2000,
        lines=True,
        required=False,
    )
    finding = ChoiceField(
        label=gettext_lazy("Your finding, kept on record"),
        choices=[CHOOSE, *_CHOICES],
        widget=forms.Select,
    )
    why = TextField(label=gettext_lazy("Why, in a line"), longest=1000)

    def clean_others(self) -> str:
        """Nothing is recorded while a line would not be looked for as it was meant."""
        others: str = self.cleaned_data["others"]
        if said := _unread(others):
            raise ValidationError(said)
        return others


class ConsentForm(PageForm):
    """The written consent: its words, who gave it, and when."""

    of = TextField(label=gettext_lazy("Who consented in writing"), longest=250)
    on = DayField(label=gettext_lazy("Date of the consent"))
    text = TextField(label=gettext_lazy("The words of the consent"), longest=5000, lines=True)


@require_http_methods(["GET", "POST"])
@entry(access.ENQUIRIES)
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """The search with everything that is known, and the form for the finding."""
    user: User = request.user  # type: ignore[assignment]
    asked: Enquiry = get_object_or_404(access.enquiries(user), pk=pk)
    form = bind(FindingForm, request, known_of(asked))
    if submitted(request) and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            sought = sought_in(asked, given)
            conflicts.record(asked, given["finding"], reason=given["why"], sought=sought, by=user)
        if not form.errors:
            messages.success(request, _("Your finding is recorded."))
            return redirect("firm:enquiry", pk)
        asked.refresh_from_db()
    facts = {"asked": asked, "form": form, "part": conflicts_part(asked, form, user)}
    return render(
        request, "firm/conflicts/conflicts.html", facts, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@entry(access.ENQUIRIES)
def consent(request: HttpRequest, pk: int) -> HttpResponse:
    """The written consent that a conflict needed."""
    user: User = request.user  # type: ignore[assignment]
    conflict: Conflict = get_object_or_404(access.conflicts(user), pk=pk)
    form = bind(ConsentForm, request)
    if submitted(request) and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            conflicts.accept(conflict, text=given["text"], of=given["of"], on=given["on"], by=user)
        if not form.errors:
            messages.success(request, _("The written consent is kept."))
            return redirect("firm:enquiry", conflict.enquiry_id)
    facts = {"conflict": conflict, "form": form}
    return render(request, "firm/conflicts/consent.html", facts, status=422 if form.errors else 200)


def known_of(asked: Enquiry) -> dict[str, Any]:
    """What the self-check says of the visitor, to look for: the date of birth by its parts, where it is whole."""
    with suppress(ValueError):
        born = date.fromisoformat(str(asked.answers.get("born")))
        return {"born": [born.year, born.month, born.day]}
    return {}


def conflicts_part(asked: Enquiry, form: PageForm, reader: User) -> dict[str, Any]:
    """What the part about conflicts shows: who was looked for and found for what the form says now, and what was decided so far."""
    typed = typed_in(form, *SOUGHT)
    sought = sought_in(asked, typed)
    found, walls = found_for(asked, sought), walls_before(reader)
    return {
        "form": form,
        "unread": "" if form.errors else _unread(typed.get("others") or ""),
        "looked_for": [one.said(lang()) for one in map(SearchedFor.of, sought)],
        "sure": [shown_of(one, walls) for one in found if one.like.sure],
        "wider": [shown_of(one, walls) for one in found if not one.like.sure],
        "people": known_to(asked.firm),
        "decided": [
            (one, [SearchedFor.kept(row).said(lang()) for row in one.searched])
            for one in asked.conflicts.all()
        ],
    }


def shown_of(found: Found, walls: Sequence[WallBefore]) -> FoundShown:
    """Who was found, and why, in the language of the page; behind a wall, that the firm knows somebody and whom to ask."""
    wall = next((one for one in walls if one.hides(found.person)), None)
    if wall:
        asks = _("Known to the firm – ask %(name)s") % {"name": wall.lawyer}
        return FoundShown(asks, found.like.sure)
    said = [SHARED[one.value].say(lang()) for one in found.like.shared]
    known_as = KNOWN_AS[found.person.kind].say(lang())
    if found.person.number:
        known_as = f"{known_as}, {found.person.number}"
    person = found.person
    why = ", ".join(said)
    return FoundShown(
        person.name, found.like.sure, found.per_cent, known_as, person.born, why, person.note
    )


def typed_in(form: PageForm, *names: str) -> dict[str, Any]:
    """What stands in these fields of a form and can be understood, whatever else in it is to be corrected."""
    said: dict[str, Any] = {}
    for name in names:
        with suppress(ValidationError):
            said[name] = form.fields[name].clean(form[name].value())
    return said


def sought_in(asked: Enquiry, given: dict[str, Any]) -> list[Identity]:
    """The visitor with what a colleague knows besides, and the others, a line each."""
    visitor = Identity(
        asked.name,
        given.get("born"),
        passport=given.get("passport") or "",
        csq=given.get("csq") or "",
        email=asked.email,
        phone=asked.phone,
    )
    lines = _lines(given.get("others") or "")[:MOST_OTHERS]
    return [visitor, *map(_other, lines)]


def _lines(others: str) -> list[str]:
    return [line.strip() for line in others.splitlines() if line.strip()]


def _other(line: str) -> Identity:
    """“Karim Haddad, 1981-02-03”: a name, and the date of birth where one follows; without a date that is none."""
    name, _comma, rest = line.rpartition(",")
    with suppress(ValueError):
        return Identity(name.strip(), date.fromisoformat(rest.strip()))
    return Identity(DATED.sub("", line).strip(" ,") or line)


def _unread(others: str) -> str:
    """What to correct in the lines: too many of them, or a date that is none; empty if nothing."""
    lines = _lines(others)
    if len(lines) > MOST_OTHERS:
        said = _("Write at most %(most)d people, one a line. There are %(count)d lines.")
        return said % {"most": MOST_OTHERS, "count": len(lines)}
    for line in lines:
        if DATED.search(line) and _other(line).born is None:
            said = _("The date in “%(line)s” cannot be read. Write it as in 1981-02-03.")
            return said % {"line": line}
    return ""
