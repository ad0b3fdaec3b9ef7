"""The port of entry: a letter of introduction is found and compared, then the arrival is recorded or entry is refused."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import arrivals
from impplus.desk.file import officer_in, typed_in
from impplus.programmes import SERVED
from impplus.queries.answers import given_by
from impplus.queries.clock import today
from impplus.queries.introductions import NotShown, family_of, found_by
from impplus.queries.letter_acts import arrivals_taken_back, ending_of
from impplus.queries.letters.words import LIMITS
from impplus.queries.refusals import AlreadyDone, NotUnderstood, TooManyAttempts, WrongMoment
from impplus.queries.verification import state_of_introduction
from impplus.records.models import Event, Introduction
from impplus.rules.lifecycle import Role
from impplus.rules.signed_code import LONGEST
from impplus.web.attempts import guessed
from impplus.web.day import DayField
from impplus.web.fields import TextField
from impplus.web.files import signed
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.pages import about, door, submitted
from impplus.words import countries
from impplus.words.codes import number_of
from impplus.words.text import Text

SHOWN = "shown-at-the-border"  # the letters that were found in this session with their families, by their numbers
PORT = "port-of-entry"  # the port of the last arrival that was recorded in this session
KEPT = 40


class FindForm(PageForm):
    """What is on the letter, and the birth as the passport has it."""

    shown = TextField(
        label=_("Number or code of the letter, or its QR code read by a scanner"),
        help_text=_("Such as E-5H8K-2WQR."),
        longest=LONGEST,
        empty=_("Enter the number or the code"),
    )
    born = DayField(label=_("Date of birth, as on the passport"), partly=True)
    shown.widget.attrs.update(
        autocomplete="off", spellcheck="false", autocapitalize="characters", autofocus=True
    )


def _arrival(port: str) -> type[PageForm]:
    """Where somebody arrives, and that the officer has compared; the first that is still to be given has the cursor."""
    compared = forms.BooleanField(
        label=gettext("I compared the person, the passport and the letter, and they agree."),
        error_messages={"required": gettext("Tick the box once you have compared all three.")},
    )
    if port:
        compared.widget.attrs["autofocus"] = True
    return made_form(
        "ArrivalForm", {"port": port_field(port, first=not port), "compared": compared}
    )


def port_field(port: str, *, first: bool = False) -> TextField:
    """The port of entry: that of the last letter of this session, until another one is chosen or typed; `first` has the cursor."""
    field = TextField(
        label=gettext("Port of entry"),
        help_text=gettext(
            "Choose one of the list, or type another. It is kept for the next letter."
        ),
        longest=arrivals.LONGEST_PORT,
        empty=gettext("Enter the port of entry"),
        initial=port,
    )
    field.widget.attrs["list"] = "ports"
    if first:
        field.widget.attrs["autofocus"] = True
    return field


@require_http_methods(["GET", "POST"])
@door(Role.BORDER)
def page(request: HttpRequest) -> HttpResponse:
    """Find a letter by what is on it and the birth of its holder."""
    form = bind(FindForm, request)
    if submitted(request) and form.is_valid():
        given, found = form.cleaned_data, None
        with (
            refusals_in(form, NotShown, TooManyAttempts),
            guessed(request, "border-letter", number_of(given["shown"]), wrong=NotShown),
        ):
            found = arrivals.find(given["shown"], given["born"], by=officer_in(request))
        if found:
            family = [one.number for one in family_of(found)]
            seen = [one for one in request.session.get(SHOWN, ()) if one not in family]
            request.session[SHOWN] = [*seen, *family, found.number][-KEPT:]
            return redirect("desk:arrival", found.number)
    status = 422 if form.errors else 200
    return render(request, "desk/border/find.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@door(Role.BORDER)
def arrival(request: HttpRequest, number: str) -> HttpResponseBase:
    """What is compared, and the arrival, read once more before it is recorded; then the permit."""
    letter = found_in(request, number)
    if letter is None:
        return ask_first(request)
    form = bind(_arrival(request.session.get(PORT, "")), request)
    looked = submitted(request) and "change" not in request.POST and form.is_valid()
    if looked and ("sure" in request.POST or letter.status != "issued"):
        with refusals_in(form, NotUnderstood):
            return _recorded(request, letter, form.cleaned_data["port"])
    return _shown(request, letter, form, sure=looked and form.is_valid())


def _recorded(request: HttpRequest, letter: Introduction, port: str) -> HttpResponse:
    """Record the arrival; whoever did so before reads at which port, and another officer who was first."""
    try:
        arrivals.record(letter, port=port, by=officer_in(request))
    except AlreadyDone:
        at = found_by(letter.number)
        said = gettext("You recorded this arrival before, at %(port)s. Nothing was changed.")
        messages.info(request, said % {"port": at.port if at else ""})
    except WrongMoment:
        return was_first(request, letter)
    else:
        request.session[PORT] = port
        done = gettext("The arrival is recorded.")
        told = gettext("The applicant and any representative are told by letter.")
        messages.success(request, f"{done} {told}")
    return redirect("desk:arrival", letter.number)


@require_safe
@door(Role.BORDER)
def permit(request: HttpRequest, number: str, language: str) -> HttpResponseBase:
    """The signed permit that was made on an arrival, to print."""
    letter = found_in(request, number)
    if letter is None:
        return ask_first(request)
    paper = get_object_or_404(_papers(letter), status="sent")
    answer: FileResponse = signed(paper, language, letter.permit.number if letter.permit else "")
    return answer


def found_in(request: HttpRequest, number: str) -> Introduction | None:
    """The letter of a number that this officer found in this session, or one of its family; None of another."""
    if number not in request.session.get(SHOWN, ()):
        return None
    letter = found_by(number)
    if letter is None:
        raise Http404
    about(request, letter)
    return letter


def ask_first(request: HttpRequest) -> HttpResponse:
    """To the search, which comes before every letter."""
    said = gettext("Find the letter first, with the date of birth of its holder.")
    messages.info(request, said)
    return redirect("desk:border")


def ports() -> tuple[str, ...]:
    """The ports of entry among which one chooses today."""
    return SERVED.settings.words("ports-of-entry", today(SERVED))


def _papers(letter: Introduction) -> Any:
    return letter.application.letters.filter(kind="permit", permit=letter.permit_id or 0)


def _shown(
    request: HttpRequest, letter: Introduction, form: PageForm, *, sure: bool
) -> HttpResponse:
    on = today(SERVED)
    state = state_of_introduction(letter, on)
    due = _foreseen(letter) if state == "valid" else {}
    facts = {
        "letter": letter,
        "form": form,
        "sure": sure and "due" in due,
        **due,
        "ports": ports(),
        "state": state,
        **compared_of(letter),
        "paper": _papers(letter).first(),
        "conditions": [Text(**one) for one in letter.permit.conditions] if letter.permit else (),
        "ended": ending_of(letter),
        "taken_back": arrivals_taken_back(letter),
        "family": [(one, state_of_introduction(one, on)) for one in family_of(letter)],
        "may_undo": arrivals.may_undo(letter, by=officer_in(request)),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/border/arrival.html", facts, status=status)


def compared_of(letter: Introduction) -> dict[str, Any]:
    """What is compared with the person and the passport."""
    kinds = {rule.key: rule.name for rule in letter.application.programme.permit.kinds}
    given = given_by(letter.person)
    return {
        "person": letter.person,
        "kind": kinds[letter.kind],
        "limit": LIMITS[letter.limited_by],
        "born": given.get("born"),
        "institution": given.get("institution") if letter.kind == "study-permit" else "",
        "nationality": countries.name(letter.person.nationality),
    }


def _foreseen(letter: Introduction) -> dict[str, Any]:
    """The permit that an arrival today would make, or why there would be none."""
    try:
        due = arrivals.foreseen(letter)
    except NotUnderstood as refusal:
        return {"none_due": refusal.faults}
    return {"due": due, "due_limit": LIMITS[due.limited_by] if due.limited_by else None}


def was_first(request: HttpRequest, letter: Introduction) -> HttpResponse:
    """Who recorded an arrival or refused entry before; what was typed is given back."""
    events = Event.objects.filter(noun="introduction", about=str(letter.pk), by__isnull=False)
    last = events.exclude(verb="look").select_related("by").order_by("-at", "-id").first()
    facts = {"letter": letter, "application": letter.application, "last": last}
    return render(
        request, "desk/border/was-first.html", facts | {"typed": typed_in(request)}, status=409
    )
