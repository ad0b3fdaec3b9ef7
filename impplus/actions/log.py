"""The only writer of the public log: an event's leaf, in the event's own statement, and its number.

One sequencer gives the numbers, so that nobody who submits waits in line for one.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Max, Model

from impplus.queries.seals import is_invented, leaf_of
from impplus.records.models import Event, LogEntry, LogMark
from impplus.records.rows import insert
from impplus.rules.seal import SALT

AT_ONCE = 5_000
_LOCK = 6_962  # of the advisory lock that the sequencer holds; RFC 6962 is the log's
# Every transaction that is writing events holds this lock on their table until it has ended, and took
# it before it drew the number of an event.
_WRITERS = """
    SELECT coalesce(json_agg(virtualtransaction), '[]') FROM pg_locks
     WHERE locktype = 'relation' AND mode = 'RowExclusiveLock'
       AND relation = 'records_event'::regclass
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND pid <> pg_backend_pid()
"""
# By the instant of what happened, so that receipts that waited for the sequencer keep their order.
_NUMBER = """
    WITH found AS (
        SELECT event.id, row_number() OVER (ORDER BY event.at, event.id) AS turn,
               CASE WHEN event.noun = 'application' AND event.verb = 'submit'
                    THEN coalesce((event.detail ->> 'intake')::bigint, place.intake_id) END AS intake
          FROM records_event event
          LEFT JOIN records_logentry entry ON entry.event_id = event.id
          LEFT JOIN records_place place
            ON event.verb = 'submit' AND place.application_id = event.application_id
         WHERE event.id > %(settled)s AND entry.event_id IS NULL
         ORDER BY event.at, event.id LIMIT %(most)s
    )
    INSERT INTO records_logentry (index, event_id, intake_id, rank)
    SELECT %(next)s + turn - 1, id, intake,
           CASE WHEN intake IS NOT NULL THEN
               row_number() OVER (PARTITION BY intake ORDER BY turn)
               + coalesce((SELECT max(rank) FROM records_logentry one WHERE one.intake_id = intake), 0)
           END
      FROM found
"""
# The highest number that an event has drawn; before the first of an installation none has.
_DRAWN = "SELECT last_value - (NOT is_called)::int FROM records_event_id_seq"


class LogBroken(Exception):
    """What is stored no longer agrees with what was published: nothing is numbered or signed."""


def write(event: Event, record: Model | None) -> Event:
    """Write an event with its leaf; `record` is what it is about, where that has a row."""
    return write_beside([event], [record])


def write_beside(events: Sequence[Event], records: Sequence[Model | None], *rows: Model) -> Event:
    """Write events with their leaves and new rows beside them in one statement; the first of the events."""
    seal(events, records)
    return insert(*events, *rows)


def write_many(events: Sequence[Event], records: Sequence[Model]) -> None:
    """Write the events of many records, each with its leaf, in one statement."""
    seal(events, records)
    Event.objects.bulk_create(events)


def seal(events: Sequence[Event], records: Sequence[Model | None]) -> None:
    """Give events that are about to be written their leaves."""
    for event, record in zip(events, records, strict=True):
        event.salt = secrets.token_bytes(SALT)
        event.leaf = bytes(leaf_of(event, invented=is_invented(event, record)))


@contextmanager
def alone(lock: int = _LOCK, *, waiting: bool = False) -> Iterator[bool]:
    """Whether nobody else holds an advisory lock meanwhile; `waiting` waits until nobody does.

    Unless told, it is the lock of whoever numbers or publishes.
    """
    with connection.cursor() as cursor:
        how = "true FROM pg_advisory_lock" if waiting else "pg_try_advisory_lock"
        cursor.execute(f"SELECT {how}(%s)", [lock])
        taken: bool = cursor.fetchone()[0]
    try:
        yield taken
    finally:
        if taken and not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])


def number() -> int:
    """Number events that are committed and have no number yet, at most AT_ONCE; how many.

    Call it `alone`. Raises LogBroken where numbers that were published are gone.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        mark, _ = LogMark.objects.get_or_create(pk=1)
        following = following_number()
        if following < mark.written:
            raise LogBroken(f"{mark.written} leaves were published, {following} are numbered")
        ended = not set(mark.writers) & set(_writers(cursor))
        cursor.execute(_NUMBER, {"settled": mark.settled, "most": AT_ONCE, "next": following})
        given: int = cursor.rowcount
        cursor.execute(_DRAWN)
        drawn: int = cursor.fetchone()[0]
        if ended and given < AT_ONCE and mark.settled < drawn:
            mark.settled, mark.drawn, mark.writers = mark.drawn, drawn, _writers(cursor)
            mark.save()
    return given


def following_number() -> int:
    """The number of the next leaf."""
    newest = LogEntry.objects.aggregate(newest=Max("index"))["newest"]
    return 0 if newest is None else newest + 1


def _writers(cursor: CursorWrapper) -> list[str]:
    cursor.execute(_WRITERS)
    found: list[str] = cursor.fetchone()[0]
    return found
