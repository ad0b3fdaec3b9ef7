"""Many people press at once for few places, round after round: as many are received, every time.

One round of sixty for six is part of the suite; `make rush` does a hundred rounds of two hundred for twenty.
"""

import os
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import InterfaceError, OperationalError, connection, connections

from impplus.actions import applications, places
from impplus.queries.refusals import CapReached, NotReady, OutcomeUnknown, Refusal
from impplus.records.models import Application, Event, Intake, Letter, Payment, Place, Receipt
from tests.people import ready_drafts, small_intake
from tests.rush.together import at_once
from tests.rush.wire import Cut, through
from tests.site import owner

pytestmark = [pytest.mark.rush, pytest.mark.django_db(transaction=True)]
ROUNDS = int(os.environ.get("RUSH_ROUNDS", "0"))
SUBMITTERS, SIZE = (200, 20) if ROUNDS else (60, 6)
GONE = (OperationalError, InterfaceError)
type Told = int | str


def press(application: Application) -> Told:
    """The receipt, by its key, or "full", with how many places are free then or may come back, if any."""
    mine = Application.objects.get(pk=application.pk)
    try:
        return applications.submit(mine, signature="Alice Benali", by=mine.applicant).pk
    except CapReached:
        # A place that somebody is just taking looks free to everybody else.
        free = Place.objects.filter(application=None).count()
        return f"full, with {free} free" if free else "full"


def insist(unknown: list[Application], application: Application) -> Told:
    """What somebody is told in the end who presses again until it is known."""
    while True:
        try:
            try:
                return press(application)
            except OutcomeUnknown:
                unknown.append(application)
                mine = Application.objects.get(pk=application.pk)
                received = applications.outcome(mine, by=mine.applicant)
                if received:
                    return received.pk
        except NotReady:  # it was full, the refund stands, and the answer was lost
            return "full"
        except (OutcomeUnknown, *GONE):
            connections.close_all()


def made_ready(intake: Intake, on: date) -> list[Application]:
    """People who are ready, and new places for some of them."""
    last = Place.objects.filter(intake=intake).count()
    drafts = ready_drafts(SUBMITTERS, on)
    Place.objects.bulk_create(Place(intake=intake, number=last + n) for n in range(1, SIZE + 1))
    return drafts


def must_hold(drafts: list[Application], told: list[Told | type[Refusal]]) -> None:
    """As many are received as there were places, each with all that belongs to it; all others know."""
    mine = {"application__in": drafts}
    receipts = dict(Receipt.objects.filter(**mine).values_list("application", "pk"))
    assert len(receipts) == SIZE
    assert told == [receipts.get(draft.pk, "full") for draft in drafts]
    holders = Place.objects.filter(**mine).values_list("application", flat=True)
    assert sorted(holders) == sorted(receipts)
    assert not Place.objects.filter(application=None).exists()
    submitted = Event.objects.filter(verb="submit", **mine).values_list("application", flat=True)
    assert sorted(submitted) == sorted(receipts)  # type: ignore[type-var]
    letters = Letter.objects.filter(kind="receipt", **mine).values_list("application", flat=True)
    assert sorted(letters) == sorted(receipts)  # type: ignore[type-var]
    paid = Payment.objects.filter(status="paid", **mine).values_list("application", flat=True)
    assert sorted(paid) == sorted(receipts)
    assert Payment.objects.filter(status="refund-owed", **mine).count() == SUBMITTERS - SIZE


@pytest.fixture
def intake_of_none(this_day: date) -> Intake:
    """An intake whose places are made round after round; who is ready was so before."""
    ready_drafts(1, this_day)
    return small_intake(this_day, 0)


def test_as_many_are_received_as_there_are_places(intake_of_none: Intake, this_day: date) -> None:
    for _ in range(ROUNDS or 1):
        drafts = made_ready(intake_of_none, this_day)
        must_hold(drafts, at_once([partial(press, draft) for draft in drafts], SUBMITTERS))


@contextmanager
def killed_at_random(dice: random.Random) -> Iterator[None]:
    """Inside, one backend after another that serves the site is terminated."""
    over = threading.Event()
    kill = threading.Thread(target=_kill, args=(over, dice), daemon=True)
    kill.start()
    try:
        yield
    finally:
        over.set()
        kill.join(30)


def _kill(over: threading.Event, dice: random.Random) -> None:
    try:
        while not over.wait(0.1):
            with owner(), connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
                    " AND pid <> pg_backend_pid() AND state <> 'idle'"
                )
                serving = [pid for (pid,) in cursor.fetchall()]
                if serving:
                    cursor.execute("SELECT pg_terminate_backend(%s)", [dice.choice(serving)])
    finally:
        connections.close_all()


def test_the_same_with_lines_cut_at_commit_and_backends_killed(
    intake_of_none: Intake, this_day: date, tmp_path: Path
) -> None:
    for seed in range(ROUNDS or 1):
        dice = random.Random(seed)  # noqa: S311 - which line is cut is no secret
        cuts: list[Cut | None] = ["before", "after", *[None] * 8]
        drafts, unknown = made_ready(intake_of_none, this_day), list[Application]()
        with TemporaryDirectory(dir=tmp_path) as folder:
            line = through(Path(folder), partial(dice.choice, cuts))
            with line, killed_at_random(dice):
                told = at_once([partial(insist, unknown, draft) for draft in drafts], SUBMITTERS)
        must_hold(drafts, told)
        assert unknown  # else nothing was cut


def test_without_the_lock_the_same_round_goes_over_the_cap(
    intake_of_none: Intake, this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what counts the places first and makes one then is caught by the same round."""

    def count_then_make(application: Application, *, intake: Intake) -> int:
        if Place.objects.exclude(application=None).count() >= SIZE:
            raise CapReached
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.02)")
        number = 1_000_000 + application.pk
        Place.objects.create(intake=intake, number=number, application=application)
        return number

    monkeypatch.setattr(places, "take", count_then_make)
    drafts = made_ready(intake_of_none, this_day)
    told = at_once([partial(insist, [], draft) for draft in drafts], SUBMITTERS)
    with pytest.raises(AssertionError, match=f"== {SIZE}"):
        must_hold(drafts, told)
