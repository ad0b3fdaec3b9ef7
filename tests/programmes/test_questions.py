"""The yes-or-no questions of the programme, each asked of people of whom the answer is known."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules.case_json import from_json
from tests.programmes.examples import switched, told

ASKED = tomllib.loads((Path(__file__).parent / "questions.toml").read_text(encoding="utf-8"))[
    "asked"
]
ANSWERS = {"yes": True, "no": False, "not_known": None}


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: asked["question"])
def test_a_question_is_answered(asked: dict[str, Any]) -> None:
    for said, answer in ANSWERS.items():
        for row in asked.get(said, []):
            programme = switched(json.dumps(row.get("settings", {}), sort_keys=True))
            case = from_json(told(row))
            person = dict(case.people())[row.get("of", "principal")]
            assert (programme.holds(asked["question"], case, person, case.on), row) == (answer, row)


def test_every_question_is_asked() -> None:
    assert [asked["question"] for asked in ASKED] == [*IMP_PLUS.when]
