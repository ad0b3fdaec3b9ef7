"""The door of time: a job is queued with what it is about, done at once, and may be done twice."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connection, transaction
from procrastinate import jobs as states
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from impplus import jobs
from impplus.actions import letters, moves
from impplus.records.models import Application, Letter, User
from impplus.rules.lifecycle import move_of
from tests.site import owner

NAMES = {
    "impplus.jobs.send_letters",
    "impplus.jobs.send_messages",
    "impplus.jobs.import_lists",
    "impplus.jobs.hold_rounds",
    "impplus.jobs.carry_out_orders",
    "impplus.jobs.refund",
    "impplus.jobs.find_standing",
    "impplus.jobs.sweep_payments",
    "impplus.jobs.refund_unsubmitted",
    "impplus.jobs.warn_of_fees",
    "impplus.jobs.warn_of_room",
    "impplus.jobs.publish_lists",
    "impplus.jobs.forget_sessions",
    "impplus.jobs.forget_attempts",
    "impplus.jobs.remove_lists",
    "impplus.jobs.prepare_renditions",
    "impplus.jobs.check_uploads",
    "impplus.jobs.tidy_uploads",
    "impplus.jobs.resume_permits",
    "impplus.jobs.remember_forecast",
    "impplus.jobs.count_figures",
    "impplus.jobs.remind",
    "impplus.jobs.tend_drafts",
    "impplus.jobs.tell_of_unfinished_parts",
    "impplus.jobs.run_again",
    "impplus.jobs.recover_accounts",
    "impplus.jobs.call_webhooks",
    "impplus.jobs.make_agreements",
    "impplus.jobs.follow_matters",
    "impplus.jobs.lapse_enquiries",
    "impplus.jobs.dispose",
}


def database_of_the_test() -> dict[str, str]:
    """The variables by which a process of its own finds the database of this test, for firms, too."""
    path = f"/{connection.settings_dict['NAME']}"
    addresses = [one for one in ("DATABASE_URL", "FIRM_DATABASE_URL") if one in os.environ]
    return {one: urlsplit(os.environ[one])._replace(path=path).geturl() for one in addresses}


def work() -> None:
    """Let the worker, as a process of its own, do all that is queued."""
    command = [Path(sys.executable).parent / "impplus", "worker", "--once"]
    subprocess.run(command, env=os.environ | database_of_the_test(), check=True, timeout=120)


def end_the_line() -> None:
    """The database ends the connection that the test has to it."""
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as beside:
        beside.execute(
            "SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid]
        )  # type: ignore[union-attr]


def forget_jobs() -> None:
    """Lose every job: the queue is no table of Django's, so that tests leave theirs behind."""
    with owner(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def test_each_job_is_known_by_its_name() -> None:
    ours = {name for name in app.tasks if name.startswith("impplus.")}
    assert ours == NAMES


def test_what_may_be_lost_is_looked_for_every_minute_and_what_follows_from_the_day_once_a_day() -> (
    None
):
    periodic = {one.task.name: one.cron for one in app.periodic_registry.periodic_tasks.values()}
    every_minute = {
        *("send_letters", "send_messages", "refund", "sweep_payments", "run_again"),
        *("import_lists", "hold_rounds", "carry_out_orders", "prepare_renditions", "check_uploads"),
        *(
            "recover_accounts",
            "call_webhooks",
            "make_agreements",
            "follow_matters",
            "forget_attempts",
        ),
        *("publish_lists", "find_standing"),
    }
    every_day = {
        *("warn_of_fees", "forget_sessions", "remove_lists", "tidy_uploads"),
        *("resume_permits", "remember_forecast", "count_figures"),
    }
    every_hour = {"refund_unsubmitted", "warn_of_room", "tell_of_unfinished_parts"}
    by_day = {
        "remind",
        "tend_drafts",
        "lapse_enquiries",
    }  # of the programme: nobody is reminded at night
    crons = {"* * * * *": every_minute, "0 * * * *": every_hour, "0 12 * * *": every_day}
    crons["0 12-23 * * *"] = by_day
    assert periodic == {
        f"impplus.jobs.{name}": cron for cron, names in crons.items() for name in names
    }


@pytest.mark.django_db(transaction=True)
def test_a_move_that_is_undone_leaves_no_job_and_two_that_stand_leave_one() -> None:
    forget_jobs()
    for undone, jobs_left in ((True, 0), (False, 1), (False, 1)):
        with transaction.atomic():
            moves.wake("send_letters")
            transaction.set_rollback(undone)
        assert ProcrastinateJob.objects.count() == jobs_left


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("when", ["before it is asked what waits", "before the job is queued"])
def test_a_database_that_goes_away_after_a_move_loses_the_wake_up_alone(
    alice: User, when: str
) -> None:
    def ends(execute: Any, sql: str, *rest: Any) -> Any:
        if "procrastinate_defer" in sql:
            end_the_line()
        return execute(sql, *rest)

    forget_jobs()
    with connection.execute_wrapper(ends), transaction.atomic():
        User.objects.filter(pk=alice.pk).update(language="fr")
        if when == "before it is asked what waits":
            transaction.on_commit(end_the_line)
        moves.wake("send_letters")
    connection.close()
    assert User.objects.get(pk=alice.pk).language == "fr"
    assert ProcrastinateJob.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_worker_sends_what_a_move_owes(received: Application) -> None:
    assert set(Letter.objects.values_list("status", flat=True)) == {"owed"}
    work()
    assert set(Letter.objects.values_list("status", flat=True)) == {"sent"}
    assert set(ProcrastinateJob.objects.values_list("status", flat=True)) <= {
        states.Status.SUCCEEDED.value
    }


@pytest.mark.django_db(transaction=True)
def test_a_job_that_runs_twice_sends_once(received: Application) -> None:
    jobs.send_letters()
    sent = Counter(received.letters.values_list("kind", "file_en"))
    jobs.send_letters()
    assert Counter(received.letters.values_list("kind", "file_en")) == sent


@pytest.mark.django_db
def test_a_letter_whose_job_was_lost_is_still_sent(received: Application) -> None:
    forget_jobs()
    assert letters.send_owed() == received.letters.count()
    assert move_of("application", "submit").letter == "receipt"
