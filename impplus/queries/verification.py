"""What anyone may know of a permit or a letter whose code is known."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from impplus.records.models import Invitation, Permit
from impplus.records.prepared import only, prepared
from impplus.words.codes import code_of


@dataclass(frozen=True)
class Verified:
    """What anyone may know of a permit or a letter whose code they hold; never why.

    `until` is the last day of a suspension, where one is known.
    """

    kind: str
    state: str
    number: str
    initials: str
    permit: Permit | None = None
    until: date | None = None
    invitation: Invitation | None = None


def verify(typed: str, on: date) -> Verified | None:
    """The permit or letter under a code, and its state `on` that day; None when unknown."""
    code = code_of(typed)
    permit = only(_permit(code))
    if permit:
        state, until = state_of(permit, on)
        person = permit.person
        initials = _initials(person.given_names, person.family_name)
        return Verified("permit", state, permit.number, initials, permit=permit, until=until)
    letter = only(_invitation(code))
    if letter is None:
        return None
    state = state_of_letter(letter, on)
    initials = _initials(letter.candidate.given_names, letter.candidate.family_name)
    return Verified("invitation", state, letter.number, initials, invitation=letter)


@prepared
def _permit(code: str) -> QuerySet[Permit]:
    return Permit.objects.filter(code=code).select_related("person", "application")


@prepared
def _invitation(code: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(code=code).select_related("candidate")


def state_of(permit: Permit, on: date) -> tuple[str, date | None]:
    """The state of a permit on a day, and until when it is suspended.

    A suspension whose last day has passed no longer holds, whether or not it was written down.
    """
    if permit.status in ("cancelled", "replaced"):
        return permit.status, None
    if on > permit.valid_until:
        return "expired", None
    if permit.status == "suspended":
        until = permit.suspensions.get(ended_at__isnull=True).until
        if until is None or on <= until:
            return "suspended", until
    return ("not-yet" if on < permit.valid_from else "valid"), None


def state_of_letter(letter: Invitation, on: date) -> str:
    """The state of a letter of invitation on a day."""
    state = {"issued": "valid", "used": "used"}.get(letter.status, "revoked")
    if state == "valid" and letter.expires_on and on > letter.expires_on:
        return "expired"
    return state


def _initials(*names: str) -> str:
    words = " ".join(names).replace("-", " ").split()
    return "".join(f"{word[0].upper()}." for word in words)
