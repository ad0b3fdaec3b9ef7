"""Machine-readable zones, by the specimens of ICAO Doc 9303 and zones made at random."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from impplus.rules.mrz import (
    LAYOUTS,
    NotAZone,
    Zone,
    check_digit,
    either_way,
    format_of,
    parsed,
)
from tests.outside.files.passports import ANNA, CARD, with_digits

DAY = date(2026, 11, 27)
ANNAS = {
    "issuer": "UTO",
    "family_name": "ERIKSSON",
    "given_names": "ANNA MARIA",
    "nationality": "UTO",
    "born": (1974, 8, 12),
    "sex": "F",
    "expires": date(2012, 4, 15),
}
VISA = (
    "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L8988901C4XXX4009078F96121096ZE184226B<<<<<<",
)
letters = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=9)
days = st.dates(date(1950, 1, 1), date(2020, 1, 1))


def test_a_check_digit_is_that_of_the_standard() -> None:
    assert [check_digit(one) for one in ("0123456789", "0123456789ABCDEF", "<<<")] == [7, 0, 0]
    assert [check_digit(one) for one in ("520727", "AB2134<<<")] == [3, 5]


def test_the_specimens_are_read() -> None:
    assert parsed(ANNA, DAY) == Zone(format="TD3", document="P", number="L898902C3", **ANNAS)
    assert parsed(CARD, DAY) == Zone(format="TD1", document="I", number="D23145890", **ANNAS)
    two = ("I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<", "D231458907UTO7408122F1204159<<<<<<<6")
    assert parsed(two, DAY) == Zone(format="TD2", document="I", number="D23145890", **ANNAS)
    visa = parsed(VISA, DAY)
    assert (visa.format, visa.document, visa.number) == ("MRV-A", "V", "L8988901C")
    assert (visa.nationality, visa.born, visa.expires) == ("XXX", (1940, 9, 7), date(1996, 12, 10))
    assert format_of(tuple(line[:36] for line in VISA)) == "MRV-B"


@given(letters, days, st.dates(date(2010, 1, 1), date(2060, 1, 1)), st.sampled_from("FM<"))
def test_what_is_written_is_read(number: str, born: date, expires: date, sex: str) -> None:
    day = "%y%m%d"
    second = with_digits(number, born.strftime(day), sex, expires.strftime(day))
    zone = parsed((ANNA[0], second), DAY)
    assert (zone.number, zone.expires, zone.sex) == (number, expires, sex.strip("<"))
    assert zone.born == (born.year, born.month, born.day)


@given(st.integers(0, 42).filter(lambda at: not 10 <= at < 13 and at != 20), st.data())
def test_another_letter_anywhere_that_a_digit_checks_is_noticed(
    at: int, data: st.DataObject
) -> None:
    other = data.draw(st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"))
    changed = ANNA[1][:at] + other + ANNA[1][at + 1 :]
    if check_digit(other) == check_digit(ANNA[1][at]):  # it has no other value modulo 10
        return
    with pytest.raises(NotAZone):
        parsed((ANNA[0], changed), DAY)


def test_a_single_name_and_a_birth_of_which_the_day_is_not_known() -> None:
    single = "P<UTOSUHARTO".ljust(44, "<")
    for born, known in (
        ("90<<<<", (1990, None, None)),
        ("9007<<", (1990, 7, None)),
        ("<<<<<<", None),
    ):
        zone = parsed((single, with_digits("A1234567", born, "M", "310101")), DAY)
        assert (zone.family_name, zone.given_names, zone.born) == ("SUHARTO", "", known)


def test_nobody_is_born_in_the_future_and_a_passport_ends_near_the_day() -> None:
    def read(born: str, expires: str) -> tuple[int, date | None]:
        zone = parsed((ANNA[0], with_digits("A1234567", born, "M", expires)), DAY)
        assert zone.born is not None
        return zone.born[0], zone.expires

    assert read("251127", "360101") == (2025, date(2036, 1, 1))  # a child of one
    assert read("261127", "760101") == (2026, date(2076, 1, 1))  # born on this day
    assert read("261128", "770101") == (
        1926,
        date(1977, 1, 1),
    )  # or a hundred years before the next
    assert read("250101", "260231") == (2025, None)  # no day of any year


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("",),
        ANNA[:1],
        (*ANNA, ANNA[1]),
        (ANNA[0], ANNA[1].lower()),
        (ANNA[0], CARD[1]),
        ("é" * 44,) * 2,
    ],
)
def test_anything_else_is_no_zone(lines: tuple[str, ...]) -> None:
    with pytest.raises(NotAZone):
        parsed(lines, DAY)


def test_every_format_is_as_long_as_its_parts() -> None:
    for layout in LAYOUTS.values():
        parts = (layout.names, layout.number, layout.born, layout.expires, *layout.checked)
        assert all(part.line < layout.lines and part.ends <= layout.length for part in parts)


@pytest.mark.parametrize(
    ("number", "places"),
    [("AB1234567", ()), ("AB1234507", ()), ("AB1001234", (4, 5)), ("0AB1234O7", ()), ("0AO", ()), ("0ABO", (1, 4))],
)  # fmt: skip
def test_a_zero_may_be_an_o_only_where_several_leave_the_check_digit_as_it_is(
    number: str, places: tuple[int, ...]
) -> None:
    assert either_way(number) == places
