"""Questions about what is remembered that more than one door asks; nothing here writes."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, Q

from impplus.records.application import Application
from impplus.records.event import Event
from impplus.records.intake import Intake, Place
from impplus.records.invitation import Invitation
from impplus.records.permit import Permit
from impplus.rules.lifecycle import MOVES
from impplus.rules.programme import Programme

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_PRIVATE = Q()
for _move in MOVES:
    if _move.private:
        _PRIVATE |= Q(noun=_move.noun, verb=_move.verb)


def now() -> datetime:
    """The instant by the database's clock, aware, in UTC; that of the transaction inside one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (instant,) = cursor.fetchone()
    return instant


def today(programme: Programme) -> date:
    """The programme's day, by the database's clock."""
    return programme.day_of(now())


@dataclass(frozen=True)
class PlacesLeft:
    """The year's counter; `open` says whether an intake was opened for it."""

    year: int
    size: int
    taken: int
    open: bool

    @property
    def left(self) -> int:
        """How many places are free."""
        return self.size - self.taken


def places_left(programme: Programme, year: int) -> PlacesLeft:
    """How many places of the year are taken and left."""
    intake = (
        Intake.objects.filter(programme=programme.code, year=year)
        .annotate(taken=Count("places", filter=Q(places__application__isnull=False)))
        .first()
    )
    if intake is None:
        cap = programme.cap(year)
        return PlacesLeft(year=year, size=cap.size if cap else 0, taken=0, open=False)
    return PlacesLeft(year=year, size=intake.size, taken=intake.taken, open=True)


def place_of(application: Application) -> Place | None:
    """The place that an application holds now, with its intake."""
    return Place.objects.select_related("intake").filter(application=application).first()


@dataclass(frozen=True)
class Verified:
    """What anyone may know of a permit or a letter whose code she holds."""

    kind: str
    state: str
    number: str
    initials: str
    permit: Permit | None = None
    invitation: Invitation | None = None


def code_of(typed: str) -> str:
    """The code that was meant: spaces, hyphens, case and width ignored; O read as 0, I and L as 1."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    kept = "".join(letter for letter in plain if letter.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))


def verify(typed: str, on: date) -> Verified | None:
    """The permit or letter under a code, and its state `on` that day; None when unknown."""
    code = code_of(typed)
    permit = Permit.objects.filter(code=code).select_related("person", "application").first()
    if permit:
        state = "valid"
        if permit.status != "valid":
            state = "revoked"
        elif on < permit.valid_from:
            state = "not-yet"
        elif on > permit.valid_until:
            state = "expired"
        person = permit.person
        initials = _initials(person.given_names, person.family_name)
        return Verified("permit", state, permit.number, initials, permit=permit)
    letter = Invitation.objects.filter(code=code).select_related("candidate").first()
    if letter is None:
        return None
    state = {"issued": "valid", "used": "used"}.get(letter.status, "revoked")
    if state == "valid" and letter.expires_on and on > letter.expires_on:
        state = "expired"
    initials = _initials(letter.candidate.given_names, letter.candidate.family_name)
    return Verified("invitation", state, letter.number, initials, invitation=letter)


def timeline(application: Application) -> list[Event]:
    """What happened to an application, oldest first, without the lines kept for the audit."""
    return list(application.events.exclude(_PRIVATE).select_related("by").order_by("at", "id"))


def _initials(*names: str) -> str:
    words = " ".join(names).replace("-", " ").split()
    return "".join(f"{word[0].upper()}." for word in words)
