"""What a package is made from: the file, its slots, and what the firm brings to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from impplus.actions.blanks import Blank
from impplus.programmes.imm_forms import FormMap
from impplus.programmes.portals import Portal, Portals
from impplus.queries.file import File
from impplus.queries.findings import FileAtDecision, judged
from impplus.queries.packages.facts import Acting
from impplus.queries.packages.planned import PlannedSlot
from impplus.queries.readiness import documents_of
from impplus.rules.answer import Judged
from impplus.rules.fees import Bill
from impplus.rules.photo import PhotoRule


@dataclass(frozen=True)
class Supplied:
    """What a firm brings to a package: its blanks, the maps of forms, who acts, what it typed for forms alone by person, and the
    SHA-256 of the files that somebody validated or had signed."""

    acting: Acting
    blanks: Sequence[Blank] = ()
    maps: Sequence[FormMap] = ()
    besides: Mapping[str, Mapping[str, str]] | None = None
    ticked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Packing:
    """A package on its way: the file, its slots, and how it is to be made."""

    file: File
    plan: tuple[PlannedSlot, ...]
    portals: Portals
    portal: Portal
    supplied: Supplied
    language: str
    on: date

    @cached_property
    def found(self) -> FileAtDecision:
        """What the rules say of each condition."""
        return judged(self.file)

    @cached_property
    def bill(self) -> Bill:
        """The fees."""
        return Judged(self.file.programme, self.file.case).bill

    @cached_property
    def photos(self) -> Mapping[str, PhotoRule]:
        """What the photograph of each person must be."""
        return {one.person: one.photo for one in documents_of(self.file) if one.photo}

    @cached_property
    def people(self) -> tuple[str, ...]:
        """Whose files these are, by the names that rules give."""
        return tuple(dict.fromkeys(one.name for one in self.plan))
