"""Every finding rests on the facts that it names: a case that holds only these is judged alike."""

from typing import Any

import pytest
from hypothesis import given

from impplus.programmes import IMP_PLUS
from impplus.rules.answer import answer
from impplus.rules.case import Case
from impplus.rules.case_json import from_json
from tests.rules.cases import Json, cases
from tests.rules.paths import only

pytestmark = pytest.mark.thorough


def judged(rows: list[Json], key: str) -> list[tuple[Any, ...]]:
    """What was found under a key: the finding, its words, and the facts that were known."""
    return [
        (
            row["met"],
            row["text"],
            row["remedy"],
            {name: fact for name, fact in row["facts"].items() if fact is not None},
        )
        for row in rows
        if row["key"] == key
    ]


@given(cases)
def test_a_finding_about_the_principal_rests_on_its_facts(case: Case) -> None:
    for row in answer(IMP_PLUS, case, "en")["findings"]:
        again = answer(IMP_PLUS, from_json(only(row, case)), "en")["findings"]
        assert (row["key"], judged(again, row["key"])) == (row["key"], judged([row], row["key"]))


@given(cases)
def test_a_finding_about_a_member_rests_on_its_facts(case: Case) -> None:
    for row in answer(IMP_PLUS, case, "en")["family"]:
        again = answer(IMP_PLUS, from_json(only(row, case)), "en")["family"]
        assert (row["key"], judged(again, row["key"])) == (row["key"], judged([row], row["key"]))
