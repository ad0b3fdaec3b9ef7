"""A last day is counted, and then moved to a working day."""

from datetime import date

from impplus.programmes import IMP_PLUS
from impplus.queries.last_days import DueDay, last_day


def test_a_last_day_at_christmas_is_the_next_working_day() -> None:
    found = last_day(IMP_PLUS, date(2026, 11, 25), 30)
    assert found == DueDay(counted=date(2026, 12, 25), due=date(2026, 12, 29))
    assert found.said == {"due": "2026-12-29", "counted": "2026-12-25"}
