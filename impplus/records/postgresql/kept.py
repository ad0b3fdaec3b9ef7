"""A statement that comes again on a connection, and is asked without what psycopg does anew each time.

psycopg prepares what comes often, and forgets a name when it must. Where it has one, the values go to libpq by
the wrapper that it offers for that (`Connection.pgconn`), and its own compiled loaders read the rows; else, and
where a transaction is still to be begun, its cursor is asked. An error is raised as the cursor would raise it.
"""

from collections.abc import Sequence
from typing import Any

from psycopg import Cursor, OperationalError
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import execute, fetch_many, send
from psycopg.pq import DiagnosticField, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

type Rows = list[tuple[Any, ...]]


class Kept:
    """A statement and its cursor, which nobody else uses."""

    def __init__(self, sql: str, cursor: Cursor[Any]) -> None:
        self.sql, self.cursor = sql, cursor
        self.connection, self.pgconn = cursor.connection, cursor.connection.pgconn
        self.names: Any = self.connection._prepared._names  # by SQL and types of values
        self.query = b""  # as the database is sent it, once it is known
        self.formats: list[PyFormat] = []
        self.adapted = Transformer(self.connection)
        self.read = False

    def rows(self, values: Sequence[Any]) -> Rows:
        """The rows for these values, all at once."""
        bound = self.bound(values)
        if bound is None:
            return self._by_cursor(values)
        self.pgconn.send_query_prepared(*bound, self.adapted.formats)
        return self.taken(self.connection.wait(execute(self.pgconn)))

    def bound(self, values: Sequence[Any]) -> tuple[bytes, Any] | None:
        """Its name, and these values as they are sent; None where it has no name, or a transaction is to be begun first."""
        given: Any = self.adapted.dump_sequence(values, self.formats) if self.query else []
        key = self.query, self.adapted.types or ()
        name = self.names.get(key) if self.query else None
        if name is None or self._begins():
            return None
        self.names.move_to_end(key)
        return name, given

    def taken(self, results: Sequence[PGresult]) -> Rows:
        """The rows that came."""
        result = results[-1]
        if result.status != ExecStatus.TUPLES_OK:
            raise error_of(result, self.connection.info.encoding)
        self.adapted.set_pgresult(result, set_loaders=not self.read)
        self.read = True
        found = self.adapted.load_rows(0, result.ntuples, tuple)
        self.adapted.set_pgresult(None, set_loaders=False)
        return found

    def _begins(self) -> bool:
        """Whether the driver would begin a transaction first."""
        idle = self.pgconn.transaction_status == TransactionStatus.IDLE
        return idle and not self.connection.autocommit

    def _by_cursor(self, values: Sequence[Any]) -> Rows:
        self.cursor.execute(self.sql, values)
        if self.cursor._query:
            self.query = self.cursor._query.query
            self.formats = [PyFormat.AUTO] * len(values)
        return self.cursor.fetchall()


def rows_together(several: Sequence[tuple[Kept, Sequence[Any]]]) -> list[Rows]:
    """The rows of several statements of one connection, sent at once and waited for once; one by one where one has no name."""
    bound = [one for one in (kept.bound(values) for kept, values in several) if one]
    if len(bound) < len(several) or len(several) < 2:
        return [kept.rows(values) for kept, values in several]
    connection, pgconn, whole = several[0][0].connection, several[0][0].pgconn, False
    pgconn.enter_pipeline_mode()
    try:
        for (kept, _), (name, given) in zip(several, bound, strict=True):
            pgconn.send_query_prepared(name, given, kept.adapted.formats)
        pgconn.pipeline_sync()
        answers = connection.wait(_answers(pgconn, len(several)))
        pgconn.exit_pipeline_mode()
        whole = True
    finally:
        if not whole:
            pgconn.finish()  # what still comes would be taken for the answer to something else
    return [kept.taken(results) for (kept, _), results in zip(several, answers, strict=True)]


def _answers(pgconn: PGconn, number: int) -> PQGen[list[list[PGresult]]]:
    """What comes of so many statements, and then that it was all."""
    yield from send(pgconn)
    answers = list[list[PGresult]]()
    for _ in range(number):
        answers.append((yield from fetch_many(pgconn)))
    yield from fetch_many(pgconn)
    return answers


def error_of(result: PGresult, encoding: str) -> Exception:
    """What the cursor would raise. Without a code of SQL it is libpq that speaks: the server is gone.

    Its connection need not know that yet (`ConnStatus.OK`): it could not write, and has not read.
    """
    if result.error_field(DiagnosticField.SQLSTATE) is None:
        return OperationalError(result.get_error_message())
    return error_from_result(result, encoding)
