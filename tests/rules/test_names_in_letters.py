"""The names that somebody answers are held against those of the letter of invitation: another one is asked about."""

import pytest

from impplus.rules.contradictions import noticed
from impplus.rules.said import LETTER, Fact
from tests.rules.test_contradictions import ON, principal


@pytest.mark.parametrize(
    ("family", "given_", "found"),
    [
        ("BENALI", "alice", []),
        ("Alice", "Benali", []),
        ("Bénali", "Alice Awa", []),
        ("Ben Ali", "Alice", []),
        ("", "", []),
        ("", "Alice", []),
        ("بنعلي", "أليس", []),
        ("Benali-Roy", "Alice", ["family_name"]),
        ("Roy", "Alice", ["family_name"]),
        ("Benali", "Chantal", ["given_names"]),
        ("Roy", "Chantal", ["family_name", "given_names"]),
    ],
)
def test_the_names_are_held_against_the_letter(family: str, given_: str, found: list[str]) -> None:
    letter = {"family_name": "Benali", "given_names": "Alice"}
    one = principal(family_name=family, given_names=given_)
    asked = [
        one for one in noticed({"principal": one}, letter, on=ON) if one.kind == "letter-names"
    ]
    facts = [(Fact("principal", key), Fact(LETTER, key)) for key in found]
    assert [one.facts for one in asked] == ([sum(facts, ())] if facts else [])
