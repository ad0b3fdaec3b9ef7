"""What holds of every case, drawn at random from the whole public format."""

import json
import os
import subprocess
import sys
from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import assume, given, strategies as st

from impplus.programmes import IMP_PLUS
from impplus.rules import biometrics, validity
from impplus.rules.answer import answer
from impplus.rules.canonical import canonical, digest
from impplus.rules.case import Case, Outcome
from impplus.rules.case_json import from_json, to_json
from impplus.rules.dated import anniversary, last_day
from tests.rules.answers import WORDS, sorted_lists, wordless
from tests.rules.cases import Json, cases, faults_of, members, written_cases

pytestmark = pytest.mark.thorough

PROJECT = Path(__file__).parents[2]
BEGAN = date(2022, 5, 24)


def answered(case: Case, lang: str = "en") -> Json:
    return answer(IMP_PLUS, case, lang)


@given(cases, st.randoms(use_true_random=False))
def test_the_answer_does_not_depend_on_the_order_of_the_family(case: Case, chance: Any) -> None:
    order = list(range(len(case.family)))
    chance.shuffle(order)
    other = replace(case, family=tuple(case.family[n] for n in order))
    old, new = [name for name, _ in case.people()], [name for name, _ in other.people()]
    names = {new[0]: "principal"} | {new[at + 1]: old[n + 1] for at, n in enumerate(order)}
    assert sorted_lists(answered(other), names) == sorted_lists(answered(case), {})


@given(cases, st.integers(0, 900))
def test_a_permit_never_outlives_passport_biometrics_or_three_years(
    case: Case, waiting: int
) -> None:
    granted_on = case.on + timedelta(waiting)
    people = dict(case.people())
    needs = {one.person: one.needed for one in biometrics.needed(IMP_PLUS, case, on=case.on)}
    for permit in validity.permits(IMP_PLUS, case, on=case.on, granted_on=granted_on):
        person = people[permit.person]
        assert (permit.until is None) == (permit.limited_by is None)
        enrolling = needs[permit.person]
        if permit.until is None:
            no_passport = person.passport_expires is None and person.nationality != "USA"
            assert no_passport or person.nationality is None or enrolling is None
            continue
        assert permit.until <= last_day(granted_on, 3)
        if person.nationality != "USA":
            assert person.passport_expires is not None
            assert permit.until <= person.passport_expires
        if person.biometrics and enrolling is False:
            end = anniversary(person.biometrics.given, 10)
            assert permit.until <= end or end <= case.on


@given(cases)
def test_the_total_is_the_sum_of_the_lines(case: Case) -> None:
    given = answered(case)
    bills = [(given["fees"]["lines"], given["fees"]["total"])]
    if given["outcome"]:
        bills.append((given["outcome"]["refunds"], given["outcome"]["refund_total"]))
    for lines, total in bills:
        amounts = [line["amount"] for line in lines]
        known = None if None in amounts else f"{sum(map(Decimal, amounts), Decimal('0.00')):.2f}"
        assert total == known


@given(cases, st.sampled_from(get_args(Outcome)))
def test_a_refund_never_exceeds_what_was_paid_line_by_line(case: Case, outcome: Outcome) -> None:
    given = answered(replace(case, outcome=outcome))
    assert (given["outcome"] is None) == (case.on < BEGAN)
    if given["outcome"] is None:
        return
    paid = {(line["key"], line["person"]): line["amount"] for line in given["fees"]["lines"]}
    refunds = {(line["key"], line["person"]): line for line in given["outcome"]["refunds"]}
    assert len(refunds) == len(given["outcome"]["refunds"])
    assert refunds.keys() <= paid.keys()
    for key, line in refunds.items():
        if paid[key] is None or line["amount"] is None:
            assert line["amount"] is None
        else:
            assert Decimal(0) < Decimal(line["amount"]) <= Decimal(paid[key])
    if outcome == "approved":
        assert (refunds, given["outcome"]["refund_total"]) == ({}, "0.00")


@given(cases)
def test_a_family_pays_for_biometrics_once_and_no_more_than_its_maximum(case: Case) -> None:
    given = answered(case)
    lines = [line for line in given["fees"]["lines"] if line["key"] == "biometrics"]
    needs = [row["person"] for row in given["biometrics"] if row["needed"] is not False]
    assert len(lines) == min(len(needs), 1)
    for line in lines:
        assert line["amount"] in {None, "85.00", "170.00"}
        assert line["person"] == (needs[0] if len(needs) == 1 else "family")


@given(cases)
def test_the_same_case_gives_the_same_bytes(case: Case) -> None:
    for lang in ("en", "fr"):
        first = answered(case, lang)
        assert canonical(first) == canonical(answered(deepcopy(case), lang))
        assert digest(first) == digest(json.loads(canonical(first)))


def test_another_process_gives_the_same_bytes() -> None:
    folder = PROJECT / "tests" / "programmes" / "cases"
    written = [json.loads(path.read_bytes()) for path in sorted(folder.glob("*.case.json"))]
    there = (
        "import json, sys\n"
        "from impplus.programmes import IMP_PLUS\n"
        "from impplus.rules.answer import answer\n"
        "from impplus.rules.canonical import digest\n"
        "from impplus.rules.case_json import from_json\n"
        "for case in json.load(sys.stdin): print(digest(answer(IMP_PLUS, from_json(case), 'fr')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", there],
        input=json.dumps(written),
        capture_output=True,
        text=True,
        check=True,
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "PYTHONHASHSEED": "7"},
    )
    here = [digest(answered(from_json(case), "fr")) for case in written]
    assert done.stdout.split() == here != []


@given(cases)
def test_what_is_written_is_read_again(case: Case) -> None:
    assert from_json(json.loads(json.dumps(to_json(case)))) == case


@given(written_cases)
def test_what_is_read_is_written_again(written: Json) -> None:
    kept = {key: fact for key, fact in written.items() if key != "programme" and fact != []}
    assert to_json(from_json(written)) == kept


@given(cases)
def test_both_languages_differ_in_words_only(case: Case) -> None:
    english, french = answered(case, "en"), answered(case, "fr")
    assert wordless(english) == wordless(french)
    for part in ("findings", "family", "documents", "biometrics", "permits"):
        for one, other in zip(english[part], french[part], strict=True):
            words = WORDS & one.keys() - {"url", "conditions", "remedy", "employer"}
            assert {key for key in words if one[key] == other[key]} == set()


@given(cases)
def test_whoever_is_eligible_meets_everything_and_the_family_decides_nothing(case: Case) -> None:
    given = answered(case)
    met = [row["met"] for row in given["findings"]]
    assert given["eligible"] == (False if False in met else None if None in met else True)
    alone = answered(replace(case, family=()))
    assert alone["eligible"] == given["eligible"]
    assert alone["findings"] == given["findings"]


@given(cases)
def test_every_remedy_stands_where_something_can_be_done(case: Case) -> None:
    given = answered(case)
    for row in (*given["findings"], *given["family"]):
        assert (row["remedy"] is None) == (row["met"] is True)


@given(written_cases, members)
def test_a_member_who_applies_for_nothing_changes_nothing_for_the_others(
    written: Json, member: Json
) -> None:
    idle = member | {"applies_for": "nothing"}
    larger = written | {"family": [*written.get("family", []), idle]}
    assume(not faults_of(larger))
    assert canonical(answered(from_json(larger))) == canonical(answered(from_json(written)))
