"""Days by which something is to happen, counted in the programme's days."""

from datetime import date, timedelta
from typing import Literal

from impplus.rules.dated import DAY

SATURDAY = 5
SHARES = ("half", "four-fifths", "last-day")
type Share = Literal["half", "four-fifths", "last-day"]


def after_working_days(start: date, days: int) -> date:
    """The day that comes so many working days after a day: Saturdays and Sundays are none."""
    day = start
    while days:
        day += DAY
        days -= day.weekday() < SATURDAY
    return day


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
