"""The connection reads instants in UTC, and notices that its server is gone."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import psycopg
import pytest
from django.db import DataError, OperationalError, connection, transaction
from django.db.transaction import TransactionManagementError
from psycopg.pq import ConnStatus, ExecStatus

from impplus.records.postgresql import asked, asked_together
from impplus.records.postgresql.base import ASKED_AT_LEAST, KEPT, DatabaseWrapper
from impplus.records.postgresql.kept import error_of
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
    _gone(other)
    _ask(other)
    assert other.connection.info.backend_pid != gone


VALUES = "SELECT %s, %s, %s, %s, %s::jsonb"
DAY, INSTANT = date(2026, 2, 28), datetime(2026, 2, 28, 7, 30, 0, 250_000, tzinfo=UTC)
SETS = (
    (1, "a", DAY, INSTANT, '{"a": 1}'),
    (2**40, "Zoë % \U0001f642", DAY, INSTANT, "[]"),
    (-1, "", None, None, None),
)


def _by_name(made: DatabaseWrapper, sql: str) -> None:
    """From now on the statement is asked by the name under which it is prepared, or not at all."""
    made.kept[sql].cursor.close()


def _by_hand(made: DatabaseWrapper, sql: str) -> None:
    with made.cursor() as cursor:
        cursor.execute(sql)


def _gone(made: DatabaseWrapper) -> None:
    with owner(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [made.connection.info.backend_pid])


def test_a_statement_that_comes_again_gives_what_a_cursor_gives(other: DatabaseWrapper) -> None:
    with other.cursor() as cursor:
        expected = [cursor.execute(VALUES, values).fetchall() for values in SETS]
    for again in range(4):
        assert [other.asked(VALUES, values) for values in SETS] == expected
        if again == 2:
            _by_name(other, VALUES)
    other.close()
    assert [other.asked(VALUES, values) for values in SETS] == expected


def test_only_so_many_statements_are_kept(other: DatabaseWrapper) -> None:
    for number in range(3 * KEPT):
        other.asked(f"SELECT {number}", ())
    assert len(other.kept) <= KEPT


def test_a_statement_goes_on_after_the_driver_forgot_its_name(other: DatabaseWrapper) -> None:
    sql = "SELECT %s"
    with other.cursor() as cursor:
        for undone in ("BEGIN; ROLLBACK", "BEGIN; SAVEPOINT one", "ROLLBACK TO one", "COMMIT"):
            assert [other.asked(sql, (n,)) for n in range(5)] == [[(n,)] for n in range(5)]
            for part in undone.split(";"):
                cursor.execute(part)
    assert other.asked(sql, (7,)) == [(7,)]


def test_a_transaction_is_begun_before_a_statement_that_comes_again(other: DatabaseWrapper) -> None:
    sql = "SELECT set_config('impplus.seen', %s, true)"
    for _ in range(4):
        other.asked(sql, ("once",))
    other.set_autocommit(False)
    other.asked(sql, ("kept",))
    assert other.asked("SELECT current_setting('impplus.seen')", ()) == [("kept",)]
    other.rollback()


def test_an_error_is_the_one_that_a_cursor_raises(other: DatabaseWrapper) -> None:
    sql = "SELECT 1 / %s"
    with pytest.raises(DataError) as first:
        other.asked(sql, [0])
    for _ in range(3):
        assert other.asked(sql, [1]) == [(1,)]
    _by_name(other, sql)
    with pytest.raises(DataError) as again:
        other.asked(sql, [0])
    assert str(again.value) == str(first.value) == "division by zero"
    assert again.value.__cause__.sqlstate == first.value.__cause__.sqlstate == "22012"  # type: ignore[union-attr]
    assert other.asked(sql, [1]) == [(1,)]


def test_a_statement_whose_server_went_away_says_so_and_goes_on_afterwards(
    other: DatabaseWrapper,
) -> None:
    sql = "SELECT 1 / %s"
    for _ in range(4):
        other.asked(sql, [1])
    _gone(other)
    with pytest.raises(OperationalError):
        other.asked(sql, [1])
    _begin(other)
    assert other.asked(sql, [1]) == [(1,)]


def test_a_server_that_was_killed_is_away_before_its_connection_knows(
    other: DatabaseWrapper,
) -> None:
    unanswered = other.connection.pgconn.make_empty_result(ExecStatus.FATAL_ERROR)
    assert type(error_of(unanswered, "utf-8")) is psycopg.OperationalError
    assert other.connection.pgconn.status == ConnStatus.OK


TOGETHER = [(VALUES, SETS[0]), ("SELECT 1 / %s", [1]), (VALUES, SETS[1]), ("SELECT %s", ("é",))]


def test_statements_that_are_sent_at_once_give_what_each_gives_alone(
    other: DatabaseWrapper,
) -> None:
    expected = [other.asked(*one) for one in TOGETHER]
    for again in range(4):
        assert other.asked_together(TOGETHER) == expected
        if again == 2:
            for sql in {one for one, _ in TOGETHER}:
                _by_name(other, sql)
    other.set_autocommit(False)
    _by_hand(other, "SELECT 1")
    assert other.asked_together(TOGETHER) == expected
    other.rollback()
    assert other.asked_together(()) == []
    with other.execute_wrapper(lambda execute, *rest: execute(*rest)):
        assert other.asked_together(TOGETHER) == expected


def test_statements_sent_at_once_go_on_after_the_driver_forgot_a_name(
    other: DatabaseWrapper,
) -> None:
    expected = [other.asked_together(TOGETHER) for _ in range(4)][-1]
    for undone in ("BEGIN", "ROLLBACK"):
        _by_hand(other, undone)
        assert other.asked_together(TOGETHER) == expected


def test_an_error_of_one_of_several_statements_is_its_own_and_the_connection_goes_on(
    other: DatabaseWrapper,
) -> None:
    for _ in range(4):
        other.asked_together(TOGETHER)
    for sql in {one for one, _ in TOGETHER}:
        _by_name(other, sql)
    wrong = [TOGETHER[0], ("SELECT 1 / %s", [0]), TOGETHER[3]]
    for _ in range(2):
        with pytest.raises(DataError) as fault:
            other.asked_together(wrong)
        assert str(fault.value) == "division by zero"
        assert other.asked_together(TOGETHER)[1] == [(1,)]
        assert other.asked("SELECT %s", ("é",)) == [("é",)]


def test_statements_whose_server_went_away_say_so_and_go_on_afterwards(
    other: DatabaseWrapper,
) -> None:
    for _ in range(4):
        other.asked_together(TOGETHER)
    _gone(other)
    with pytest.raises(OperationalError):
        other.asked_together(TOGETHER)
    _begin(other)
    assert other.asked_together(TOGETHER)[3] == [("é",)]


def test_nothing_is_asked_in_a_transaction_that_is_broken(db: None) -> None:
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            asked("SELECT 1", ())
        with pytest.raises(TransactionManagementError):
            asked_together([("SELECT 1", ()), ("SELECT 2", ())])


def test_a_connection_that_its_own_library_knows_to_be_lost_is_made_anew(
    other: DatabaseWrapper,
) -> None:
    _ask(other)
    lost = other.connection
    lost.close()
    _begin(other)
    _ask(other)
    assert other.connection is not lost
