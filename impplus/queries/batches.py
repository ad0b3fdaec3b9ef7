"""Lists and rounds under way: those that are not complete, and whether the worker goes on with one."""

from datetime import timedelta

from django.db.models import QuerySet

from impplus.queries import clock
from impplus.records.models import Batch, Event

TOO_LONG = timedelta(minutes=1)


def unfinished() -> QuerySet[Batch]:
    """The batches that are under way or have stopped, the one that has waited longest first."""
    left = Batch.objects.filter(status__in=["under-way", "failed"]).select_related("asked_by")
    return left.order_by("changed_at")


def dropped_by(batch: Batch) -> Event | None:
    """The event of a batch that was dropped: when, and by whom."""
    if batch.status != "dropped":
        return None
    about = Event.objects.filter(noun="batch", about=str(batch.pk), verb="drop")
    return about.select_related("by").get()


def waits(batch: Batch) -> bool:
    """Whether nobody has gone on with a batch for too long: no worker runs, or it does not keep up."""
    return batch.status == "under-way" and batch.changed_at < clock.now() - TOO_LONG
