"""The days on which the office waits for the people of a file do not count against its standard."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from impplus.actions import reviews
from impplus.queries import clock
from impplus.queries.file import file_of
from impplus.queries.gist import gist_of
from impplus.queries.loads import loads
from impplus.queries.open_files import FilesWanted, open_files
from impplus.queries.standing import FOUND, found_with
from impplus.queries.stopped import Stopped
from impplus.queries.waiting import queue_of
from impplus.queries.work import inventory
from impplus.records.models import Application, User
from tests.ordered import InForce, carried_out
from tests.people import signed_in
from tests.site import owner


def now(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def stood(application: Application, on: date) -> Stopped:
    file = file_of(now(application))
    return gist_of(file, on, file.application.questions.all()).stopped


@pytest.fixture
def processing(received: Application, olivia: User) -> Application:
    """Alice's application, found complete on the day on which it came."""
    reviews.take_oldest(by=olivia)
    reviews.complete(now(received), by=olivia)
    return now(received)


def test_each_day_of_waiting_counts_once_and_no_further_than_its_last_day(
    processing: Application, alice: User, olivia: User, this_day: date
) -> None:
    begins = clock.now()
    question = reviews.ask(processing, text="?", document="", days=30, by=olivia)
    with clock.at(begins + timedelta(days=5)):
        reviews.request_biometrics(now(processing), by=olivia)
        assert stood(processing, this_day + timedelta(days=5)) == Stopped(5, this_day, "answer")
    with clock.at(begins + timedelta(days=10)):
        reviews.answer(question, text="Voici.", by=alice)
        day = this_day + timedelta(days=10)
        since = this_day + timedelta(days=5)
        assert stood(processing, day) == Stopped(10, since, "biometrics")
    with clock.at(begins + timedelta(days=20)):
        day = this_day + timedelta(days=20)
        reviews.record_biometrics(processing.people.get(), on=day, by=olivia)
        assert stood(processing, day) == Stopped(20)
    assert stood(processing, this_day + timedelta(days=90)) == Stopped(20)


def test_a_question_that_nobody_answers_stops_the_clock_until_its_last_day(
    processing: Application, olivia: User, this_day: date
) -> None:
    question = reviews.ask(processing, text="?", document="", days=30, by=olivia)
    whole = (question.due_on - this_day).days
    assert stood(processing, this_day + timedelta(days=90)) == Stopped(whole)


def test_the_age_at_the_desk_and_of_managers_leaves_these_days_out(
    processing: Application, alice: User, olivia: User, amina: User, this_day: date
) -> None:
    question = reviews.ask(processing, text="?", document="", days=30, by=olivia)
    with clock.at(clock.now() + timedelta(days=25)):
        reviews.answer(question, text="Voici.", by=alice)
    with clock.at(clock.now() + timedelta(days=40)):
        day = this_day + timedelta(days=40)
        (waiting,) = queue_of([olivia.pk], olivia.pk, day).waiting
        files, _number = open_files(FilesWanted())
        assert (waiting.days, files[0].age, inventory()[-1].oldest) == (15, 15, 15)
        assert [one.oldest for one in loads() if one.officer == olivia] == [15]
        page = signed_in(olivia).get(reverse("desk:file", args=[processing.number]))
        assert "25 days of them do not count" in " ".join(page.content.decode().split())


def test_an_order_stops_the_clock_and_the_file_says_since_when(
    processing: Application,
    in_force: InForce,
    amina: User,
    bela: User,
    olivia: User,
    this_day: date,
) -> None:
    carried_out(in_force("suspended"), by=amina, signed_by=bela)
    assert stood(processing, this_day + timedelta(days=12)) == Stopped(12, this_day, "order")
    browser: Client = signed_in(olivia)
    page = browser.get(reverse("desk:file", args=[processing.number])).content.decode()
    assert "Suspended by an order since" in page


def test_the_days_are_found_without_a_call_for_each_file(db: None, this_day: date) -> None:
    def called() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN " + FOUND.format(only=""), found_with(this_day))
            return "impplus_days_stopped" in str(cursor.fetchall())

    assert not called()
    with owner(), connection.cursor() as cursor:
        cursor.execute("ALTER FUNCTION impplus_days_stopped STRICT")  # which is never written out
    assert called()
