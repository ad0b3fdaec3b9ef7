"""The permits and letters of introduction that give no right today: what became of each, and what its holder does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from impplus.portal.issued import Introduced, Issued, in_force, is_you
from impplus.queries.answers import given_by
from impplus.queries.grounds import ground_of
from impplus.records.models import Introduction, Letter, Permit, Person, User
from impplus.words.ended_papers import (
    COMING,
    OVER,
    EndedPaper,
    EndSaid,
    Fate,
    headline,
    said_of,
)

_LETTERS = (
    "permit-suspended",
    "permit-cancelled",
    "permit-replaced",
    "entry-refused",
    "letter-cancelled",
)
_ENDED: Mapping[str, Fate] = {
    "expired": "letter-expired",
    "refused": "letter-refused",
    "cancelled": "letter-cancelled",
}


@dataclass(frozen=True)
class Ended:
    """What became of the paper of a person, as the reader reads it, and the letter about it."""

    person: Person
    fate: Fate
    said: EndSaid
    letter: Letter | None

    @property
    def tone(self) -> str:
        """How it looks: of what nobody has to stop doing, a warning."""
        return "warning" if self.fate in ("replaced", "resident") else "error"


def ended_in(
    issued: Sequence[Issued],
    introduced: Sequence[Introduced],
    letters: Iterable[Letter],
    reader: User,
    *,
    own: bool = False,
) -> list[Ended]:
    """Of each holder the newest paper, where it gives no right today, or the permit that it replaced; by person.

    The reader is addressed as in `to_do`.
    """
    about = {one.paper: one for one in letters if one.kind in _LETTERS}
    newest = {one.permit.person_id: one for one in sorted(issued, key=lambda one: one.permit.pk)}
    found = [_of_permit(one, reader, own, about) for one in newest.values()]
    letter = {one.introduction.person_id: one for one in introduced}
    found += [
        _of_introduction(one, reader, own, about.get(one.introduction))
        for one in letter.values()
        if one.introduction.person_id not in newest and one.state not in ("valid", "used")
    ]
    return sorted((one for one in found if one), key=lambda one: one.person.pk)


def passport_requests(introduced: Iterable[Introduced], letters: Iterable[Letter]) -> list[Letter]:
    """The requests for a passport that belong to letters of introduction in force."""
    coming = {one.introduction.pk for one in introduced if one.state == "valid"}
    asked = (one for one in letters if one.kind == "passport-request")
    return [one for one in asked if one.introduction_id in coming]


def newest_first(issued: Iterable[Issued]) -> list[Issued]:
    """Permits by holder, of each the newest first."""
    return sorted(issued, key=lambda one: (one.permit.person_id, -one.permit.pk))


def papers_in(
    issued: Sequence[Issued],
    introduced: Sequence[Introduced],
    letters: Sequence[Letter],
    reader: User,
) -> dict[str, Any]:
    """The papers of a file as its page shows them: what has ended, and what is said where the reader, or nobody, holds one in force any more."""
    ended, held = ended_in(issued, introduced, letters, reader), in_force(issued)
    coming = any(one.state == "valid" for one in introduced)
    over = {one.person.name: one.fate for one in ended if one.fate != "replaced"}
    mine = {
        one.person.name: one.fate
        for one in ended
        if one.person.name in over and is_you(one.person, reader, own=False)
    }
    none = bool(over) and not held and not coming
    return {
        "permits": newest_first(issued),
        "introductions": introduced,
        "ended": ended,
        "heading": headline(over if none else mine),
        "requests": passport_requests(introduced, letters),
        "after": OVER if none else COMING if coming and not held else None,
    }


def _of_permit(
    one: Issued, reader: User, own: bool, about: Mapping[Permit | Introduction | None, Letter]
) -> Ended | None:
    permit, fate = one.permit, _fate(one)
    if fate is None:
        return None
    replaced = permit.replaces.number if permit.replaces and fate == "replaced" else ""
    paper = EndedPaper(
        fate,
        permit.person.name,
        is_you(permit.person, reader, own),
        studies=given_by(permit.person).get("applies_for") == "study-permit",
        until=one.suspended_until if fate == "suspended-until" else permit.valid_until,
        numbers=(replaced, permit.number),
    )
    letter = about.get(permit.replaces if fate == "replaced" else permit)
    return Ended(permit.person, fate, said_of(paper), letter)


def _fate(one: Issued) -> Fate | None:
    """What became of a permit; of one in force, whether it replaced another."""
    match one.state:
        case "suspended":
            return "suspended-until" if one.suspended_until else "suspended"
        case "cancelled":
            return _cancelled(one.permit)
        case "expired":
            return "expired"
        case _:
            return "replaced" if one.permit.replaces_id else None


def _cancelled(permit: Permit) -> Fate:
    ground = ground_of(permit)
    return ground.holder if ground and ground.holder else "cancelled"


def _of_introduction(one: Introduced, reader: User, own: bool, letter: Letter | None) -> Ended:
    paper, person = one.introduction, one.introduction.person
    fate = _ENDED["refused" if paper.status == "refused" else one.state]
    said = EndedPaper(
        fate,
        person.name,
        is_you(person, reader, own),
        member=person.relation != "principal",
        until=paper.expires_on,
    )
    return Ended(person, fate, said_of(said), letter)
