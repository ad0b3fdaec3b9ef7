"""One transaction whose outcome is known when it ends, or said to be unknown."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, InternalError, OperationalError, connection, transaction
from psycopg.errors import Diagnostic

from impplus.queries.refusals import OutcomeUnknown

# What PostgreSQL warns of at COMMIT when its wait for the standby was cancelled, or ended: the row stands
# here, and may be lost if this server is.
_UNSURE = ("01000", "57P01")
ENDED = (OperationalError, InterfaceError, InternalError)  # the last: the database ended it


@contextmanager
def known() -> Iterator[None]:
    """A transaction after which what was written is safe; else OutcomeUnknown.

    Where the database goes away at COMMIT nobody knows what it did, so nothing is acknowledged:
    whoever asks again takes the same lock, and its own COMMIT waits for all that was written before.
    """
    warned: list[str] = []

    def hear(said: Diagnostic) -> None:
        if said.severity_nonlocalized == "WARNING" and said.sqlstate in _UNSURE:
            warned.append(said.sqlstate)

    try:
        connection.ensure_connection()
        line = connection.connection
        line.add_notice_handler(hear)
        try:
            with transaction.atomic():
                yield
        finally:
            line.remove_notice_handler(hear)
    except ENDED as lost:
        raise OutcomeUnknown from lost
    if warned:
        raise OutcomeUnknown
