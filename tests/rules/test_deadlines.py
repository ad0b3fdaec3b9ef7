"""Days by which something is to happen."""

from datetime import date

import pytest

from impplus.rules.deadlines import after_working_days


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
