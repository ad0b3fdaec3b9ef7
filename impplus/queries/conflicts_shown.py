"""What a conflict search shows: who was looked for, in words; and whom a wall hides from the reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from impplus.practice.known_person import ENQUIRED, OF_A_MATTER
from impplus.practice.models import KnownPerson, Wall
from impplus.queries.alike import Identity
from impplus.queries.teammates import teammates
from impplus.records.models import User
from impplus.words import formats
from impplus.words.text import Text

_BORN = Text(en="born on {day}", fr="date de naissance\u00a0: {day}")
_PASSPORT = Text(en="passport {number}", fr="passeport {number}")
_CSQ = Text(en="CSQ {number}", fr="CSQ {number}")


@dataclass(frozen=True)
class SearchedFor:
    """Somebody who was looked for: the name, and what else was known."""

    name: str
    born: date | None = None
    passport: str = ""
    csq: str = ""

    @classmethod
    def of(cls, one: Identity) -> "SearchedFor":
        """Whoever is looked for now."""
        return cls(one.name, one.born, one.passport, one.csq)

    @classmethod
    def kept(cls, row: Mapping[str, Any]) -> "SearchedFor":
        """Whoever was looked for, as the record of a search keeps it."""
        born = date.fromisoformat(row["born"]) if row.get("born") else None
        return cls(row.get("name", ""), born, row.get("passport", ""), row.get("csq", ""))

    def said(self, language: str) -> str:
        """The same in words."""
        parts = [self.name]
        if self.born:
            parts.append(_BORN.say(language).format(day=formats.day(self.born, language)))
        for said, number in ((_PASSPORT, self.passport), (_CSQ, self.csq)):
            if number:
                parts.append(said.say(language).format(number=number))
        return ", ".join(parts)


@dataclass(frozen=True)
class WallBefore:
    """A wall behind which somebody stands: the matter by its key and numbers, its enquiry, and the lawyer who answers for it."""

    matter: int
    enquiry: int | None
    numbers: frozenset[str]
    lawyer: str

    def hides(self, person: KnownPerson) -> bool:
        """Whether it hides somebody whom the firm knows by that matter, by its enquiry, or by its file in this system."""
        about = f"{OF_A_MATTER}{self.matter}"
        of_matter = person.about == about or person.about.startswith(f"{about}-")
        of_enquiry = person.kind == ENQUIRED and person.about == str(self.enquiry)
        return of_matter or of_enquiry or person.number in self.numbers


def walls_before(reader: User) -> list[WallBefore]:
    """The walls behind which somebody stands."""
    up = Wall.objects.filter(account=reader.pk, status="up").select_related("matter")
    team = teammates(reader.firm_id or 0)
    return [
        WallBefore(
            one.matter_id,
            one.matter.enquiry_id,
            frozenset({one.matter.number, one.matter.application_number} - {""}),
            team[one.matter.lawyer].name if one.matter.lawyer in team else "",
        )
        for one in up
    ]
