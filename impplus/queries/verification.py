"""What anyone may know of a permit or a letter whose code is known."""

from dataclasses import dataclass
from datetime import date

from impplus.records.models import Invitation, Permit
from impplus.words.codes import code_of


@dataclass(frozen=True)
class Verified:
    """What anyone may know of a permit or a letter whose code she holds."""

    kind: str
    state: str
    number: str
    initials: str
    permit: Permit | None = None
    invitation: Invitation | None = None


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


def _initials(*names: str) -> str:
    words = " ".join(names).replace("-", " ").split()
    return "".join(f"{word[0].upper()}." for word in words)
