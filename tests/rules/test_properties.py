"""What holds of every case, drawn at random."""

from collections import Counter
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, get_args

from hypothesis import assume, given, strategies as st

from impplus.programmes import IMP_PLUS
from impplus.rules import biometrics, documents, fees, validity
from impplus.rules.answer import answer
from impplus.rules.case import Case, Outcome, Principal, contradictions, from_json, to_json
from impplus.rules.dated import anniversary, last_day
from impplus.rules.eligibility import assess, eligible
from tests.rules.cases import cases, principals


@given(cases, st.randoms())
def test_the_answer_does_not_depend_on_the_order_of_the_family(case: Case, chance: Any) -> None:
    family = list(case.family)
    chance.shuffle(family)
    other = replace(case, family=tuple(family))

    def without_names(case: Case) -> tuple[Any, ...]:
        people = dict(case.people())
        bill = fees.due(IMP_PLUS, case, on=case.on)
        needs = biometrics.needed(IMP_PLUS, case, on=case.on)
        papers = documents.needed(IMP_PLUS, case, on=case.on)
        permits = validity.permits(IMP_PLUS, case, on=case.on)
        return (
            assess(IMP_PLUS.conditions, case, on=case.on),
            bill.total,
            Counter((line.key, people.get(line.person), line.amount) for line in bill.lines),
            Counter((fee.key, people.get(fee.person)) for fee in bill.unknown),
            Counter((people[need.person], need.needed, need.why) for need in needs),
            Counter((paper.key, people[paper.person]) for paper in papers),
            Counter(replace(permit, person=repr(people[permit.person])) for permit in permits),
        )

    assert without_names(case) == without_names(other)


@given(cases, principals, st.sets(st.sampled_from([field.name for field in fields(Principal)])))
def test_learning_a_fact_never_turns_a_definite_no_into_not_known(
    case: Case, learned: Principal, names: set[str]
) -> None:
    missing = {name for name in names if getattr(case.principal, name) is None}
    facts = {name: getattr(learned, name) for name in missing}
    richer = replace(case, principal=replace(case.principal, **facts))
    before = assess(IMP_PLUS.conditions, case, on=case.on)
    after = assess(IMP_PLUS.conditions, richer, on=case.on)
    for one, other in zip(before, after, strict=True):
        assert (one.key, one.met, other.met) != (other.key, False, None)
    assert (eligible(before), eligible(after)) != (False, None)


@given(cases, st.integers(0, 900))
def test_a_permit_never_outlives_passport_biometrics_or_three_years(
    case: Case, waiting: int
) -> None:
    granted_on = case.on + timedelta(waiting)
    people = dict(case.people())
    for permit in validity.permits(IMP_PLUS, case, on=case.on, granted_on=granted_on):
        person = people[permit.person]
        assert (permit.until is None) == (permit.limited_by is None)
        if permit.until is None:
            assert person.passport_expires is None
            continue
        assert permit.until <= last_day(granted_on, 3)
        if person.nationality != "USA":
            assert person.passport_expires is not None
            assert permit.until <= person.passport_expires
        needs = {need.person: need for need in biometrics.needed(IMP_PLUS, case, on=case.on)}
        if person.biometrics and needs[permit.person].needed is False:
            assert permit.until <= anniversary(person.biometrics.given, 10)


@given(cases)
def test_the_total_is_the_sum_of_the_lines(case: Case) -> None:
    bill = fees.due(IMP_PLUS, case, on=case.on)
    assert bill.total == sum((line.amount for line in bill.lines), Decimal())
    lines = answer(IMP_PLUS, case, "fr")["fees"]["lines"]
    amounts = [line["amount"] for line in lines]
    total = None if None in amounts else f"{sum(map(Decimal, amounts), Decimal()):.2f}"
    assert answer(IMP_PLUS, case, "fr")["fees"]["total"] == total


@given(cases, st.sampled_from(get_args(Outcome)))
def test_a_refund_never_exceeds_what_was_paid(case: Case, outcome: Outcome) -> None:
    assume(case.on >= date(2022, 5, 24))
    back = fees.refunds(IMP_PLUS, case, outcome, on=case.on)
    assert back is not None
    assert back.total <= fees.due(IMP_PLUS, case, on=case.on).total


@given(cases)
def test_what_is_written_is_read_again(case: Case) -> None:
    sound = replace(case, principal=replace(case.principal, csq=None, in_canada=None), family=())
    assume(contradictions(sound) == [])
    assert from_json(to_json(sound)) == sound


@given(cases)
def test_every_remedy_stands_where_something_can_be_done(case: Case) -> None:
    for finding in assess(IMP_PLUS.conditions, case, on=case.on):
        assert (finding.remedy is None) == (finding.met is True)
