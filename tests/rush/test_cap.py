"""The rush: more people than places, at once, on real connections to a real PostgreSQL."""

import threading
from collections import Counter
from datetime import date
from functools import partial

import pytest
from django.db import connection, connections, transaction
from django.db.models import Max

from impplus.actions import applications, outcomes, places
from impplus.queries.refusals import CapReached, NotReady, OutcomeUnknown
from impplus.records.models import (
    Application,
    Event,
    Finding,
    Intake,
    Letter,
    Payment,
    Place,
    Receipt,
)
from tests.awaited import until
from tests.people import ready_drafts, small_intake
from tests.rush.together import at_once
from tests.site import owner

pytestmark = [pytest.mark.rush, pytest.mark.django_db(transaction=True)]
SIZE, READY = 25, 40


def submit(application: Application) -> int:
    """The receipt that somebody gets, by its key."""
    mine = Application.objects.get(pk=application.pk)
    return applications.submit(mine, signature="Alice Benali", by=mine.applicant).pk


@pytest.mark.parametrize("threads", [8, 16])
def test_forty_people_for_twenty_five_places(threads: int, this_day: date) -> None:
    small_intake(this_day, SIZE)
    drafts = ready_drafts(READY, this_day)
    answers = at_once([partial(submit, draft) for draft in drafts], threads)

    assert Counter(answers)[CapReached] == READY - SIZE
    receipts = [answer for answer in answers if answer is not CapReached]
    assert sorted(receipts, key=str) == sorted(
        Receipt.objects.values_list("pk", flat=True), key=str
    )
    taken = Place.objects.filter(application__isnull=False).order_by("number")
    assert list(taken.values_list("number", flat=True)) == list(range(1, SIZE + 1))

    accepted = Application.objects.filter(status="submitted", place__isnull=False)
    refused = Application.objects.filter(status="draft", place__isnull=True)
    assert (accepted.count(), refused.count()) == (SIZE, READY - SIZE)
    assert Payment.objects.filter(application__in=accepted, status="paid").count() == SIZE
    assert Payment.objects.filter(status="refund-owed").count() == READY - SIZE
    for left in (Receipt, Finding, Letter):
        assert left._default_manager.filter(application__in=refused).count() == 0
    told = Counter(Event.objects.filter(noun="application").values_list("verb", flat=True))
    assert told == {"submit": SIZE, "over-cap": READY - SIZE}


def test_the_same_rush_against_a_counter_goes_over_the_cap(this_day: date) -> None:
    """The control: what counts first and writes then is caught by these same threads."""
    intake = small_intake(this_day, READY)
    drafts = ready_drafts(READY, this_day)
    step = threading.Barrier(8)

    def count_then_insert(application: Application) -> int:
        with transaction.atomic():
            taken = Place.objects.filter(intake=intake, application__isnull=False).count()
            step.wait(timeout=30)
            if taken >= SIZE:
                raise CapReached
            free = Place.objects.filter(intake=intake, number=1 + drafts.index(application))
            free.update(application=application)
        step.wait(timeout=30)
        return application.pk

    # Eight at a time, they count 0, 8, 16 and 24: the last eight all see a place left, and all take one.
    at_once([partial(count_then_insert, draft) for draft in drafts[:32]], 8)
    assert Place.objects.filter(intake=intake, application__isnull=False).count() == 32 > SIZE


@pytest.mark.parametrize("places_left", [1, 0])
def test_one_application_submitted_by_eight_presses(places_left: int, this_day: date) -> None:
    (draft,) = ready_drafts(1, this_day)
    small_intake(this_day, places_left)
    answers = at_once([partial(submit, draft)] * 8, 8)
    told = Counter(Event.objects.filter(noun="application").values_list("verb", flat=True))
    payment = Payment.objects.get()
    if places_left:
        assert answers == [Receipt.objects.get().pk] * 8
        assert (Place.objects.get().application, payment.status, told) == (
            draft,
            "paid",
            {"submit": 1},
        )
    else:
        assert Receipt.objects.count() == 0
        assert {CapReached} <= set(answers) <= {CapReached, NotReady}
        assert (payment.status, told) == ("refund-owed", {"over-cap": 1})


class Taker(threading.Thread):
    """Takes a place in a transaction that ends when it is told to."""

    def __init__(self, application: Application, intake: Intake) -> None:
        super().__init__(daemon=True)
        self.application, self.intake = application, intake
        self.took, self.end = threading.Event(), threading.Event()
        self.backend, self.number, self.keep, self.lost = 0, 0, True, False

    def run(self) -> None:
        try:
            with outcomes.known():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_backend_pid()")
                    (self.backend,) = cursor.fetchone()
                self.number = places.take(self.application, intake=self.intake)
                self.took.set()
                self.end.wait(30)
                transaction.set_rollback(not self.keep)
        except CapReached:
            self.number = -1
        except OutcomeUnknown:
            self.lost = True
        finally:
            connections.close_all()

    def ends(self, *, keep: bool) -> None:
        self.keep = keep
        self.end.set()
        self.join(30)


def waits(taker: Taker) -> bool:
    """Whether the database says that this taker pauses before it looks again."""
    with owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE pid = %s AND wait_event = 'PgSleep'",
            [taker.backend],
        )
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize(("keep", "got"), [(False, 1), (True, -1)], ids=["freed", "kept"])
def test_who_finds_the_last_place_locked_waits_to_see_what_becomes_of_it(
    keep: bool, got: int, this_day: date
) -> None:
    intake = small_intake(this_day, 1)
    first, second = (Taker(draft, intake) for draft in ready_drafts(2, this_day))
    first.start()
    assert first.took.wait(30)
    second.start()
    assert until(lambda: waits(second))
    assert second.number == 0
    first.ends(keep=keep)
    second.ends(keep=True)
    assert (first.number, second.number) == (1, got)
    holder = Place.objects.get().application
    assert holder == (first.application if keep else second.application)


def test_a_taker_that_freezes_before_its_commit_loses_the_place(
    this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "FROZEN", "200ms")
    intake = small_intake(this_day, 1)
    first, second = (Taker(draft, intake) for draft in ready_drafts(2, this_day))
    first.start()
    assert first.took.wait(30)
    second.start()
    assert second.took.wait(10)
    second.ends(keep=True)
    first.ends(keep=True)
    assert (first.lost, second.lost) == (True, False)
    assert Place.objects.get().application == second.application


def test_a_second_taker_does_not_wait_while_another_place_is_free(this_day: date) -> None:
    intake = small_intake(this_day, 2)
    first, second = (Taker(draft, intake) for draft in ready_drafts(2, this_day))
    first.start()
    assert first.took.wait(30)
    second.start()
    assert second.took.wait(30)
    second.ends(keep=True)
    first.ends(keep=False)
    taken = Place.objects.filter(application__isnull=False)
    assert list(taken.values_list("number", "application")) == [(2, second.application.pk)]


def test_a_rollback_after_the_place_was_taken_frees_it(this_day: date) -> None:
    intake = small_intake(this_day, 1)
    draft, late = ready_drafts(2, this_day)
    with transaction.atomic():
        assert places.take(draft, intake=intake) == 1
        transaction.set_rollback(True)
    assert Place.objects.get().application is None
    assert submit(late) == Receipt.objects.get().pk
    assert Place.objects.get().application == late
    assert Receipt.objects.aggregate(last=Max("application"))["last"] == late.pk
