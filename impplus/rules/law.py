"""Rows of the law: fees, documents, caps, biometrics and permits, each dated and with its source."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from impplus.rules.case import Case, Person
from impplus.rules.settings import Settings
from impplus.rules.text import Source, Text

# A yes-or-no question about one person of a case, named by the `when` of a TOML row.
type When = Callable[[Case, Person, date, Settings], bool | None]


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount in Canadian dollars for each person of whom `when` holds."""

    key: str
    amount: Decimal
    since: date
    until: date | None
    when: str
    text: Text
    source: Source
    family_maximum: Decimal | None


@dataclass(frozen=True, slots=True)
class Refund:
    """What goes back on an outcome: the keys of the fees, and whether the cap still counts it."""

    key: str
    since: date
    until: date | None
    fees: tuple[str, ...]
    counts: bool
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Document:
    """A document asked of each person of whom `when` holds, and why.

    `held_for` names those for whom this service itself holds it: a form filled in on its pages.
    """

    key: str
    since: date
    until: date | None
    order: int
    who: tuple[str, ...]
    when: str
    text: Text
    why: Text
    source: Source
    held_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cap:
    """How many applications are taken in a year."""

    year: int
    size: int
    source: Source


@dataclass(frozen=True, slots=True)
class BiometricsRule:
    """Who must give biometrics: ages (both included), exempt nationals, years that they serve."""

    key: str
    since: date
    until: date | None
    from_age: int
    to_age: int
    exempt_nationals: tuple[str, ...]
    years: int
    whys: Mapping[str, tuple[Text, Source]]


@dataclass(frozen=True, slots=True)
class PermitRule:
    """How long a kind of permit may last, and where its holder may be."""

    key: str
    since: date
    until: date | None
    years: int
    name: Text
    source: Source


@dataclass(frozen=True, slots=True)
class PermitCondition:
    """A sentence printed on permits of some kinds where `when` holds."""

    key: str
    since: date
    until: date | None
    kinds: tuple[str, ...]
    when: str
    text: Text
    source: Source


@dataclass(frozen=True)
class Permit:
    """What the programme says of permits."""

    kinds: tuple[PermitRule, ...]
    conditions: tuple[PermitCondition, ...]
