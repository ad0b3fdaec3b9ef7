"""Wakes the worker for what is owed, once that stands."""

from contextlib import suppress
from functools import partial

from django.db import transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app as jobs
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException

from impplus.records.lost import LOST, is_loss
from impplus.records.prepared import prepared


def wake(job: str, *, using: str = "default") -> None:
    """Wake the worker for a job of impplus/jobs.py once this transaction stands.

    What is owed is a row of this transaction; the job only says that it is there, and the minute's
    own round finds what a lost wake-up left; `using` names the connection of the transaction. Queued inside, it would make submissions wait in line.
    """
    transaction.on_commit(partial(_queue, job), using=using)


def _queue(job: str) -> None:
    """Queue it once; a database that went away after COMMIT loses the wake-up, and nothing of what stands."""
    try:
        if not _waiting(job, "todo"):
            with suppress(AlreadyEnqueued):
                jobs.configure_task(name=f"impplus.jobs.{job}", queueing_lock=job).defer()
    except (*LOST, ConnectorException) as fault:
        if not is_loss(fault):
            raise


@prepared
def _waiting(job: str, status: str) -> QuerySet[ProcrastinateJob]:
    return ProcrastinateJob.objects.filter(queueing_lock=job, status=status).only("id")
