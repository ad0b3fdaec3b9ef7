"""A database that says nothing is given up within seconds, and one that takes its time is not."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import OperationalError, connection

from impplus.records.postgresql import frozen
from impplus.records.postgresql.base import DatabaseWrapper
from impplus.records.postgresql.kept import Kept

SLEEP = "SELECT %s::int FROM pg_sleep(0.5)"


class Between:
    """A socket that leads to the database's, until it freezes: lines stay open, and nothing comes."""

    def __init__(self, folder: str, target: str, port: str) -> None:
        self.target, self.flows = target, threading.Event()
        self.flows.set()
        self.listener = socket.socket(socket.AF_UNIX)
        self.ends: list[socket.socket] = [self.listener]
        self.listener.bind(f"{folder}/.s.PGSQL.{port}")
        self.listener.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def end(self) -> None:
        """Close every line."""
        self.flows.set()
        for one in self.ends:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                far = socket.socket(socket.AF_UNIX)
                self.ends += [near, far]
                far.connect(self.target)
                for ends in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=ends, daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while said := source.recv(65536):
                self.flows.wait()
                target.sendall(said)
            target.shutdown(socket.SHUT_WR)


@pytest.fixture
def between(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Between, DatabaseWrapper]]:
    """A connection that leads through a socket which can freeze."""
    monkeypatch.setattr(frozen, "SLOW", 0.2)
    monkeypatch.setattr(frozen._found, "at", float("-inf"))
    connection.ensure_connection()
    of = connection.connection.info
    with TemporaryDirectory(dir="/tmp") as folder:
        made: DatabaseWrapper = connection.copy()  # type: ignore[assignment]
        made.settings_dict = made.settings_dict | {"HOST": folder, "PORT": str(of.port)}
        line = Between(folder, str(Path(of.host) / f".s.PGSQL.{of.port}"), str(of.port))
        made.ensure_connection()
        yield line, made
        made.close()
        line.end()


def _rows(made: DatabaseWrapper, sql: str) -> list[tuple[int]]:
    with made.cursor() as cursor:
        cursor.execute(sql, [7])
        return list(cursor.fetchall())


def test_a_frozen_database_is_given_up_and_by_the_next_page_without_another_try(
    between: tuple[Between, DatabaseWrapper],
) -> None:
    line, made = between
    assert _rows(made, "SELECT %s::int") == [(7,)]
    line.flows.clear()
    with pytest.raises(OperationalError, match="does not answer"):
        _rows(made, "SELECT %s::int")
    assert made.connection.closed
    tried = len(line.ends)
    made.close()
    with pytest.raises(OperationalError, match="does not answer"):
        _rows(made, "SELECT %s::int")
    assert len(line.ends) == tried


def test_a_statement_that_comes_again_is_given_up_too(
    between: tuple[Between, DatabaseWrapper],
) -> None:
    line, made = between
    sql = "SELECT %s::int"
    for _ in range(5):
        assert made.asked(sql, [7]) == [(7,)]
    kept: Kept = made.kept[sql]
    assert (kept.query, kept.adapted.types) in kept.names
    line.flows.clear()
    with pytest.raises(OperationalError, match="does not answer"):
        made.asked(sql, [7])
    assert made.connection.closed


def test_a_statement_that_takes_long_in_a_database_that_answers_goes_on(
    between: tuple[Between, DatabaseWrapper],
) -> None:
    _, made = between
    pid = made.connection.info.backend_pid
    assert _rows(made, SLEEP) == [(7,)]
    for _ in range(4):
        assert made.asked(SLEEP, [8]) == [(8,)]
    assert made.connection.info.backend_pid == pid


def test_a_database_that_thawed_is_asked_again(
    between: tuple[Between, DatabaseWrapper], monkeypatch: pytest.MonkeyPatch
) -> None:
    line, made = between
    line.flows.clear()
    with pytest.raises(OperationalError):
        _rows(made, "SELECT %s::int")
    line.flows.set()
    made.close()
    monkeypatch.setattr(frozen, "BELIEVED", 0)
    assert _rows(made, "SELECT %s::int") == [(7,)]
