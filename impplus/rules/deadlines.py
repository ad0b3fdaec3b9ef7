"""Days by which something is to happen, counted in the programme's days."""

from datetime import date

from impplus.rules.dated import DAY

SATURDAY = 5


def after_working_days(start: date, days: int) -> date:
    """The day that comes so many working days after a day: Saturdays and Sundays are none."""
    day = start
    while days:
        day += DAY
        days -= day.weekday() < SATURDAY
    return day
