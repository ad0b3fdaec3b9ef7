"""Worked examples as data: every row of worked/*.toml is one test."""

from collections import Counter

import pytest

from tests.programmes.examples import SITUATIONS, Example, examples


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_worked_example(example: Example) -> None:
    assert example.given() == example.expected


def test_every_example_has_a_name_of_its_own_and_expects_something() -> None:
    names = Counter(example.row["name"] for example in examples())
    assert [name for name, times in names.items() if times > 1] == []
    assert [example.name for example in examples() if not example.expected] == []


def test_every_situation_is_the_beginning_of_some_example() -> None:
    begun = {name for example in examples() for name in example.row.get("given", [])}
    assert SITUATIONS.keys() - begun == set()
