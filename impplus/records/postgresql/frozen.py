"""A database that stopped without closing its lines: it is frozen, or its host cannot be reached.

A line that is cut says so; a frozen one says nothing for as long as that lasts. So where an answer is slow, a new
connection is tried: while the database makes one, it is at work, and may take its time (a lock, a long report).
"""

import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import psycopg
from psycopg.abc import PQGen
from psycopg.errors import ConnectionTimeout

SLOW = 3.0  # seconds without an answer after which a new connection is tried
MADE_WITHIN = 2  # seconds that it may take; the least that libpq knows
BELIEVED = 5.0  # seconds for which others need not find out again that nothing answers
SAID = "The database does not answer: it is frozen, or its host is out of reach."

_found = SimpleNamespace(at=float("-inf"))  # in this process, on the monotonic clock


class Watch:
    """Waits for the answers of one connection, as its `wait` does, and no longer than there is a database."""

    def __init__(self, connection: psycopg.Connection[Any], made_by: dict[str, Any]) -> None:
        self.connection, self.made_by = connection, made_by
        self.plain = connection.wait

    def wait[T](self, answer: PQGen[T], *rest: Any, **options: Any) -> T:
        """The answer; ConnectionTimeout, with the connection closed, where the database is frozen."""
        return self.plain(self._watched(answer), *rest, **options)

    def _watched[T](self, answer: PQGen[T]) -> Generator[Any, Any, T]:
        try:
            wanted = next(answer)
            since = time.monotonic()
            while True:
                came = yield wanted
                if came:
                    since = time.monotonic()
                elif time.monotonic() - since >= SLOW:
                    self._end_if_frozen()
                    since = time.monotonic()
                wanted = answer.send(came)
        except StopIteration as end:
            value: T = end.value
            return value

    def _end_if_frozen(self) -> None:
        try:
            with noticed():
                psycopg.connect(**self.made_by | {"connect_timeout": MADE_WITHIN}).close()
        except ConnectionTimeout:
            self.connection.pgconn.finish()
            raise
        except psycopg.OperationalError:
            return  # it answers, or closed its lines, which the one that waits will show


@contextmanager
def noticed() -> Iterator[None]:
    """Make a connection; ConnectionTimeout at once where none could be made a moment ago, so that no page waits again."""
    if time.monotonic() - _found.at < BELIEVED:
        raise ConnectionTimeout(SAID)
    try:
        yield
    except ConnectionTimeout as late:
        _found.at = time.monotonic()
        raise ConnectionTimeout(SAID) from late
