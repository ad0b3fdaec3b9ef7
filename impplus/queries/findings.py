"""Findings: what the rules say at a decision, what they leave to the officer, what the applicant reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from impplus.queries.file import File, today_of
from impplus.records.models import Finding, Person
from impplus.rules.case import Case
from impplus.rules.eligibility import Condition, ConditionResult, Judge, MemberJudge, assess
from impplus.rules.family import assess_family
from impplus.rules.law import Requirement
from impplus.rules.law_of_day import LawOfDay
from impplus.rules.programme import Programme
from impplus.words.text import Text

PRINCIPAL = "principal"
type Named = Condition[Judge] | Condition[MemberJudge] | Requirement


@dataclass(frozen=True)
class FileAtDecision:
    """A file at its decision: the facts, the findings that rest on them, and what an officer weighs."""

    case: Case
    conditions: tuple[ConditionResult, ...]
    requirements: tuple[Requirement, ...]
    family: tuple[ConditionResult, ...]

    @property
    def grounds(self) -> frozenset[str]:
        """The keys of whatever a refusal may rest on."""
        own = {one.key for one in self.conditions}
        return frozenset(own | {one.key for one in self.requirements})

    def as_found(self, said: Mapping[str, bool]) -> tuple[ConditionResult, ...]:
        """Conditions and requirements as an officer finds them, by what the officer says of each.

        A condition of which nothing is said stays as the facts show it; a requirement, not known.
        """
        conditions = (_found(one, said.get(one.key, one.met)) for one in self.conditions)
        return (*conditions, *(one.finding(said.get(one.key)) for one in self.requirements))


def _found(shown: ConditionResult, met: bool | None) -> ConditionResult:
    """A finding as the facts show it; only its title where the officer found otherwise."""
    return shown if met is shown.met else replace(shown, met=met, text=shown.title, remedy=None)


@dataclass(frozen=True)
class Note:
    """What is to be read about a member of the family; `bars` where it keeps the member from a permit."""

    person: Person
    finding: ConditionResult
    bars: bool

    @property
    def advises(self) -> bool:
        """Whether it is not met, but does not keep the member from a permit."""
        return self.finding.met is False and not self.bars


def judged(file: File, *, decided_on: date | None = None) -> FileAtDecision:
    """The file held against the rules, were it decided on a day (today, unless said)."""
    case = replace(file.case, decided_on=decided_on or today_of(file.application))
    return FileAtDecision(
        case=case,
        conditions=assess(file.law.conditions, case, on=file.on),
        requirements=left_to_the_officer(file.law),
        family=assess_family(file.programme, case, on=file.on),
    )


def left_to_the_officer(law: LawOfDay) -> tuple[Requirement, ...]:
    """What the law asks that no answer can show: an officer weighs it at the decision."""
    return tuple(one for one in law.requirements if one.judged == "at-decision")


def notes_on(file: File, family: Iterable[ConditionResult]) -> tuple[Note, ...]:
    """What is not met, or not known, about members of the family."""
    bars = bars_of(file.programme)
    return tuple(
        Note(file.people[one.person], one, one.met is False and one.key in bars)
        for one in family
        if one.met is not True
    )


def worth_telling(programme: Programme, rows: Iterable[Finding], outcome: str) -> list[Finding]:
    """What the applicant is told of what was found at a decision, what is not met first.

    Every condition; every requirement that the officer weighed; and what keeps a member of the family from a permit:
    where all are refused, for reasons that the officer gave of this member.
    """
    weighed, bars = {one.key for one in programme.requirements}, bars_of(programme)

    def is_told(row: Finding) -> bool:
        if row.person != PRINCIPAL:
            ground = row.key in bars or row.key in weighed
            return row.met is False and ground and (outcome == "approved" or bool(row.note))
        return row.met is not None or row.key not in weighed

    return sorted(filter(is_told, rows), key=lambda row: (row.person != PRINCIPAL, row.met is True))


def law_of(programme: Programme) -> Mapping[str, Named]:
    """Whatever a finding may be about, by key: its title and its source."""
    named: dict[str, Named] = {one.key: one for one in programme.conditions}
    named |= {one.key: one for one in programme.family}
    return named | {one.key: one for one in programme.requirements}


def title_of(programme: Programme, row: Finding) -> Text:
    """The title of what a finding is about; what it said, where the law no longer knows its key."""
    law = law_of(programme)
    return law[row.key].title if row.key in law else row.text


def bars_of(programme: Programme) -> frozenset[str]:
    """The conditions about members of the family that keep one from a permit; the others advise."""
    return frozenset(one.key for one in programme.family if one.rule.bars)
