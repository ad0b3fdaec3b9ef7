"""Where the facts themselves name it, another answer is offered with which they go together; nothing is guessed."""

from dataclasses import replace
from datetime import date

import pytest

from impplus.rules.contradictions import noticed
from impplus.rules.form import Answer
from impplus.rules.said import Said
from impplus.rules.ways import Way, ways
from tests.rules.test_contradictions import ON, member, principal

LETTER = {"born": date(1990, 4, 1), "family_name": "Benali", "given_names": "Alice"}


def offered(
    *members: Said, read: dict[str, Answer] | None = None, **said: Answer
) -> tuple[Way, ...]:
    people = {"principal": replace(principal(**said), read=read or {})}
    people |= dict(zip(["partner"], members, strict=False))
    (found,) = noticed(people, LETTER, on=ON)
    way = ways(found, people, LETTER)
    settled = [_after(people, one) for one in way]
    assert [noticed(one, LETTER, on=ON) for one in settled] == [()] * len(way)
    return way


def _after(people: dict[str, Said], way: Way) -> dict[str, Said]:
    return {
        name: replace(one, answers={**one.answers, **way.get(name, {})})
        for name, one in people.items()
    }


MARRIED, COMMON_LAW = {"relationship": "married"}, {"relationship": "common-law"}


@pytest.mark.parametrize(
    ("status", "relation", "found"),
    [
        (
            "single",
            "spouse",
            (
                {"principal": MARRIED},
                {"principal": COMMON_LAW, "partner": {"relation": "common-law"}},
            ),
        ),
        (
            "divorced",
            "common-law",
            ({"principal": COMMON_LAW}, {"principal": MARRIED, "partner": {"relation": "spouse"}}),
        ),
        ("married", "common-law", ({"principal": COMMON_LAW}, {"partner": {"relation": "spouse"}})),
        ("common-law", "spouse", ({"principal": MARRIED}, {"partner": {"relation": "common-law"}})),
    ],
)
def test_a_couple_is_married_or_common_law_on_both_sides(
    status: str, relation: str, found: tuple[Way, ...]
) -> None:
    way = offered(member(relation), relationship=status)
    assert tuple({name: one for name, one in each.items() if one} for each in way) == found


def test_the_letter_offers_what_it_says() -> None:
    assert offered(born=date(1990, 1, 4)) == ({"principal": {"born": date(1990, 4, 1)}},)
    assert offered(family_name="Roy", given_names="Alice") == (
        {"principal": {"family_name": "Benali"}},
    )


def test_the_picture_offers_what_was_read_but_no_name() -> None:
    read: dict[str, Answer] = {"passport_number": "AB123456", "passport_expires": date(2031, 1, 2)}
    assert offered(read=read, passport_number="AB123465") == (
        {"principal": {"passport_number": "AB123456"}},
    )
    assert offered(read={"sex": "F"}, sex="M") == ({"principal": {"sex": "F"}},)
    assert offered(read={"family_name": "ROY", "given_names": "ALICE"}, family_name="Benali", given_names="Alice") == ()  # fmt: skip


def test_another_nationality_work_in_care_and_an_earlier_application_are_said_with_one_press() -> (
    None
):
    assert offered(nationality="MAR", passport_country="DZA") == (
        {"principal": {"other_nationality": "DZA"}},
    )
    assert offered(nationality="MAR", passport_country="DZA", other_nationality="TUN") == ()
    assert offered(occupation="Nurse", health_or_child_care=False) == (
        {"principal": {"health_or_child_care": True}},
    )
    assert offered(pr_applied=True, applied_before=False) == (
        {"principal": {"applied_before": True}},
    )
