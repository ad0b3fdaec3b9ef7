"""Days by which something is to happen."""

from datetime import date, timedelta

import pytest

from impplus.rules.deadlines import after_working_days, on_a_working_day, share_gone


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 11, 27), 0, date(2026, 11, 27)),  # a Friday
        (date(2026, 11, 27), 1, date(2026, 11, 30)),
        (date(2026, 11, 27), 5, date(2026, 12, 4)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 30), 5, date(2026, 12, 7)),
    ],
)
def test_saturdays_and_sundays_are_no_working_days(start: date, days: int, due: date) -> None:
    assert after_working_days(start, days) == due


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2026, 12, 1), date(2026, 12, 1)),  # a Tuesday
        (date(2026, 11, 28), date(2026, 11, 30)),  # a Saturday
        (
            date(2026, 12, 25),
            date(2026, 12, 29),
        ),  # Christmas; Boxing Day, a Saturday, is kept on the Monday
        (date(2026, 6, 24), date(2026, 6, 25)),  # Quebec's
        (date(2026, 11, 11), date(2026, 11, 12)),  # Canada's offices'
        (date(2028, 7, 1), date(2028, 7, 4)),  # Canada Day, a Saturday, kept on the Monday
    ],
)
def test_a_last_day_is_a_working_day_of_quebec_and_canada(day: date, moved: date) -> None:
    assert on_a_working_day(day, ("CA-QC",)) == moved


def test_where_no_place_is_named_only_the_week_counts() -> None:
    assert on_a_working_day(date(2026, 12, 25), ()) == date(2026, 12, 25)
    assert on_a_working_day(date(2026, 12, 26), ()) == date(2026, 12, 28)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (30, {15: "half", 23: "half", 24: "four-fifths", 29: "four-fifths", 30: "last-day"}),
        (5, {3: "half", 4: "four-fifths", 5: "last-day"}),
        (2, {1: "half", 2: "last-day"}),
        (1, {1: "last-day"}),
        (0, {}),
    ],
)
def test_a_share_of_a_time_is_half_four_fifths_or_all_but_its_last_day(
    days: int, expected: dict[int, str]
) -> None:
    since = date(2026, 11, 27)
    until = since + timedelta(days=days)
    found = {n: share_gone(since, until, since + timedelta(days=n)) for n in range(-1, days + 3)}
    known = {n: share for n, share in found.items() if share}
    assert {n: known.get(n) for n in expected} == expected
    assert min(known, default=None) == min(expected, default=None)
    assert max(known, default=None) == max(expected, default=None)
