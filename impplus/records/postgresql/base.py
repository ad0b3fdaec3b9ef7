"""Django's connection to PostgreSQL, where three things that each page pays for cost less, and none waits in vain.

An instant is read by psycopg's own compiled loader, which already says UTC: Django puts two Python objects
around it for each column of each answer. A connection that was asked moments ago is only looked at before a
request: a server that died has closed it, which the socket shows, and no statement is sent. What is worked out
of a statement that comes again is kept (`Kept`). A database that is frozen is noticed (`frozen`).
"""

import select
import time
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base
from django.db.backends.postgresql.psycopg_any import adapters
from psycopg.pq import Format

from impplus.records.postgresql import frozen
from impplus.records.postgresql.kept import Kept, Rows, rows_together

ASKED_AT_LEAST = 10.0  # seconds between two questions to a connection whether it is alive
KEPT = 100  # statements of one connection, as many as the driver prepares

INSTANT = adapters.types["timestamptz"].oid
_compiled: Any = adapters.get_loader(INSTANT, Format.TEXT)


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection, whose zone is UTC as settings say."""

    asked_at = 0.0
    kept: dict[str, Kept]
    debugged = True  # whether each statement is to be seen, as long as there is no connection
    health_check_done: bool

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """As Django's, and reads instants by the compiled loader; it waits while there is a database."""
        with frozen.noticed():
            connection = super().get_new_connection(conn_params)
        connection.wait = frozen.Watch(connection, conn_params).wait
        connection.adapters.register_loader(INSTANT, _compiled)
        self.asked_at = time.monotonic()
        self.kept, self.debugged = {}, settings.DEBUG
        return connection

    def asked(self, sql: str, values: Sequence[Any]) -> Rows:
        """The rows of a statement that comes again, all at once."""
        if self.execute_wrappers or self.force_debug_cursor or self.debugged:
            with self.cursor() as cursor:
                cursor.execute(sql, values)
                rows: Rows = cursor.fetchall()
                return rows
        self.close_if_health_check_failed()
        if self.connection is None:
            self.ensure_connection()
        self.validate_no_broken_transaction()
        with self.wrap_database_errors:
            return self._kept(sql).rows(values)

    def asked_together(self, statements: Sequence[tuple[str, Sequence[Any]]]) -> list[Rows]:
        """The rows of each of several statements that come again, which are sent at once."""
        self.close_if_health_check_failed()
        seen = self.execute_wrappers or self.force_debug_cursor or self.debugged
        if seen or self.connection is None:
            return [self.asked(*one) for one in statements]
        self.validate_no_broken_transaction()
        with self.wrap_database_errors:
            return rows_together([(self._kept(sql), values) for sql, values in statements])

    def _kept(self, sql: str) -> Kept:
        kept = self.kept.get(sql)
        if kept is None:
            if len(self.kept) >= KEPT:
                self.kept.clear()
            kept = self.kept[sql] = Kept(sql, self.create_cursor())
        return kept

    def create_cursor(self, name: str | None = None) -> Any:
        """As Django's, which would look at the zone of its own loader; with a name, one of the server's."""
        if name is None:
            return self.connection.cursor()
        return self.connection.cursor(name, scrollable=False, withhold=self.connection.autocommit)

    def close_if_health_check_failed(self) -> None:
        """Ask the database where the socket says that something came, or where it was not asked for long."""
        now = time.monotonic()
        if self.health_check_done or (now - self.asked_at < ASKED_AT_LEAST and self._is_quiet()):
            self.health_check_done = True
            return
        super().close_if_health_check_failed()
        self.asked_at = now

    def _is_quiet(self) -> bool:
        """Whether nothing waits to be read: neither a farewell nor the end of the line."""
        if self.connection is None or self.connection.closed:
            return False
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN)
        return not poll.poll(0)
