"""Whatever is done in whatever order, and wherever the line is cut: the cap holds, and nothing is lost or doubled."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from impplus.actions import applications, intakes, reviews
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.queries.refusals import (
    CapReached,
    NotReady,
    NotUnderstood,
    OutcomeUnknown,
    WrongMoment,
)
from impplus.records.models import Application, Event, Intake, Payment, Place, Receipt, User
from impplus.rules.lifecycle import Role
from tests.people import ready_drafts, small_intake, user
from tests.rush.wire import COMMIT, PLACE, Cut, through

pytestmark = [pytest.mark.rush, pytest.mark.django_db(transaction=True)]
ROUNDS = int(os.environ.get("RUSH_ROUNDS", "0"))
PEOPLE, CAP = 6, 3
WHO = st.integers(0, PEOPLE - 1)
CUT = st.sampled_from([None, None, "before", "after"])


@contextmanager
def cut_once(cut: Cut | None, word: bytes) -> Iterator[None]:
    """Inside, the line is cut when the word is first said over it, or not at all."""
    if cut is None:
        yield
        return
    cuts = [cut]
    with (
        TemporaryDirectory() as folder,
        through(Path(folder), lambda: cuts.pop() if cuts else None, word),
    ):
        yield


class AnyOrder(RuleBasedStateMachine):
    """Six people for three places: what they and two officers do, beside what must come of it."""

    def __init__(self) -> None:
        super().__init__()
        on = today(IMP_PLUS)
        Application.objects.filter(status__in=["submitted", "in-review"]).update(status="withdrawn")
        self.people = ready_drafts(PEOPLE, on)
        Place.objects.update(application=None)
        Place.objects.all().delete()
        intake = Intake.objects.filter(year=on.year).first() or small_intake(on, 0)
        places_made(intake, CAP)
        self.intake, self.cap = intake, CAP
        self.olivia, self.omar = (officer(name) for name in ("olivia", "omar"))
        self.receipts: dict[int, int] = {}  # of whom, by the number of the person
        self.holding: set[int] = set()
        self.waiting: set[int] = set()  # received, and not yet withdrawn or taken
        self.paid = set(range(PEOPLE))
        self.freed = 0

    @rule(who=WHO, cut=CUT, word=st.sampled_from([COMMIT, PLACE]))
    def submit(self, who: int, cut: Cut | None, word: bytes) -> None:
        """Submitting, for the first time or again, over a line that may be cut: at COMMIT, or as a place is taken."""
        mine = Application.objects.get(pk=self.people[who].pk)
        try:
            with cut_once(cut, word):
                self._told(
                    who, applications.submit(mine, signature="Alice Benali", by=mine.applicant).pk
                )
        except OutcomeUnknown:
            assert cut
            if (cut, word) == ("after", COMMIT):
                self._happened(who)
            received = applications.outcome(mine, by=mine.applicant)
            assert (received.pk if received else None) == self._receipt(who)
        except CapReached:
            assert len(self.holding) == self.cap
            self._happened(who)
        except NotReady:
            assert who not in self.paid

    def _told(self, who: int, receipt: int) -> None:
        self._happened(who)
        assert self._receipt(who) == receipt
        assert self.receipts.setdefault(who, receipt) == receipt

    def _happened(self, who: int) -> None:
        """What a submission does: nothing the second time, a place while one is left, else a refund."""
        if who in self.receipts or who not in self.paid:
            return
        if len(self.holding) == self.cap:
            self.paid.discard(who)
            return
        self.receipts[who] = Receipt.objects.get(application=self.people[who]).pk
        self.holding.add(who)
        self.waiting.add(who)

    def _receipt(self, who: int) -> int | None:
        found = Receipt.objects.filter(application=self.people[who]).first()
        return found.pk if found else None

    @rule(who=WHO)
    def withdraw(self, who: int) -> None:
        """Withdrawing frees no place."""
        mine = Application.objects.get(pk=self.people[who].pk)
        try:
            applications.withdraw(mine, by=mine.applicant)
        except WrongMoment:
            assert who not in self.waiting
            return
        self.waiting.remove(who)

    @rule()
    def return_the_oldest(self) -> None:
        """A return frees the place."""
        taken = reviews.take_oldest(by=self.olivia)
        assert (taken is None) == (not self.waiting)
        if taken:
            who = self.people.index(taken)
            reviews.return_incomplete(taken, reasons="Nothing was sent.", by=self.olivia)
            self.waiting.remove(who)
            self.holding.remove(who)
            self.freed += 1

    @rule(size=st.integers(1, PEOPLE))
    def resize(self, size: int) -> None:
        """Two officers change the cap, never below what is counted."""
        self.intake.refresh_from_db()
        try:
            proposal = intakes.propose(self.intake, size=size, reason="R.", by=self.olivia)
        except NotUnderstood:
            assert size == self.cap or size < len(self.holding)
            return
        intakes.confirm(proposal, by=self.omar)
        self.cap = size

    @invariant()
    def nothing_is_over_lost_or_doubled(self) -> None:
        """The rows say what the model says."""
        self.intake.refresh_from_db()
        held = Place.objects.exclude(application=None).values_list("application", flat=True)
        mine = [one.pk for one in self.people]
        assert (Place.objects.count(), self.intake.size) == (self.cap, self.cap)
        assert sorted(held) == sorted(self.people[who].pk for who in self.holding)
        assert len(self.holding) <= self.cap
        assert Receipt.objects.filter(application__in=mine).count() == len(self.receipts)
        submitted = Event.objects.filter(verb="submit", application__in=mine)
        assert submitted.count() == len(self.receipts)
        over = Event.objects.filter(verb="over-cap", application__in=mine).count()
        assert over == PEOPLE - len(self.paid)
        owed = Payment.objects.filter(application__in=mine, application__status="draft")
        assert owed.exclude(status="paid").count() == over


def places_made(intake: Intake, size: int) -> None:
    Intake.objects.filter(pk=intake.pk).update(size=size)
    Place.objects.bulk_create(Place(intake=intake, number=one) for one in range(1, size + 1))


def officer(name: str) -> User:
    email = f"{name}@example.test"
    return User.objects.filter(email=email).first() or user(email, name, Role.FEDERAL)


def test_the_cap_holds_whatever_is_done_in_whatever_order() -> None:
    run_state_machine_as_test(
        AnyOrder,
        settings=settings(
            max_examples=ROUNDS or 4,
            stateful_step_count=50 if ROUNDS else 25,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
