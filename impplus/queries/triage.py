"""What is known of an enquiry before anybody calls: its answers, the conditions of today, who could come, and the fees that would follow."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from impplus.practice.models import Enquiry
from impplus.programmes import SERVED
from impplus.queries.answers import answer_to, in_words
from impplus.queries.facts import case_of_answers
from impplus.rules import fees
from impplus.rules.case import AppliesFor, Case, Member
from impplus.rules.dated import age, anniversary
from impplus.rules.eligibility import ConditionResult, assess
from impplus.rules.family import assess_family, grown
from impplus.rules.form import Answer, Answers, Field, asked, fields_asked
from impplus.words.people import called
from impplus.words.text import Text


@dataclass(frozen=True)
class Told:
    """One answer of the self-check: what was asked, and what was answered."""

    label: Text
    answer: Text


@dataclass(frozen=True)
class Coming:
    """A member of the family by the name that rules give, what each would apply for, and the findings about that."""

    name: Text
    years: int | None
    applies_for: AppliesFor
    findings: tuple[ConditionResult, ...]


@dataclass(frozen=True)
class Triage:
    """By the rules in force on a day."""

    on: date
    findings: tuple[ConditionResult, ...]
    family: tuple[Coming, ...]
    bill: fees.Bill
    told: tuple[Told, ...]
    maxima: Mapping[str, Decimal]

    @property
    def every(self) -> tuple[ConditionResult, ...]:
        """The findings about everybody."""
        return self.findings + tuple(one for member in self.family for one in member.findings)

    @property
    def unmet(self) -> list[ConditionResult]:
        """What is not met."""
        return [one for one in self.every if one.met is False]

    @property
    def unknown(self) -> list[ConditionResult]:
        """What is not known."""
        return [one for one in self.every if one.met is None]

    @property
    def grown(self) -> list[Coming]:
        """The children who by their age get no permit as a child."""
        return [one for one in self.family if one.applies_for == "nothing"]

    @property
    def open_of_family(self) -> int:
        """How many points about the family are not known."""
        return len(self.unknown) - len(self.to_ask)

    @property
    def to_ask(self) -> list[ConditionResult]:
        """What is not known of the principal applicant, on whom the others depend."""
        return [one for one in self.findings if one.met is None]

    @property
    def met(self) -> int:
        """How many are met."""
        return sum(one.met is True for one in self.every)

    @property
    def lines(self) -> list[tuple[Text, fees.Line]]:
        """The fees with whom they are for."""
        return [(called(line.person), line) for line in self.bill.lines]

    @property
    def open_fees(self) -> list[tuple[Text, fees.UnknownFee, Decimal | None]]:
        """The fees whose amount or whose being due is not known, with the most that a family pays where the law says one."""
        return [(called(one.person), one, self.maxima.get(one.key)) for one in self.bill.unknown]

    @property
    def at_most(self) -> Decimal | None:
        """The most that the family would pay, in Canadian dollars, where each fee that is not known has a maximum."""
        most = [self.maxima.get(one.key) for one in self.bill.unknown]
        known = [one for one in most if one is not None]
        return self.bill.total + sum(known) if known and len(known) == len(most) else None


def triage_of(enquiry: Enquiry, on: date) -> Triage:
    """What the rules of a day say of what was written."""
    law = SERVED.in_force(on)
    checked = list(attached(enquiry.answers, on))
    answers = _of_form(enquiry) | {field.key: value for field, value in checked}
    alone = case_of_answers(answers, on, SERVED.settings)
    case = Case(on=on, principal=alone.principal, family=tuple(_family(enquiry, alone, on)))
    about = assess_family(SERVED, case, on=on)
    members = case.people()[1:]
    return Triage(
        on=on,
        findings=tuple(assess(law.conditions, case, on=on)),
        family=tuple(_coming(name, one, about, case, on) for name, one in members),
        bill=fees.due(SERVED, case, on=on),
        told=tuple(_told(field, value) for field, value in checked),
        maxima={
            fee.key: fee.family_maximum for fee, known in law.fees if known and fee.family_maximum
        },
    )


def _of_form(enquiry: Enquiry) -> dict[str, Answer]:
    """What the form itself asks, where the self-check asks it, too."""
    said: dict[str, Answer] = {"has_letter": enquiry.has_letter}
    if enquiry.country != "CAN":
        said["lives_country"] = enquiry.country
    return said


def _family(enquiry: Enquiry, alone: Case, on: date) -> Iterator[Member]:
    """Who would come, as far as ages tell; nationality as the principal applicant's, and each applying for what most do."""
    nationality = alone.principal.nationality
    if enquiry.partner:
        yield Member("spouse", nationality=nationality, applies_for="work-permit", together=True)
    for years in enquiry.children:
        child = Member("child", born=anniversary(on, -years), nationality=nationality)
        applies: AppliesFor = "nothing" if grown(SERVED, child, on=on) else "study-permit"
        yield Member(
            "child",
            born=child.born,
            nationality=nationality,
            applies_for=applies,
            together=True,
        )


def _coming(
    name: str, person: Any, about: tuple[ConditionResult, ...], case: Case, on: date
) -> Coming:
    findings = tuple(one for one in about if one.person == name)
    years = age(person.born, on) if person.born else None
    if person.applies_for == "nothing":  # a grown child: why not, in the words of the rule
        asking = Member("child", born=person.born, nationality=person.nationality)
        found = assess_family(
            SERVED, Case(on=on, principal=case.principal, family=(asking,)), on=on
        )
        findings = tuple(one for one in found if one.met is not True)
    return Coming(called(name), years, person.applies_for, findings)


def attached(answers: Answers, on: date) -> Iterator[tuple[Field, Answer]]:
    """What was answered in the self-check, as it is kept, by the fields that ask it; each typed."""
    steps = tuple(step for step in SERVED.in_force(on).steps if step.self_check)
    fields = [field for step in steps for field in step.fields if field.key in answers]
    typed = {field.key: answer_to(field, answers) for field in fields}
    for step in asked(steps, typed):
        for field in fields_asked(step, typed):
            if field.key in typed:
                yield field, typed[field.key]


def _told(field: Field, value: Answer) -> Told:
    en, fr = (in_words(field, value, language) for language in ("en", "fr"))
    return Told(field.label, Text(en=en, fr=fr))
