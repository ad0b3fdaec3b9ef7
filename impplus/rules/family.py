"""What the law says of members of the family: who counts as one, and what each should know."""

from datetime import date

from impplus.rules.case import Case, Member, Person, asks
from impplus.rules.dated import age
from impplus.rules.eligibility import ConditionResult, worded
from impplus.rules.programme import Programme


def assess_family(programme: Programme, case: Case, *, on: date) -> tuple[ConditionResult, ...]:
    """The findings about every member who asks for a permit, now or later, or may, one by one.

    They never change whether the principal applicant is eligible.
    """
    conditions = programme.in_force(on).family
    return tuple(
        worded(condition, condition.rule.judge(case, member, on, condition.settings), person=name)
        for name, member in case.people()
        if isinstance(member, Member) and asks(member) is not False
        for condition in conditions
        if member.relation in condition.rule.relations
    )


def barred(programme: Programme, case: Case, person: Person, *, on: date) -> bool:
    """Whether a condition that bars a permit is definitely not met by a person."""
    return isinstance(person, Member) and any(
        condition.rule.judge(case, person, on, condition.settings).met is False
        for condition in programme.in_force(on).family
        if condition.rule.bars and person.relation in condition.rule.relations
    )


def grown(programme: Programme, person: Person, *, on: date) -> bool:
    """Whether a child of the family has the age from which only health makes one dependent."""
    limit = programme.settings.numbers(on).get("dependent-child-age")
    if limit is None or not isinstance(person, Member) or person.relation != "child":
        return False
    return person.born is not None and age(person.born, on) >= int(limit)
