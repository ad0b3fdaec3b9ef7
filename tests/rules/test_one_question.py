"""What differs in one way is asked about once: a wrong passport, and names in other letters."""

from dataclasses import replace

from impplus.rules.contradictions import noticed
from impplus.rules.said import PICTURE
from tests.rules.test_contradictions import ON, principal


def test_a_passport_of_somebody_else_is_one_question_with_all_that_differs() -> None:
    said = {
        "passport_number": "AB1234567",
        "nationality": "MAR",
        "sex": "F",
        "given_names": "Alice",
    }
    read = {"passport_number": "XY7654321", "nationality": "FRA", "sex": "M", "given_names": "HUGO"}
    (found,) = noticed({"principal": replace(principal(**said), read=read)}, {}, on=ON)
    assert found.kind == "whose-passport"
    assert {fact.key for fact in found.facts} == said.keys()
    assert [fact.person for fact in found.facts] == ["principal", PICTURE] * 4


def test_names_that_are_odd_in_one_way_are_one_question() -> None:
    (found,) = noticed(
        {"principal": principal(family_name="Иванова", given_names="Анна")}, {}, on=ON
    )
    assert found.kind == "not-latin"
    assert [fact.key for fact in found.facts] == ["family_name", "given_names"]
