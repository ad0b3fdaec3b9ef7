"""The facts that a finding names: which, and that they are those of the case."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.programmes.examples import Example, examples
from tests.programmes.spoken import finding
from tests.rules.cases import Json
from tests.rules.paths import stands

pytestmark = pytest.mark.thorough

TABLE = tomllib.loads((Path(__file__).parent / "facts.toml").read_text(encoding="utf-8"))


@cache
def found() -> tuple[tuple[Example, str, Json], ...]:
    """Every finding of every worked example, with its name and branch."""
    return tuple(
        (example, f"{row['key']}: {said}", row)
        for example in examples()
        for said, row in said_of(example)
    )


def said_of(example: Example) -> Iterator[tuple[str, Json]]:
    given, law = example.judgement, example.programme.in_force(example.case.on)
    for part, conditions in (("findings", law.conditions), ("family", law.family)):
        texts = {condition.key: condition.texts for condition in conditions}
        for row in given[part]:
            yield finding(texts[row["key"]], row), row


def test_every_finding_names_the_facts_of_its_branch() -> None:
    names: dict[str, set[str]] = defaultdict(set)
    for _, name, row in found():
        names[name].add(" ".join(row["facts"]))
    assert {name: sorted(lists) for name, lists in names.items()} == TABLE


def test_every_fact_that_a_finding_names_is_that_of_the_case() -> None:
    wrong = []
    for example, name, row in found():
        written = example.written
        people = ["principal", *(person for person, _ in example.case.people()[1:])]
        at = people.index(row.get("person", "principal")) - 1
        member = written["family"][at] if at >= 0 else {}
        for key, fact in row["facts"].items():
            told: Any = stands(written, row, key, member)
            if name.startswith("passport") and key == "on":
                told = max(written["on"], written.get("decided_on", ""))
            if fact is not told and fact != told:
                wrong.append((example.name, name, key, fact, told))
    assert wrong == []
