"""Rows of the law: fees, documents, caps, biometrics, permits …, each dated and with its source."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from impplus.rules.case import Case, Person
from impplus.rules.eligibility import Finding
from impplus.rules.settings import Settings
from impplus.words.text import Source, Text

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
    note: Text | None


@dataclass(frozen=True, slots=True)
class Refund:
    """What goes back on an outcome: the keys of the fees, and whether the cap still counts it."""

    key: str
    since: date
    until: date | None
    fees: tuple[str, ...]
    counts: bool
    title: Text
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Document:
    """A document asked of each person of whom `when` holds, and why.

    `held_for` names those of whom no file is asked: `instead` says what stands for it, such as a form
    filled in on the pages of this service.
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
    instead: Text | None

    def instead_for(self, role: str) -> Text | None:
        """What stands for it where no file is asked of a principal, partner or child; else None."""
        return self.instead if role in self.held_for else None

    def told(self, numbers: Mapping[str, str]) -> "Document":
        """The document with the numbers of a day in its texts, which name them as `{setting}`."""
        return replace(self, text=self.text.filled(numbers), why=self.why.filled(numbers))


@dataclass(frozen=True, slots=True)
class Cap:
    """How many applications are taken in a year; `target` is another figure, told beside it."""

    year: int
    size: int
    source: Source
    target: int | None
    target_source: Source | None
    note: Text | None


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
class MedicalRule:
    """Words on the medical examination, by what the principal applicant wants and has done."""

    key: str
    since: date
    until: date | None
    whys: Mapping[str, tuple[Text, Source]]


@dataclass(frozen=True, slots=True)
class Requirement:
    """What the law asks beyond the facts of a case, and when it is judged.

    At submission this service looks: by the right way, complete, a place left. At the decision an
    officer weighs.
    """

    key: str
    since: date
    until: date | None
    judged: Literal["at-submission", "at-decision"]
    title: Text
    met: Text
    not_met: Text
    not_known: Text
    remedy: Text
    source: Source

    def finding(self, met: bool | None) -> Finding:
        """What was found of it, by whoever judges it."""
        text = {True: self.met, False: self.not_met, None: self.not_known}[met]
        remedy = None if met else self.remedy
        return Finding(self.key, met, self.title, text, self.source, {}, remedy)


@dataclass(frozen=True, slots=True)
class PermitRule:
    """Who gets a kind of permit, how long it may last, and where alone it is good.

    `asked_by` holds "principal", or what a member of the family applies for. `province_when` names
    the question that says of whom the province holds, `employer` what is printed for whom one may work.
    """

    key: str
    since: date
    until: date | None
    asked_by: tuple[str, ...]
    years: int
    province: str | None
    province_when: str
    employer: Text | None
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
