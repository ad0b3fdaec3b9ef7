"""Batches: what a request is too short for, gone through by the worker, and never twice.

Each part is written in a transaction that holds the batch and counts the part as done. So a worker that
dies loses one part, which is written by whoever goes on; two workers never write the same one; and the
public log, which waits for whoever writes events, waits for a part and not for the whole.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import DataError, IntegrityError, transaction

from impplus.actions import moves
from impplus.actions.beside import FAILURES
from impplus.actions.log import alone
from impplus.queries.done import too_late
from impplus.queries.refusals import NotUnderstood, Refusal, WrongMoment
from impplus.records.clock import Now
from impplus.records.models import Batch, User

AT_ONCE = 1_000  # rows of a part
A_TURN = 20  # parts, after which other jobs have theirs
_FAULTS = (DataError, RuntimeError, ValueError, LookupError, TypeError, AttributeError)
BROKEN = (*FAILURES, Refusal, *_FAULTS)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Work:
    """How batches of a kind are gone through, by which job.

    `parts` are the rows that are left, each part AT_ONCE of them; `take` writes one, and says what of
    the batch changes besides `done`; `end` is what is written with the end, and `drop` with the end of
    one that stopped and is not gone through any further.
    """

    kind: str
    job: str
    parts: Callable[[Batch], Iterator[Sequence[Any]]]
    take: Callable[[Batch, Sequence[Any]], dict[str, Any]]
    end: Callable[[Batch], object]
    drop: Callable[[Batch], object]
    lock: int


def ask(work: Work, asked: dict[str, Any], *, by: User, total: int = 0) -> Batch:
    """Ask for a batch; the one that is under way where the same is asked for already."""
    batch = Batch(kind=work.kind, asked=asked, asked_by=by, total=total, demo=by.demo)
    try:
        with transaction.atomic():
            moves.move(batch, "request", by=by, detail={"kind": work.kind, **asked})
            moves.wake(work.job)
    except IntegrityError:
        same = Batch.objects.filter(kind=work.kind, asked=asked, status="under-way").first()
        if same is None:  # it ended at this very moment
            raise WrongMoment from None
        return same
    return batch


def go_on(work: Work) -> None:
    """Go through some of the batch of a kind that has waited longest; the rest is the next job's.

    One that cannot go on has its reason in its row, and holds up no other. Nothing is done while
    another worker goes through one of the kind: the two would read the same list for the same rows.
    """
    with alone(work.lock) as ours:
        left = Batch.objects.filter(kind=work.kind, status="under-way").order_by("changed_at")
        batch = left.first() if ours else None
        if batch is None:
            return
        try:
            try:
                turn(batch, work)
            except (
                IntegrityError
            ):  # somebody wrote the same row just then, which is found there now
                batch.refresh_from_db()
                turn(batch, work)
        except (*BROKEN, IntegrityError) as error:
            _stop(batch, error)
    if left.exists():
        moves.wake(work.job)


def _stop(batch: Batch, error: Exception) -> None:
    """Write why a batch cannot go on and how far it is, unless somebody has got further with it."""
    # What was raised may hold words of the list, so its name alone is logged.
    logger.error("batch %s cannot go on: %s", batch.pk, type(error).__name__)
    with transaction.atomic():
        if held(batch):
            batch.refresh_from_db(fields=["left_out"])  # of a part that was undone, none is
            failure = {"failure": _failure_of(error)}
            moves.move(batch, "fail", by=None, detail=_so_far(batch), columns=failure)


def finish(batch: Batch, work: Work) -> Batch:
    """Go through a batch to its end, here and now; what stops it is raised."""
    while batch.status == "under-way":
        turn(batch, work)
        batch.refresh_from_db()
    return batch


def turn(batch: Batch, work: Work) -> None:
    """Go through some parts, until another worker has gone further or none is left."""
    for part in islice(work.parts(batch), A_TURN):
        with transaction.atomic():
            if not held(batch):
                return
            changes = work.take(batch, part)
            done = batch.done + len(part)
            Batch.objects.filter(pk=batch.pk).update(done=done, changed_at=Now(), **changes)
        batch.done = done
    with transaction.atomic():
        if held(batch) and batch.done == batch.total:
            moves.move(batch, "end", by=None)
            work.end(batch)


def held(batch: Batch) -> bool:
    """Hold a batch in this transaction; whether it still stands where it was read."""
    stood = {"done": batch.done, "total": batch.total}
    same = Batch.objects.filter(pk=batch.pk, status="under-way", **stood)
    return same.select_for_update(no_key=True).exists()


def retry(batch: Batch, work: Work, *, by: User) -> None:
    """Go on with a batch that stopped; WrongMoment where the same was asked for anew meanwhile.

    AlreadyDone where `by` did it before, and it goes on since, or is at its end.
    """
    try:
        with transaction.atomic():
            if Batch.objects.filter(pk=batch.pk, status__in=("under-way", "done")).exists():
                raise too_late(batch, "retry", by=by)
            moves.move(batch, "retry", by=by, columns={"failure": ""})
            moves.wake(work.job)
    except IntegrityError:
        raise WrongMoment from None


def drop(pk: int, work: Work, *, by: User) -> None:
    """End a batch that stopped where it is: what it did stays, and the rest is not done."""
    with transaction.atomic():
        batch = Batch.objects.select_for_update(no_key=True).get(pk=pk)
        moves.move(batch, "drop", by=by, detail=_so_far(batch), columns={"changed_at": Now()})
        work.drop(batch)


def _so_far(batch: Batch) -> dict[str, int]:
    return {"done": batch.done, "left_out": batch.left_out}


def _failure_of(error: Exception) -> str:
    """Why a batch cannot go on, by the keys of queries/tries.py."""
    if isinstance(error, NotUnderstood):
        return "nobody"
    return "list" if isinstance(error, FAILURES) else "fault"
