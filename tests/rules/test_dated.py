"""Which version of a row holds on a day, and anniversaries."""

from dataclasses import dataclass
from datetime import date

import pytest

from impplus.rules.dated import age, anniversary, last_day, newest_rows


@dataclass(frozen=True)
class Row:
    key: str
    since: date
    until: date | None = None


OLD = Row("fee", date(2020, 1, 1), date(2021, 12, 31))
NEW = Row("fee", date(2022, 1, 1))
NEWEST = Row("fee", date(2024, 1, 1))
OTHER = Row("other", date(2020, 1, 1))


@pytest.mark.parametrize(
    ("on", "rows"),
    [
        (date(2019, 12, 31), ()),
        (date(2020, 1, 1), (OLD, OTHER)),
        (date(2021, 12, 31), (OLD, OTHER)),
        (date(2022, 1, 1), (NEW, OTHER)),
        (date(2024, 1, 1), (NEWEST, OTHER)),
    ],
)
def test_the_newest_row_of_each_key_holds(on: date, rows: tuple[Row, ...]) -> None:
    assert newest_rows((NEWEST, OLD, NEW, OTHER), on) == rows


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2026, 3, 2), 3, date(2029, 3, 2)),
        (date(2028, 2, 29), 3, date(2031, 3, 1)),
        (date(2028, 2, 29), 4, date(2032, 2, 29)),
    ],
)
def test_an_anniversary_that_does_not_exist_is_1_march(
    day: date, years: int, expected: date
) -> None:
    assert anniversary(day, years) == expected


def test_three_years_end_the_day_before_the_third_anniversary() -> None:
    assert last_day(date(2026, 3, 2), 3) == date(2029, 3, 1)
    assert last_day(date(2028, 2, 29), 3) == date(2031, 2, 28)


@pytest.mark.parametrize(
    ("on", "years"),
    [
        (date(2026, 2, 28), 13),
        (date(2026, 3, 1), 14),
        (date(2028, 2, 28), 15),
        (date(2028, 2, 29), 16),
    ],
)
def test_age_of_someone_born_on_29_february(on: date, years: int) -> None:
    assert age(date(2012, 2, 29), on) == years
