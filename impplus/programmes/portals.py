"""Portals of the department and their slots: one file a slot, in the portal's order, with its limit; dated rows that a firm can correct."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from impplus.programmes.rows import rows_of
from impplus.rules.columns import key, whole
from impplus.rules.dated import newest_rows
from impplus.words.text import Text

HERE = Path(__file__).parent
FILE = "portals.toml"
Short = Annotated[str, key(40)]


@dataclass(frozen=True, kw_only=True)
class Portal:
    """A way to file: the bytes of its largest file, and after how many days it deletes a draft."""

    key: Short
    since: date
    until: date | None = None
    name: Text
    limit: Annotated[int, whole(100_000)]
    draft_days: Annotated[int, whole(1)]
    source: str


@dataclass(frozen=True, kw_only=True)
class PortalSlot:
    """One file that a portal takes for one person: a form, a photograph, or papers put together.

    `of` names its portals, none meaning each. `when` are questions of conditions.toml that all hold. `documents` are keys of documents.toml in their
    order; `made` what is written here and stands before them. `needed`: the portal is not left without it.
    """

    key: Short
    since: date
    until: date | None = None
    of: tuple[str, ...] = ()
    who: tuple[Literal["principal", "partner", "child"], ...]
    when: tuple[str, ...] = ()
    text: Text
    form: str = ""
    photo: bool = False
    documents: tuple[str, ...] = ()
    # What is written here, and sent by nobody.
    made: tuple[Literal["submission-letter", "explanation-letter", "invitation"], ...] = ()
    needed: bool = False
    source: str


@dataclass(frozen=True, kw_only=True)
class PortalQuestion:
    """A question of a portal, in its order; `fact` is what the file answers it with, or `says` is the answer."""

    key: Short
    since: date
    until: date | None = None
    text: Text
    fact: str = ""
    says: Text | None = None


@dataclass(frozen=True)
class Portals:
    """What holds on a day: the portals, their slots and their questions, each in their order."""

    portals: Sequence[Portal]
    slots: Sequence[PortalSlot]
    questions: Sequence[PortalQuestion]

    def portal(self, name: str) -> Portal | None:
        """The portal under a key."""
        return next((one for one in self.portals if one.key == name), None)

    def slots_of(self, portal: Portal) -> tuple[PortalSlot, ...]:
        """The slots of a portal."""
        return tuple(one for one in self.slots if not one.of or portal.key in one.of)


HINTS: Mapping[str, Any] = {
    "portals": tuple[Portal, ...],
    "slots": tuple[PortalSlot, ...],
    "questions": tuple[PortalQuestion, ...],
}


def portals_in(content: bytes, on: date, name: str = FILE) -> Portals:
    """The rows of a file that hold on a day; raises BadFolder, which names every fault."""
    rows = rows_of(name, content, HINTS)
    return Portals(*(tuple(newest_rows(rows[part], on)) for part in HINTS))


@cache
def portals_of(programme: str, on: date) -> Portals:
    """The portals known for a program on a day; none where its folder knows none."""
    path = HERE / programme.replace("-", "_") / FILE
    if not path.is_file():
        return Portals((), (), ())
    return portals_in(path.read_bytes(), on)
