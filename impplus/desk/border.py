"""The port of entry: a letter of introduction is found and compared, then the arrival is recorded or entry is refused."""

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import arrivals
from impplus.desk.file import officer_in
from impplus.desk.forms import LONGEST_TEXT
from impplus.desk.translations import language_field
from impplus.programmes import SERVED
from impplus.queries.answers import given_by
from impplus.queries.clock import today
from impplus.queries.introductions import NotShown, found_by, shown_at_the_border
from impplus.queries.letters.words import LIMITS
from impplus.queries.refusals import AlreadyDone, NotUnderstood, ReasonMissing, WrongMoment
from impplus.queries.verification import state_of_introduction
from impplus.records.models import Event, Introduction
from impplus.rules.lifecycle import Role
from impplus.rules.signed_code import LONGEST
from impplus.web.day import DayField
from impplus.web.fields import TextField
from impplus.web.files import signed
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.pages import about, door, submitted
from impplus.words import countries
from impplus.words.text import Text

SHOWN = "shown-at-the-border"  # the letters that were found in this session, by their numbers


class FindForm(PageForm):
    """What is on the letter, and the birth as the passport has it."""

    shown = TextField(
        label=_("Number or code of the letter, or its QR code read by a scanner"),
        help_text=_("Such as E-5H8K-2WQR."),
        longest=LONGEST,
        empty=_("Enter the number or the code"),
    )
    born = DayField(label=_("Date of birth, as on the passport"), partly=True)
    shown.widget.attrs.update(autocomplete="off", spellcheck="false", autocapitalize="characters")


class ArrivalForm(PageForm):
    """Where somebody arrives, and that the officer has compared."""

    port = TextField(
        label=_("Port of entry"),
        help_text=_("Such as Montréal–Trudeau, or Lacolle."),
        longest=arrivals.LONGEST_PORT,
    )
    compared = forms.BooleanField(
        label=_("I compared the person, the passport and the letter, and they agree."),
        error_messages={"required": _("Tick the box once you have compared all three.")},
    )


@require_http_methods(["GET", "POST"])
@door(Role.BORDER)
def page(request: HttpRequest) -> HttpResponse:
    """Find a letter by what is on it and the birth of its holder."""
    form = bind(FindForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotShown):
            given = form.cleaned_data
            found = shown_at_the_border(given["shown"], given["born"])
            seen = [one for one in request.session.get(SHOWN, ()) if one != found.number]
            request.session[SHOWN] = [*seen, found.number][-20:]
            return redirect("desk:arrival", found.number)
    status = 422 if form.errors else 200
    return render(request, "desk/border/find.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@door(Role.BORDER)
def arrival(request: HttpRequest, number: str) -> HttpResponseBase:
    """What is compared, and the arrival; once it is recorded, the permit."""
    letter = _found(request, number)
    if letter is None:
        return _ask_first(request)
    form = bind(ArrivalForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            try:
                port = form.cleaned_data["port"]
                with suppress(AlreadyDone):
                    arrivals.record(letter, port=port, by=officer_in(request))
            except WrongMoment:
                return _was_first(request, letter)
            done = gettext("The arrival is recorded. The permit is being made.")
            told = gettext("The applicant and any representative are told by letter.")
            messages.success(request, f"{done} {told}")
            return redirect("desk:arrival", number)
    return _shown(request, letter, form)


@require_http_methods(["GET", "POST"])
@door(Role.BORDER)
def refuse(request: HttpRequest, number: str) -> HttpResponseBase:
    """Refuse entry: the reason, read once more before it is done."""
    letter = _found(request, number)
    if letter is None:
        return _ask_first(request)
    if letter.status != "issued" and "sure" not in request.POST:
        return _was_first(request, letter)
    form = bind(_reasons(letter), request)
    looked = submitted(request) and "change" not in request.POST and form.is_valid()
    if looked and "sure" in request.POST:
        with refusals_in(form, NotUnderstood, ReasonMissing):
            try:
                with suppress(AlreadyDone):
                    arrivals.refuse_entry(letter, **form.cleaned_data, by=officer_in(request))
            except WrongMoment:
                return _was_first(request, letter)
            done = gettext("Entry is refused. The letter can no longer be used.")
            told = gettext("The applicant and any representative are told by letter.")
            messages.success(request, f"{done} {told}")
            return redirect("desk:arrival", number)
    looked = looked and form.is_valid()
    facts = {"letter": letter, "application": letter.application, "form": form, "sure": looked}
    facts |= {"given": form.cleaned_data if looked else {}}
    status = 422 if form.errors else 200
    return render(request, "desk/border/refuse.html", facts, status=status)


@require_safe
@door(Role.BORDER)
def permit(request: HttpRequest, number: str, language: str) -> HttpResponseBase:
    """The signed permit that was made on an arrival, to print."""
    letter = _found(request, number)
    if letter is None:
        return _ask_first(request)
    paper = get_object_or_404(_papers(letter), status="sent")
    answer: FileResponse = signed(paper, language, letter.permit.number if letter.permit else "")
    return answer


def _found(request: HttpRequest, number: str) -> Introduction | None:
    """The letter of a number that this officer found in this session; None of one that was not."""
    if number not in request.session.get(SHOWN, ()):
        return None
    letter = found_by(number)
    if letter is None:
        raise Http404
    about(request, letter)
    return letter


def _ask_first(request: HttpRequest) -> HttpResponse:
    said = gettext("Find the letter first, with the date of birth of its holder.")
    messages.info(request, said)
    return redirect("desk:border")


def _papers(letter: Introduction) -> Any:
    return letter.application.letters.filter(kind="permit", permit=letter.permit_id or 0)


def _shown(request: HttpRequest, letter: Introduction, form: PageForm) -> HttpResponse:
    kinds = {rule.key: rule.name for rule in letter.application.programme.permit.kinds}
    facts = {
        "letter": letter,
        "person": letter.person,
        "form": form,
        "state": state_of_introduction(letter, today(SERVED)),
        "kind": kinds[letter.kind],
        "limit": LIMITS[letter.limited_by],
        "born": given_by(letter.person).get("born"),
        "nationality": countries.name(letter.person.nationality),
        "paper": _papers(letter).first(),
        "conditions": [Text(**one) for one in letter.permit.conditions] if letter.permit else (),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/border/arrival.html", facts, status=status)


def _was_first(request: HttpRequest, letter: Introduction) -> HttpResponse:
    """Who recorded an arrival or refused entry before."""
    events = Event.objects.filter(noun="introduction", about=str(letter.pk), by__isnull=False)
    last = events.exclude(verb="look").select_related("by").order_by("-at", "-id").first()
    facts = {"letter": letter, "application": letter.application, "last": last}
    return render(request, "desk/border/was-first.html", facts, status=409)


def _reasons(letter: Introduction) -> type[PageForm]:
    reasons = TextField(
        longest=LONGEST_TEXT,
        lines=True,
        label=gettext("Why entry is refused"),
        help_text=gettext("It appears in the letter exactly as you write it."),
    )
    language = language_field(letter.application)
    return made_form("RefusalForm", {"reasons": reasons, "language": language})
