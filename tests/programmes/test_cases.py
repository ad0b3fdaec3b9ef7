"""Whole cases in their public format, each beside what its answer must say."""

import json
from pathlib import Path
from typing import Any

import pytest

from impplus.programmes import IMP_PLUS
from impplus.rules.answer import answer
from impplus.rules.case_json import from_json, to_json
from tests.rules.answers import wordless
from tests.rules.ending import ENDING

CASES = sorted((Path(__file__).parent / "cases").glob("*.case.json"))


def missing(expected: Any, given: Any, at: str = "") -> list[str]:
    """What an expected answer says that the given one does not; rows are matched by key, person."""
    if isinstance(expected, dict):
        return [
            fault
            for key, value in expected.items()
            for fault in missing(value, given.get(key, "(absent)"), f"{at}/{key}")
        ]
    if isinstance(expected, list) and expected and isinstance(expected[0], dict):
        faults = []
        for row in expected:
            name = {key: row[key] for key in ("key", "person") if key in row}
            same = [other for other in given if name.items() <= other.items()]
            faults += missing(row, same[0], f"{at}/{name}") if same else [f"{at}: no {name}"]
        return faults
    return [] if expected == given else [f"{at}: {expected!r} is {given!r}"]


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.split(".")[0])
def test_a_case_is_answered_as_expected(path: Path) -> None:
    expected = read(path.with_name(path.name.replace(".case.", ".answer.")))
    programme = ENDING if path.name.startswith("restoration-amount-not-known") else IMP_PLUS
    given = answer(programme, from_json(read(path)), "en")
    assert missing(expected, given) == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.split(".")[0])
def test_a_case_is_written_as_it_was_read(path: Path) -> None:
    assert to_json(from_json(read(path))) == read(path)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name.split(".")[0])
def test_both_languages_answer_alike_but_for_their_words(path: Path) -> None:
    case = from_json(read(path))
    english, french = answer(IMP_PLUS, case, "en"), answer(IMP_PLUS, case, "fr")
    assert wordless(english) == wordless(french)
    assert [row["text"] for row in english["findings"]] != [
        row["text"] for row in french["findings"]
    ]
