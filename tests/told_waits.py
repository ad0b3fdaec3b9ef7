"""A range of days as the worker tells it one night."""

from datetime import date

from impplus.records.models import QueueDay
from impplus.rules.waits import PACE_DAYS


def told(day: date, *, open_then: int = 0, held: int = 0, settled: int = 0) -> QueueDay:
    """One file is closed a day, and decisions come 30 to 50 days later than that, half of them within 40."""
    shares = [[30, 0.9], [40, 0.5], [50, 0.1]]
    found = {"decisions": 200, "spread": shares, "early": 30, "half": 40, "late": 50}
    return QueueDay.objects.create(
        day=day, open=open_then, pace=PACE_DAYS, held=held, settled=settled, **found
    )
