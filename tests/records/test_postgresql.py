"""The connection reads instants in UTC, and notices that its server is gone."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import DataError, connection

from impplus.records.postgresql.base import ASKED_AT_LEAST, KEPT, DatabaseWrapper
from tests.site import owner

LAST = "SELECT query FROM pg_stat_activity WHERE pid = %s"


@pytest.fixture
def other(db: None) -> Iterator[DatabaseWrapper]:
    """A connection that was opened a moment ago, at the beginning of a request."""
    made: DatabaseWrapper = connection.copy()  # type: ignore[assignment]
    made.ensure_connection()
    _begin(made)
    yield made
    made.close()


def _begin(made: DatabaseWrapper) -> None:
    made.close_if_unusable_or_obsolete()


def _asked_last(made: DatabaseWrapper) -> str:
    with owner(), connection.cursor() as cursor:
        cursor.execute(LAST, [made.connection.info.backend_pid])
        return str(cursor.fetchone()[0])


def _ask(made: DatabaseWrapper) -> None:
    with made.cursor() as cursor:
        cursor.execute("SELECT 'hello'")


def test_an_instant_is_read_in_utc(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT '2026-03-08 02:30:00.25-05'::timestamptz, NULL::timestamptz")
        instant, none = cursor.fetchone()
    assert instant == datetime(2026, 3, 8, 7, 30, 0, 250_000, tzinfo=UTC)
    assert instant.tzinfo is UTC
    assert none is None


def test_rows_are_read_in_parts_by_a_cursor_of_the_server(db: None) -> None:
    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT '2026-03-08 07:30:00+00'::timestamptz FROM generate_series(1, 3)")
        assert cursor.fetchmany(2) == [(datetime(2026, 3, 8, 7, 30, tzinfo=UTC),)] * 2


def test_a_connection_asked_a_moment_ago_is_not_asked_whether_it_lives(
    other: DatabaseWrapper,
) -> None:
    _ask(other)
    _begin(other)
    before = other.connection
    other.close_if_health_check_failed()
    assert _asked_last(other) == "SELECT 'hello'"
    assert other.connection is before


def test_a_connection_that_was_not_asked_for_long_is_asked_whether_it_lives(
    other: DatabaseWrapper,
) -> None:
    _ask(other)
    _begin(other)
    other.asked_at -= ASKED_AT_LEAST
    other.close_if_health_check_failed()
    assert _asked_last(other) == "SELECT 1"


def test_a_connection_whose_server_is_gone_is_made_anew(other: DatabaseWrapper) -> None:
    _ask(other)
    _begin(other)
    gone = other.connection.info.backend_pid
    with owner(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [gone])
    _ask(other)
    assert other.connection.info.backend_pid != gone


def test_a_cursor_is_kept_for_a_statement_as_long_as_its_connection(other: DatabaseWrapper) -> None:
    first, second = "SELECT 1, 'a'", "SELECT 2, 'b'"
    kept = other.cursor_for(first)
    assert other.cursor_for(first) is kept is not other.cursor_for(second)
    for sql, row in ((first, (1, "a")), (second, (2, "b")), (first, (1, "a"))):
        cursor = other.cursor_for(sql)
        cursor.execute(sql)
        assert cursor.fetchall() == [row]
    other.close()
    assert other.cursor_for(first) is not kept
    other.cursor_for(first).execute(first)


def test_only_so_many_cursors_are_kept(other: DatabaseWrapper) -> None:
    for number in range(3 * KEPT):
        other.cursor_for(f"SELECT {number}")
    assert len(other.cursors) <= KEPT


def test_a_kept_cursor_goes_on_after_an_error_and_after_its_server_was_gone(
    other: DatabaseWrapper,
) -> None:
    sql = "SELECT 1 / %s"
    with pytest.raises(DataError):
        other.cursor_for(sql).execute(sql, [0])
    other.cursor_for(sql).execute(sql, [1])
    _begin(other)
    with owner(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [other.connection.info.backend_pid])
    other.cursor_for(sql).execute(sql, [1])
    assert other.cursor_for(sql).fetchall() == [(1,)]


def test_a_connection_that_its_own_library_knows_to_be_lost_is_made_anew(
    other: DatabaseWrapper,
) -> None:
    _ask(other)
    lost = other.connection
    lost.close()
    _begin(other)
    _ask(other)
    assert other.connection is not lost
