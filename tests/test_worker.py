"""The worker goes on: after its database was away, after another worker died, beside what fails."""

import asyncio
import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob
from psycopg import sql

from impplus import jobs, worker
from impplus.records.models import Application, Letter
from tests.test_jobs import database_of_the_test, work


@contextmanager
def working(log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker beside the test, whose log is a file."""
    with log.open("wb") as kept:
        process = subprocess.Popen(
            [Path(sys.executable).parent / "impplus", "worker"],
            env=os.environ | database_of_the_test(),
            stdout=kept,
            stderr=kept,
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


def until(so: Callable[[], bool], patience: float = 60) -> bool:
    """Whether it became so within these seconds."""
    deadline = time.monotonic() + patience
    while not so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.1)
    return True


@contextmanager
def database_away() -> Iterator[None]:
    """Meanwhile the database of the test ends every connection but ours, and takes no new one."""
    name = str(connection.settings_dict["NAME"])
    allow = sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
    with psycopg.connect(os.environ["DATABASE_URL"], dbname="postgres", autocommit=True) as beside:
        beside.execute(allow.format(sql.Identifier(name), sql.SQL("false")))
        try:
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            yield
        finally:
            beside.execute(allow.format(sql.Identifier(name), sql.SQL("true")))


def owed() -> int:
    return Letter.objects.filter(status="owed").count()


@pytest.mark.django_db(transaction=True)
def test_a_worker_outlives_its_database_and_says_so_once(
    received: Application, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with working(log) as process:
        assert until(lambda: owed() == 0)
        with database_away():
            assert until(lambda: "The worker stopped" in log.read_text())
        assert until(lambda: "The worker goes on" in log.read_text())
        Letter.objects.update(status="owed")
        jobs.send_letters.defer()
        assert until(lambda: owed() == 0)
    said = log.read_text().splitlines()
    assert [line.split(" and ")[0].split(",")[0] for line in said] == [
        "The worker stopped",
        "The worker goes on",
    ]
    assert process.returncode == 0


def under_way(*, tries: int, seconds_since: int) -> int:
    """A job that a worker has begun, and tried before, whose last sign of life is so long ago."""
    job = jobs.refund.defer()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [seconds_since],
        )
        begun = "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s, worker_id = %s"
        cursor.execute(f"{begun} WHERE id = %s", [tries, *cursor.fetchone(), job])
    return job


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_died_is_run_again_unless_it_kills_each() -> None:
    under_way(tries=0, seconds_since=40)
    lives = under_way(tries=0, seconds_since=5)
    kills = under_way(tries=jobs.MOST_TRIES - 1, seconds_since=40)
    jobs.run_again.defer()
    work()
    left = ProcrastinateJob.objects.filter(task_name="impplus.jobs.refund")
    assert dict(left.values_list("pk", "status")) == {lives: "doing", kills: "failed"}


def test_what_fails_each_second_is_said_once_and_holds_nothing_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    calls = []

    def number() -> None:
        if calls.count("failed") < 2:
            calls.append("failed")
            raise ZeroDivisionError("nobody to divide by")
        calls.append("numbered")

    async def three_seconds() -> None:
        ended = asyncio.Event()
        loop = asyncio.get_running_loop()

        def count() -> None:
            calls.append("counted")
            if calls.count("counted") == 3:
                loop.call_soon_threadsafe(ended.set)

        await worker.act_each_second([number, count], ended)

    with caplog.at_level(logging.WARNING):
        asyncio.run(three_seconds())
    assert calls == ["failed", "counted", "failed", "counted", "numbered", "counted"]
    assert [(said.getMessage(), said.exc_info is not None) for said in caplog.records] == [
        ("tests.test_worker.number fails: nobody to divide by", True),
        ("tests.test_worker.number works again.", False),
    ]
