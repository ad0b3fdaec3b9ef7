"""Days by which something is to happen, counted in the programme's days."""

from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal

from impplus.rules.dated import DAY

if TYPE_CHECKING:
    from holidays import HolidayBase

SATURDAY = 5
SHARES = ("half", "four-fifths", "last-day")
type Share = Literal["half", "four-fifths", "last-day"]


def after_working_days(start: date, days: int, places: tuple[str, ...] = ()) -> date:
    """The day that comes so many working days after a day: Saturdays, Sundays and public holidays of these places are none."""
    day = start
    while days:
        day += DAY
        days -= _is_worked(day, places)
    return day


def on_a_working_day(day: date, places: tuple[str, ...]) -> date:
    """The day itself, or the next that is no Saturday, Sunday or public holiday of any of these places.

    A place is a code of ISO 3166-2 or -1, such as "CA-QC"; the holidays of its government’s offices count, too.
    """
    while not _is_worked(day, places):
        day += DAY
    return day


def _is_worked(day: date, places: tuple[str, ...]) -> bool:
    return day.weekday() < SATURDAY and not any(day in _holidays(place) for place in places)


@cache
def _holidays(place: str) -> "HolidayBase":
    from holidays import country_holidays

    country, _, part = place.partition("-")
    return country_holidays(country, subdiv=part or None, categories=("public", "government"))


def share_gone(since: date, until: date, on: date) -> Share | None:
    """How much of a time has gone by on a day: half, four fifths, or all but its last day.

    None before half of it, after its last day, and on its first day.
    """
    if on > until or on <= since:
        return None
    days = (until - since).days
    if on == until:
        return "last-day"
    if on >= since + timedelta(days=-(-days * 4 // 5)):
        return "four-fifths"
    return "half" if on >= since + timedelta(days=-(-days // 2)) else None
