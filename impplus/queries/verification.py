"""What anyone may know of a permit or a letter whose code is known."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from impplus.queries.answers import given_by
from impplus.queries.refusals import Refusal
from impplus.records.models import Introduction, Invitation, Permit
from impplus.records.prepared import only, prepared
from impplus.words.codes import code_of, number_of
from impplus.words.text import Text


@dataclass(frozen=True)
class Verified:
    """What anyone may know of a permit or a letter whose code they hold; never why.

    `until` is the last day of a suspension, where one is known; `initials` are empty for who asked by number.
    """

    kind: str
    state: str
    number: str
    initials: str
    permit: Permit | None = None
    until: date | None = None
    invitation: Invitation | None = None
    introduction: Introduction | None = None


def verify(typed: str, on: date) -> Verified | None:
    """The permit or letter under a code, and its state `on` that day; None when unknown."""
    code = code_of(typed)
    permit = only(_permit(code))
    if permit:
        state, until = state_of(permit, on)
        person = permit.person
        initials = _initials(person.given_names, person.family_name)
        return Verified("permit", state, permit.number, initials, permit=permit, until=until)
    introduction = only(_introduction(code))
    if introduction:
        state = state_of_introduction(introduction, on)
        person = introduction.person
        initials = _initials(person.given_names, person.family_name)
        number = introduction.number
        return Verified("introduction", state, number, initials, introduction=introduction)
    letter = only(_invitation(code))
    if letter is None:
        return None
    state = state_of_letter(letter, on)
    initials = _initials(letter.candidate.given_names, letter.candidate.family_name)
    return Verified("invitation", state, letter.number, initials, invitation=letter)


class NoPaper(Refusal):
    """No permit and no letter has this number and this birth; nobody learns which of them is wrong."""

    text = Text(
        en="No permit and no letter has this number and this date of birth. Compare both with the paper and try again. If they are copied correctly, do not rely on the paper.",
        fr="Aucun permis ni aucune lettre ne porte ce numéro avec cette date de naissance. Comparez les deux avec le document, puis réessayez. S’ils sont bien copiés, ne vous fiez pas au document.",
    )


def verify_number(typed: str, born: date, on: date) -> Verified:
    """The state of the permit or letter of a number whose holder was born so; raises NoPaper.

    Every table is asked whatever is found, and the answer has nothing of the person.
    """
    number = number_of(typed)
    permit = Permit.objects.filter(number=number).select_related("person", "application").first()
    letter = Invitation.objects.filter(number=number).select_related("candidate").first()
    introduced = Introduction.objects.filter(number=number).select_related("person").first()
    if permit and given_by(permit.person).get("born") == born:
        state, until = state_of(permit, on)
        return Verified("permit", state, permit.number, "", permit=permit, until=until)
    if letter and letter.candidate.birth == born:
        state = state_of_letter(letter, on)
        return Verified("invitation", state, letter.number, "", invitation=letter)
    if introduced and given_by(introduced.person).get("born") == born:
        state = state_of_introduction(introduced, on)
        return Verified("introduction", state, introduced.number, "", introduction=introduced)
    raise NoPaper


@prepared
def _permit(code: str) -> QuerySet[Permit]:
    return Permit.objects.filter(code=code).select_related("person", "application")


@prepared
def _introduction(code: str) -> QuerySet[Introduction]:
    return Introduction.objects.filter(code=code).select_related("person")


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


def state_of_introduction(letter: Introduction, on: date) -> str:
    """The state of a letter of introduction on a day: nobody outside reads that an entry was refused."""
    state = {"issued": "valid", "used": "used"}.get(letter.status, "cancelled")
    return "expired" if state == "valid" and on > letter.expires_on else state


def _initials(*names: str) -> str:
    words = " ".join(names).replace("-", " ").split()
    return "".join(f"{word[0].upper()}." for word in words)
