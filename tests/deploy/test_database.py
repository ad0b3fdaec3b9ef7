"""The embedded PostgreSQL starts, stops and survives what machines do to it."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from deploy.local import database
from deploy.local.words import Stopped
from impplus.records.roles import SITE


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One durable cluster for all these tests, begun as a crash in the middle of its making left it."""
    folder = tmp_path_factory.mktemp("machine") / "postgres"
    (folder / "data.new" / "base").mkdir(parents=True)
    folder.chmod(0o700)
    yield folder
    database.stop(folder)


def remembered(url: str) -> list[tuple[str]]:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT word FROM memory").fetchall()


def remember(url: str, word: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("DROP TABLE IF EXISTS memory")
        connection.execute("CREATE TABLE memory (word text)")
        connection.execute("INSERT INTO memory VALUES (%s)", [word])


def test_half_a_cluster_is_made_anew(cluster: Path) -> None:
    database.start(cluster)
    assert database.running(cluster)
    assert not (cluster / "data.new").exists()


def test_a_cluster_keeps_its_memory_over_a_stop(cluster: Path) -> None:
    remember(database.start(cluster), "Alice")
    database.stop(cluster)
    assert not database.running(cluster)
    assert remembered(database.start(cluster)) == [("Alice",)]


def test_a_running_cluster_is_used_as_it_is(cluster: Path) -> None:
    remember(database.start(cluster), "Bob")
    assert remembered(database.start(cluster)) == [("Bob",)]


def test_what_was_committed_survives_a_kill(cluster: Path) -> None:
    remember(database.start(cluster), "Lucie")
    pid = int((cluster / "data" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(pid, signal.SIGKILL)
    assert remembered(database.start(cluster)) == [("Lucie",)]


def test_another_program_with_the_old_process_number_does_not_stand_in_the_way(
    cluster: Path,
) -> None:
    remember(database.start(cluster), "Olivia")
    lines = (cluster / "data" / "postmaster.pid").read_text().splitlines()
    database.stop(cluster)
    with subprocess.Popen(["sleep", "60"]) as other:
        (cluster / "data" / "postmaster.pid").write_text("\n".join([str(other.pid), *lines[1:]]))
        assert not database.running(cluster)
        address = database.start(cluster)
        other.kill()
    assert remembered(address) == [("Olivia",)]


def test_a_cluster_of_another_version_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "PG_VERSION").write_text("15\n")
    with pytest.raises(Stopped, match="was made by PostgreSQL 15, and this is PostgreSQL 18"):
        database.start(tmp_path)


def test_a_path_too_long_for_a_socket_is_served_on_this_machine_with_a_password(
    tmp_path: Path,
) -> None:
    folder = tmp_path / ("a long 'name' " * 8) / "postgres"
    address = database.start(folder, durable=False)
    try:
        remember(address, "Alice")
        without = address.replace((folder / "password").read_text().strip(), "guess")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(without)
    finally:
        database.stop(folder)


def test_the_cluster_waits_for_the_disk_and_speaks_utc_and_utf8(cluster: Path) -> None:
    with psycopg.connect(database.start(cluster)) as connection:
        settings = ("fsync", "synchronous_commit", "TimeZone", "server_encoding", "data_checksums")
        said = {name: connection.execute(f"SHOW {name}").fetchone() for name in settings}
        upper = connection.execute("SELECT upper('é')").fetchone()
    assert said == {
        "fsync": ("on",),
        "synchronous_commit": ("on",),
        "TimeZone": ("UTC",),
        "server_encoding": ("UTF8",),
        "data_checksums": ("on",),
    }
    assert upper == ("É",)


def test_nobody_else_may_open_the_folder(cluster: Path) -> None:
    address = database.start(cluster)
    closed = (cluster, *(cluster / name for name in ("data", "password", "site.password")))
    assert [path.stat().st_mode & 0o077 for path in closed] == [0] * len(closed)
    assert cluster.with_suffix(".owner.url").read_text() == f"{address}\n"
    assert cluster.with_suffix(".url").read_text() == f"{database.url(cluster, SITE)}\n"
    started = time.monotonic()
    database.stop(cluster)
    assert time.monotonic() - started < 10
