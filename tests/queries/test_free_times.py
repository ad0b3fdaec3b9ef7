"""Lucie's firm in Montréal offers times: in its hours, on its clock, and never twice."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from impplus.queries.free_times import Hours, Terms, free_times

MONTREAL = ZoneInfo("America/Toronto")
TERMS = Terms("America/Toronto", length=30, pause=10, notice=24, horizon=7)
MORNINGS = [Hours(weekday, time(9), time(11)) for weekday in range(5)]
FRIDAY = datetime(2026, 11, 27, 12, tzinfo=UTC)


def local(found: list[datetime]) -> list[str]:
    return [f"{one.astimezone(MONTREAL):%a %d %H:%M}" for one in found]


def test_times_lie_in_the_hours_with_a_pause_between_them() -> None:
    found = free_times(TERMS, [Hours(0, time(9), time(11))], FRIDAY)
    assert local(found) == ["Mon 30 09:00", "Mon 30 09:40", "Mon 30 10:20"]


def test_none_is_sooner_than_the_notice_nor_later_than_the_horizon() -> None:
    terms = Terms("America/Toronto", length=120, pause=0, notice=24, horizon=7)
    assert local(free_times(terms, MORNINGS, datetime(2026, 11, 29, 15, tzinfo=UTC))) == [
        "Tue 01 09:00",
        "Wed 02 09:00",
        "Thu 03 09:00",
        "Fri 04 09:00",
    ]


def test_no_time_is_offered_on_a_closed_day_or_beside_what_is_taken() -> None:
    taken = datetime(2026, 11, 30, 9, 40, tzinfo=MONTREAL)
    found = free_times(
        TERMS,
        MORNINGS[:2],
        FRIDAY,
        closed=[date(2026, 12, 1)],
        taken=[(taken, taken + timedelta(minutes=30))],
    )
    assert local(found) == ["Mon 30 09:00", "Mon 30 10:20"]


def test_two_ranges_of_one_day_are_offered_once_each() -> None:
    hours = [Hours(0, time(14), time(14, 30)), *[Hours(0, time(9), time(9, 30))] * 2]
    assert local(free_times(TERMS, hours, FRIDAY)) == ["Mon 30 09:00", "Mon 30 14:00"]


@pytest.mark.parametrize(
    ("day", "times"),
    [
        (date(2027, 3, 13), ["01:00 EST", "02:00 EST", "03:00 EST"]),
        (date(2027, 3, 14), ["01:00 EST", "03:00 EDT"]),  # there is no 2:00 on this day
        (date(2026, 11, 1), ["01:00 EDT", "02:00 EST", "03:00 EST"]),  # and 1:00 twice
    ],
)
def test_the_clock_is_the_firms_through_both_changes(day: date, times: list[str]) -> None:
    terms = Terms("America/Toronto", length=60, pause=0, notice=0, horizon=0)
    midnight = datetime.combine(day, time(), MONTREAL)
    found = free_times(terms, [Hours(day.weekday(), time(1), time(4))], midnight)
    assert [f"{one.astimezone(MONTREAL):%H:%M %Z}" for one in found] == times
