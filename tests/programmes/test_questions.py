"""The yes-or-no questions of the programme, each asked of people of whom the answer is known."""

import json
import tomllib
from collections.abc import Iterator
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


def rows() -> Iterator[Any]:
    for asked in ASKED:
        for said, answer in ANSWERS.items():
            for n, row in enumerate(asked.get(said, [])):
                name = f"{asked['question']}: {said} {n + 1}"
                yield pytest.param(asked["question"], row, answer, id=name)


@pytest.mark.parametrize(("question", "row", "answer"), list(rows()))
def test_a_question_is_answered(question: str, row: dict[str, Any], answer: bool | None) -> None:
    programme = switched(json.dumps(row.get("settings", {}), sort_keys=True))
    case = from_json(told(row))
    person = dict(case.people())[row.get("of", "principal")]
    assert programme.holds(question, case, person, case.on) is answer


def test_every_question_is_asked() -> None:
    assert [asked["question"] for asked in ASKED] == [*IMP_PLUS.when]
