"""The days of an absence: begun today at the earliest, within a year, and a year long at most."""

from datetime import date, timedelta

import pytest

from impplus.actions.absent_days import LONGEST, AbsentDays, faults_of

DAY = timedelta(days=1)
ON = date(2026, 6, 2)


def days(first: date, last: date) -> AbsentDays:
    return AbsentDays(1, "Olivia", 2, "Noor", first, last)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (ON, ON, []),
        (ON, ON + LONGEST, []),
        (ON + LONGEST, ON + LONGEST, []),
        (
            ON,
            ON + LONGEST + DAY,
            ["An absence begins within a year from today and lasts a year at most"],
        ),
        (
            ON + LONGEST + DAY,
            ON + LONGEST + DAY,
            ["An absence begins within a year from today and lasts a year at most"],
        ),
        (ON, date.max, ["An absence begins within a year from today and lasts a year at most"]),
        (ON - DAY, ON, ["The first day is in the past"]),
        (
            ON - DAY,
            ON - 2 * DAY,
            ["The first day is in the past", "The last day is before the first"],
        ),
    ],
)
def test_an_absence_is_no_longer_than_a_year(first: date, last: date, said: list[str]) -> None:
    assert [one.en.split(".")[0] for one in faults_of(days(first, last), [], ON)] == said
