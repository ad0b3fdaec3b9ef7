"""The worker goes on: after its database was away, after another worker died, beside what fails."""

import asyncio
import json
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from impplus import jobs, worker
from impplus.actions import messages
from impplus.records.models import Application, Letter, Message, Upload, User
from tests import clamd
from tests.actions.parts import begun, sent
from tests.awaited import until
from tests.away import database_away
from tests.people import a_pdf
from tests.test_jobs import database_of_the_test, work

STOPS_WITHIN = 60  # seconds, as deploy/installation/impplus-worker.service says


@contextmanager
def working(log: Path, **more: str) -> Iterator[subprocess.Popen[bytes]]:
    """A worker beside the test, whose log is a file; at its end it has the patience of an installation, and is killed after."""
    with log.open("wb") as kept:
        process = subprocess.Popen(
            [Path(sys.executable).parent / "impplus", "worker"],
            env=os.environ | database_of_the_test() | more,
            stdout=kept,
            stderr=kept,
        )
        try:
            yield process
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(STOPS_WITHIN)
            process.kill()
            process.wait()


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
        job = jobs.refund.defer()
        assert until(lambda: not ProcrastinateJob.objects.filter(pk=job).exists())
    said = [json.loads(line)["event"] for line in log.read_text().splitlines()]
    # A job of the minute that was under way when the database went is one of its victims, and no more.
    said = [event for event in said if not event.startswith("Job impplus.jobs.run_again")]
    assert sorted(re.split(",| and |:", event)[0] for event in said) == [
        "The worker goes on",
        "The worker stopped",
        "impplus.actions.checkpoints.tend fails",
        "impplus.actions.checkpoints.tend works again.",
        "impplus.actions.letters.wake_where_due fails",
        "impplus.actions.letters.wake_where_due works again.",
    ]
    assert process.returncode == 0


@pytest.mark.django_db(transaction=True)
def test_an_e_mail_leaves_while_slow_files_are_read(
    paid_draft: Application, alice: User, tmp_path: Path
) -> None:
    content = a_pdf()
    for _number in range(12):
        sent(begun(paid_draft, alice, len(content)), content, part=10**6)
    with clamd.fake() as scanner, working(tmp_path / "log", SCANNER=scanner.address):
        scanner.held.set()  # each file waits five seconds for it
        assert until(lambda: scanner.asked > 0)
        before = Upload.objects.filter(refused="").count()
        messages.tell(paid_draft, "change-noted")
        assert until(lambda: Message.objects.get().status == "sent")
        left = Upload.objects.filter(document=None, refused="").count()
        scanner.held.clear()
    assert (before, left > 0) == (12, True)


def under_way(*, tries: int, seconds_since: int) -> int:
    """A job that a worker has begun, and tried before, whose last sign of life is so long ago."""
    job = jobs.refund.configure(queueing_lock="refund").defer()
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
    for _ in range(2):  # of which one is enough
        under_way(tries=0, seconds_since=40)
    lives = under_way(tries=0, seconds_since=5)
    kills = under_way(tries=jobs.MOST_TRIES - 1, seconds_since=40)
    jobs.run_again.defer()
    work()
    left = ProcrastinateJob.objects.filter(task_name="impplus.jobs.refund")
    statuses = dict(left.values_list("pk", "status"))
    assert (statuses.pop(lives), statuses.pop(kills)) == ("doing", "failed")
    assert list(statuses.values()) == ["aborted"]


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
