"""Worked examples as data: every row of worked/*.toml says what must be answered."""

from collections import Counter
from itertools import groupby

import pytest

from tests.programmes.examples import SITUATIONS, examples

FILES = {file: tuple(rows) for file, rows in groupby(examples(), key=lambda one: one.file)}


@pytest.mark.parametrize("file", FILES)
def test_worked_examples(file: str) -> None:
    worked = FILES[file]
    assert {one.row["name"]: one.given() for one in worked} == {
        one.row["name"]: one.expected for one in worked
    }


def test_every_example_has_a_name_of_its_own_and_expects_something() -> None:
    names = Counter(example.row["name"] for example in examples())
    assert [name for name, times in names.items() if times > 1] == []
    assert [example.name for example in examples() if not example.expected] == []


def test_every_situation_is_the_beginning_of_some_example() -> None:
    begun = {name for example in examples() for name in example.row.get("given", [])}
    assert SITUATIONS.keys() - begun == set()
