"""The permits and letters of introduction that give no right today: what became of each, and what its holder does."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from impplus.portal.issued import Introduced, Issued, is_you
from impplus.queries.answers import given_by
from impplus.queries.permits import ground_of
from impplus.records.models import Letter, Permit, Person, User
from impplus.words.ended_papers import EndedPaper, Fate, Said, headline, said_of
from impplus.words.text import Text

_LETTERS = ("permit-suspended", "permit-cancelled", "entry-refused", "letter-cancelled")
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
    said: Said
    letter: Letter | None


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
    found = [_of_permit(one, reader, own, about.get(one.permit)) for one in newest.values()]
    letter = {one.introduction.person_id: one for one in introduced}
    found += [
        _of_introduction(one, reader, own, about.get(one.introduction))
        for one in letter.values()
        if one.introduction.person_id not in newest and one.state not in ("valid", "used")
    ]
    return sorted((one for one in found if one), key=lambda one: one.person.pk)


def newest_first(issued: Iterable[Issued]) -> list[Issued]:
    """Permits by holder, of each the newest first."""
    return sorted(issued, key=lambda one: (one.permit.person_id, -one.permit.pk))


def heading_of(
    ended: Sequence[Ended], held: Sequence[Issued], introduced: Sequence[Introduced]
) -> dict[str, Any]:
    """The heading of a file in which nobody holds a paper in force any more, and what an approval says next."""
    coming = any(one.state == "valid" for one in introduced)
    over = {one.person.name: one.fate for one in ended if one.fate != "replaced"}
    none = bool(over) and not held and not coming
    return {
        "heading": headline(over) if none else None,
        "after": _OVER if none else _COMING if coming and not held else None,
    }


def _of_permit(one: Issued, reader: User, own: bool, letter: Letter | None) -> Ended | None:
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


_OVER = Text(
    en="The decision stays in this file. What became of the permits stands at the top of this page.",
    fr="La décision reste dans ce dossier. Ce qu’il est advenu des permis figure en haut de cette page.",
)
_COMING = Text(
    en="The letters of introduction are in this file. The permits are made at the port of entry; the letters name their conditions.",
    fr="Les lettres d’introduction sont dans ce dossier. Les permis sont établis au point d’entrée; les lettres en indiquent les conditions.",
)
