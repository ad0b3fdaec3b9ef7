"""Lucie's firm looks for whoever may be somebody it knows: by birth day, name, numbers and addresses."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from impplus.queries.alike import Identity, Shared, filed_under, likeness, names_alike, sought_under

BORN = date(1984, 4, 12)
LEILA = Identity("Leïla Haddad", BORN, "AB123456", "CSQ-77", "leila@example.test", "+213555014277")
NAMES = st.sampled_from(
    "Leïla Haddad|Mohammed Ben Ali|محمد علي|Ольга Щукина|王小明|Nguyễn Văn Đức|Σοφία Παπά|O’Neil Jean-Luc".split(
        "|"
    )
)
DAYS = st.dates(date(1930, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    "other",
    [
        Identity("LEILA HADDAD", BORN),
        Identity("Haddad Leila", BORN),
        Identity("ليلى حداد", BORN),
        Identity("Layla Hadad", BORN),
        Identity("Leila Tremblay", BORN),
    ],
)
def test_the_same_birth_day_and_a_name_that_is_alike_are_shown(other: Identity) -> None:
    found = likeness(other, replace(LEILA, passport="", csq="", email="", phone=""))
    assert found is not None
    assert (found.sure, found.shared) == (True, (Shared.BIRTH, Shared.NAME))


@pytest.mark.parametrize(
    ("born", "sure"),
    [
        (date(1984, 12, 4), True),
        (date(1994, 4, 12), True),
        (date(1984, 4, 13), True),
        (date(1985, 4, 13), None),
    ],
)
def test_one_part_of_the_birth_day_may_be_wrong_where_the_name_is_the_same(
    born: date, sure: bool | None
) -> None:
    found = likeness(Identity("Leila Haddad", born), Identity("Leïla Haddad", BORN))
    assert (found and found.sure) is sure


def test_a_birth_day_alone_says_nothing() -> None:
    assert likeness(Identity("Karim Ziani", BORN), Identity("Leïla Haddad", BORN)) is None


def test_a_namesake_of_another_birth_day_is_not_shown() -> None:
    assert (
        likeness(Identity("Leïla Haddad", date(1961, 7, 30)), Identity("Leïla Haddad", BORN))
        is None
    )


@pytest.mark.parametrize(
    ("typed", "shared"),
    [
        ({"passport": "ab 123-456"}, Shared.PASSPORT),
        ({"csq": "csq77"}, Shared.CSQ),
        ({"email": "Leila@Example.test "}, Shared.EMAIL),
        ({"phone": "+213555014277"}, Shared.PHONE),
    ],
)
def test_one_number_or_address_is_enough(typed: dict[str, str], shared: Shared) -> None:
    other = replace(Identity("Somebody Else"), **typed)
    found = likeness(other, LEILA)
    assert found is not None
    assert (found.sure, found.shared) == (True, (shared,))
    assert filed_under(LEILA) & sought_under(other) != frozenset()


def test_numbers_of_nobody_are_no_number() -> None:
    assert likeness(Identity("Ana", passport="--"), Identity("Zoé", passport=" ")) is None


@pytest.mark.parametrize(
    ("name", "sure"), [("Karim HADDAD", True), ("Haddad", False), ("Karim Hadadi", False)]
)
def test_an_opposing_name_without_a_birth_day_is_found_by_the_name(name: str, sure: bool) -> None:
    asked, known = Identity("Karim Haddad", date(1981, 2, 3)), Identity(name)
    found = likeness(asked, known)
    assert found is not None
    assert (found.sure, found.shared) == (sure, (Shared.NAME,))
    assert filed_under(known) & sought_under(asked) != frozenset()
    assert filed_under(asked) & sought_under(known) != frozenset()


@given(NAMES, st.randoms())
def test_order_capitals_and_accents_change_nothing(name: str, chance) -> None:
    words = name.upper().split()
    chance.shuffle(words)
    assert names_alike(" ".join(words), name)[0] == pytest.approx(1)


@given(NAMES, NAMES, DAYS, DAYS)
def test_whoever_is_alike_with_a_birth_day_is_looked_at(
    one: str, other: str, born: date, day: date
) -> None:
    """The keys leave out nobody whom the rules would find."""
    for near in (
        day,
        born,
        date(born.year, born.month, 1),
        date(born.year + 1, born.month, min(born.day, 28)),
    ):
        asked, known = Identity(one, born), Identity(other, near)
        if likeness(asked, known):
            assert filed_under(known) & sought_under(asked) != frozenset()


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_are_compared(one: str, other: str) -> None:
    whole, best = names_alike(one, other)
    assert 0 <= whole <= 1
    assert 0 <= best <= 1
