"""A statement that comes again on a connection, and is asked without what psycopg does anew each time.

psycopg prepares what comes often, and forgets a name when it must. Where it has one, the values go to libpq by
the wrapper that it offers for that (`Connection.pgconn`), and its own compiled loaders read the rows; else, and
where a transaction is still to be begun, its cursor is asked. An error is raised as the cursor would raise it.
"""

from collections.abc import Sequence
from typing import Any

from psycopg import Cursor, OperationalError
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.generators import execute
from psycopg.pq import DiagnosticField, ExecStatus, TransactionStatus
from psycopg.pq.abc import PGresult

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
        given: Any = self.adapted.dump_sequence(values, self.formats) if self.query else []
        key = self.query, self.adapted.types or ()
        name = self.names.get(key) if self.query else None
        if name is None or self._begins():
            return self._by_cursor(values)
        self.names.move_to_end(key)
        self.pgconn.send_query_prepared(name, given, self.adapted.formats)
        result = self.connection.wait(execute(self.pgconn))[-1]
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


def error_of(result: PGresult, encoding: str) -> Exception:
    """What the cursor would raise. Without a code of SQL it is libpq that speaks: the server is gone.

    Its connection need not know that yet (`ConnStatus.OK`): it could not write, and has not read.
    """
    if result.error_field(DiagnosticField.SQLSTATE) is None:
        return OperationalError(result.get_error_message())
    return error_from_result(result, encoding)
