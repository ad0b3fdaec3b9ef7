"""Each day: what was in the queue on the day before, and how long a file received then has to wait."""

from django.db import transaction

from impplus.queries.clock import today
from impplus.queries.queue_days import missing, passages, record
from impplus.records.models import QueueDay
from impplus.rules.dated import DAY
from impplus.rules.programme import Programme
from impplus.rules.waits import days_for, spread


def remember(programme: Programme) -> None:
    """Keep every day that is over and not kept yet, the last one with its range where enough was decided; once a day is kept, nothing is done."""
    over = today(programme) - DAY
    with transaction.atomic():
        days = missing(programme, over)
        QueueDay.objects.bulk_create(days[:-1], ignore_conflicts=True)
        for last in days[-1:]:
            found, ahead = spread(passages(programme, over)), days_for(last.open, last.pace)
            told = found.range_of(ahead, 0) if found and ahead is not None else None
            if found and told:
                last.decisions, last.spread = found.decisions, found.shares
                last.early, last.half, last.late = (max(0, days) for days in told)
            last.held, last.settled = record(programme, over + DAY)
        QueueDay.objects.bulk_create(days[-1:], ignore_conflicts=True)
