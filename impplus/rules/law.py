"""Rows of the law: fees, documents, caps, biometrics, permits …, each dated and with its source.

An annotation says all about its column: what it takes, and where its name stands. A column without a
default is required. In TOML a text is a table of `en` and `fr`, and a source is its key.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Annotated, Literal

from impplus.rules.case import AppliesFor, Case, Outcome, Person, Province
from impplus.rules.columns import (
    Amount,
    AtLeastOne,
    Count,
    Country,
    FeeKey,
    Key,
    KindKey,
    NumberedText,
    Question,
    ShortKey,
    with_own_numbers,
)
from impplus.rules.eligibility import ConditionResult
from impplus.rules.mrz import Zones
from impplus.rules.photo import PhotoRule
from impplus.rules.settings import Settings
from impplus.words.text import Source, Text

# A yes-or-no question about one person of a case, named by the `when` of a TOML row.
type When = Callable[[Case, Person, date, Settings], bool | None]

Role = Literal["principal", "partner", "child"]
AskedBy = Literal["principal", AppliesFor]
# The moves of a permit that need a ground in the law.
Ending = Literal["cancel", "suspend", "replace", "refuse-entry", "undo-arrival", "cancel-letter"]
Holder = Literal["resident", "died"]
# The reasons that the rules give for biometrics and for the medical examination.
BiometricsReason = Literal[
    "none-given", "not-pending", "after-refusal", "too-old-biometrics", "too-young", "too-old", "national",
    "still-valid", "pending", "not-known",
]  # fmt: skip
MedicalReason = Literal["wanted", "wanted-without-exam", "not-wanted", "not-known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """An amount in Canadian dollars for each person of whom `when` holds; where it ends, `next` says how the next one is set, and where."""

    key: Key
    amount: Amount
    since: date
    until: date | None = None
    when: Question = "always"
    text: Text
    source: Source
    family_maximum: Amount | None = None
    next: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRule:
    """What goes back on an outcome: the keys of the fees, and whether the cap still counts it.

    Of a `part` no text says how much of those fees it is.
    """

    key: Outcome
    since: date
    until: date | None = None
    fees: tuple[FeeKey, ...]
    counts: bool
    part: bool = False
    title: Text
    text: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRule:
    """A document asked of each person of whom `when` holds, and why; `photo`: it is a picture and no paper; `form`: where to get the form.

    `short` is its title in lists, where `text` is long. `zone`: whether it has a machine-readable one, as passports have. `held_for` names those of whom no file is asked: `instead` says what stands for it, such as a form here.
    """

    key: Key
    since: date
    until: date | None = None
    who: tuple[Role, ...]
    when: Question = "always"
    short: Text | None = None
    text: NumberedText
    why: NumberedText
    source: Source
    form: Source | None = None
    held_for: tuple[Role, ...] = ()
    instead: Text | None = None
    photo: PhotoRule | None = None
    zone: Zones = "none"

    @property
    def title(self) -> Text:
        """What it is called in a list."""
        return self.short or self.text

    def instead_for(self, role: str) -> Text | None:
        """What stands for it where no file is asked of a principal, partner or child; else None."""
        return self.instead if role in self.held_for else None

    def filled(self, numbers: Mapping[str, str]) -> "DocumentRule":
        """The document with the numbers of a day in its texts, which name them as `{setting}`."""
        return replace(self, text=self.text.filled(numbers), why=self.why.filled(numbers))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """How many applications are taken in a year; `target` is another figure, said beside it."""

    year: AtLeastOne
    size: Count
    source: Source
    target: Count | None = None
    target_source: Source | None = None
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BiometricsWhy:
    """Why biometrics are needed or not; the text may name the numbers of its rule."""

    text: Annotated[Text, with_own_numbers("from_age", "to_age", "years")]
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class BiometricsRule:
    """Who must give biometrics: ages (both included), exempt nationals, years that they serve."""

    key: Key
    since: date
    until: date | None = None
    from_age: Count
    to_age: Count
    exempt_nationals: tuple[Country, ...]
    years: AtLeastOne
    whys: Mapping[BiometricsReason, BiometricsWhy]

    def why(self, reason: BiometricsReason) -> tuple[Text, Source]:
        """A reason with the numbers of this rule, and what it rests on."""
        given = self.whys[reason]
        return _with_numbers(given.text, self.from_age, self.to_age, self.years), given.source


@cache
def _with_numbers(text: Text, from_age: int, to_age: int, years: int) -> Text:
    return text.filled({"from_age": from_age, "to_age": to_age, "years": years})


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalWhy:
    """Why a medical examination is needed or not."""

    text: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicalRule:
    """Words on the medical examination, by what the principal applicant wants and has done."""

    key: Key
    since: date
    until: date | None = None
    whys: Mapping[MedicalReason, MedicalWhy]

    def why(self, reason: MedicalReason) -> tuple[Text, Source]:
        """A reason, and what it rests on."""
        given = self.whys[reason]
        return given.text, given.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What the law asks beyond the facts of a case, and when it is judged.

    At submission this service looks: by the right way, complete, a place left. At the decision an officer weighs.
    """

    key: Key
    since: date
    until: date | None = None
    judged: Literal["at-submission", "at-decision"]
    title: Text
    met: Text
    not_met: Text
    not_known: Text
    remedy: Text
    source: Source

    def finding(self, met: bool | None) -> ConditionResult:
        """What was found of it, by whoever judges it."""
        text = {True: self.met, False: self.not_met, None: self.not_known}[met]
        remedy = None if met else self.remedy
        return ConditionResult(self.key, met, self.title, text, self.source, {}, remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitRule:
    """Who gets a kind of permit, how long it may last, and where alone it is good.

    `asked_by` holds "principal", or what a member of the family applies for. `province_when` names
    the question that says of whom the province holds, `employer` what is printed for whom one may work.
    """

    key: ShortKey
    since: date
    until: date | None = None
    asked_by: tuple[AskedBy, ...]
    years: AtLeastOne
    province: Province | None = None
    province_when: Question = "always"
    employer: Text | None = None
    name: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class PermitCondition:
    """A sentence printed on permits of some kinds where `when` holds."""

    key: Key
    since: date
    until: date | None = None
    kinds: tuple[KindKey, ...]
    when: Question = "always"
    text: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A ground on which something is done to a permit, or to the letter of introduction for one; `holder` is what became of whoever holds it."""

    key: ShortKey
    since: date
    until: date | None = None
    kinds: tuple[KindKey, ...]
    verbs: tuple[Ending, ...]
    holder: Holder | None = None
    text: Text
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """Who writes letters, and may decide on applications; where it is sets the time to go to court.

    Of the offices that decide, the first does where an officer names none.
    """

    key: ShortKey
    since: date
    until: date | None = None
    in_canada: bool
    decides: bool = False
    name: Text
    source: Source | None = None
    note: Text | None = None


@dataclass(frozen=True)
class PermitLaw:
    """What the programme says of permits."""

    kinds: tuple[PermitRule, ...]
    conditions: tuple[PermitCondition, ...]
    grounds: tuple[Ground, ...]
