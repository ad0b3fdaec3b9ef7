"""What is said with reasons at the port of entry: entry is refused, or an arrival that was recorded by mistake is taken back."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from impplus.actions import arrivals
from impplus.desk.border import PORT, ask_first, found_in, port_field, ports, was_first
from impplus.desk.file import officer_in
from impplus.desk.forms import LONGEST_TEXT
from impplus.desk.permit_forms import ground_field, in_words
from impplus.desk.translations import as_words, fields, looked_at
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.grounds import ground_among, grounds_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, ReasonMissing, WrongMoment
from impplus.records.models import Introduction
from impplus.rules.law import Ground
from impplus.rules.lifecycle import Role
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.pages import door


@require_http_methods(["GET", "POST"])
@door(Role.BORDER)
def refuse(request: HttpRequest, number: str) -> HttpResponseBase:
    """Refuse entry: the ground, the port and the reason, read once more before it is done."""
    letter = found_in(request, number)
    if letter is None:
        return ask_first(request)
    if letter.status != "issued" and "sure" not in request.POST:
        return was_first(request, letter)
    form = bind(_refusal(letter, request.session.get(PORT, "")), request)
    looked = looked_at(request, form, letter.application)
    if looked and "sure" in request.POST:
        given = {"ground": "", **as_words(form.cleaned_data)}
        with refusals_in(form, NotUnderstood, ReasonMissing):
            try:
                with suppress(AlreadyDone):
                    arrivals.refuse_entry(letter, **given, by=officer_in(request))
            except WrongMoment:
                return was_first(request, letter)
            request.session[PORT] = given["port"]
            return _done(
                request, letter, gettext("Entry is refused. The letter can no longer be used.")
            )
    return _page(request, letter, form, looked, "desk/border/refuse.html")


@require_http_methods(["GET", "POST"])
@door(Role.BORDER)
def undo(request: HttpRequest, number: str) -> HttpResponseBase:
    """Take back an arrival of today that was recorded by mistake: the reason, read once more before it is done."""
    letter = found_in(request, number)
    if letter is None:
        return ask_first(request)
    if not arrivals.may_undo(letter, by=officer_in(request)) and "sure" not in request.POST:
        return was_first(request, letter)
    form = bind(
        made_form("UndoForm", _said(letter, gettext("Why the arrival is taken back"))), request
    )
    looked = looked_at(request, form, letter.application)
    if looked and "sure" in request.POST:
        with refusals_in(form, NotUnderstood, ReasonMissing):
            try:
                with suppress(AlreadyDone):
                    arrivals.undo(letter, **as_words(form.cleaned_data), by=officer_in(request))
            except WrongMoment:
                return was_first(request, letter)
            done = gettext(
                "The arrival is taken back: its permit is cancelled, and the letter is good again."
            )
            return _done(request, letter, done)
    return _page(request, letter, form, looked, "desk/border/undo.html")


def _page(
    request: HttpRequest, letter: Introduction, form: PageForm, looked: bool, template: str
) -> HttpResponse:
    looked = looked and form.is_valid()
    given = form.cleaned_data if looked else {}
    found = ground_among(_grounds(letter), given.get("ground", ""))
    facts = {
        "letter": letter,
        "application": letter.application,
        "form": form,
        "sure": looked,
        "ports": ports(),
        "given": given,
        "ground": in_words(found) if found else None,
    }
    status = 422 if form.errors else 200
    return render(request, template, facts, status=status)


def _done(request: HttpRequest, letter: Introduction, done: str) -> HttpResponse:
    told = gettext("The applicant and any representative are told by letter.")
    messages.success(request, f"{done} {told}")
    return redirect("desk:arrival", letter.number)


def _grounds(letter: Introduction) -> list[Ground]:
    """The grounds in force today on which entry may be refused."""
    programme = letter.application.programme
    return list(grounds_of(programme, letter.kind, "refuse-entry", today(SERVED)))


def _refusal(letter: Introduction, port: str) -> type[PageForm]:
    grounds = _grounds(letter)
    asked: dict[str, Any] = {"ground": ground_field(grounds)} if grounds else {}
    asked["port"] = port_field(port)
    return made_form("RefusalForm", asked | _said(letter, gettext("Why entry is refused")))


def _said(letter: Introduction, label: str) -> dict[str, Any]:
    """The reason, in which language it is written, and its translation."""
    reasons = TextField(
        longest=LONGEST_TEXT,
        lines=True,
        label=label,
        help_text=gettext("It appears in the letter exactly as you write it."),
    )
    return {"reasons": reasons, **fields(letter.application, required=True)}
