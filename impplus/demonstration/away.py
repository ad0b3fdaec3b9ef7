"""An invented officer who is away next month: planned, cancelled, and planned for other days."""

from datetime import timedelta

from impplus.actions import absences
from impplus.demonstration.accounts import Staff
from impplus.demonstration.plan import Days
from impplus.demonstration.schedule import Schedule
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today

WEEK = timedelta(days=7)


def absence(days: Days, staff: Staff) -> Schedule:
    """Noor's, in which Olivia has the files."""
    yield days.ago(9)
    first = today(IMP_PLUS) + 5 * WEEK
    planned = absences.declare(
        staff.noor, substitute=staff.olivia, first=first, last=first + WEEK, by=staff.noor
    )
    yield days.ago(5)
    absences.end(planned, by=staff.noor)
    absences.declare(
        staff.noor,
        substitute=staff.olivia,
        first=first + WEEK,
        last=first + 2 * WEEK,
        by=staff.noor,
    )
