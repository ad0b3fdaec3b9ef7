"""A turn of the jobs of money asks about some payments, and the next one about others."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from pytest_django import Settings

from impplus.actions import deletions, moves, payment_turns
from impplus.queries import refunds
from impplus.queries.clock import now
from impplus.queries.tries import next_try
from impplus.records.models import Application, Payment, User
from tests.actions.test_payments import DECLINED, NEVER_TOLD, NOBODY, charge, paid, started
from tests.people import Cards, ready_drafts


def test_a_refund_that_cannot_go_back_holds_up_no_other(
    unpaid: Application,
    alice: User,
    cards: Cards,
    this_day: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(payment_turns, "AT_ONCE", 1)
    (draft,) = ready_drafts(1, this_day)
    lost, good = draft.payments.get(), paid(unpaid, alice, cards)
    Payment.objects.filter(pk=lost.pk).update(
        provider_id=None, started_at=now() - timedelta(days=1)
    )
    for one in (lost, good):
        columns = refunds.whole(one, refunds.SURPLUS).columns
        moves.move(one, "owe-refund", by=None, columns=columns)
    assert [payment_turns.refund_owed() for _ in range(3)] == [0, 1, 0]


def test_the_sweep_asks_about_some_and_next_time_about_others(
    unpaid: Application,
    alice: User,
    cards: Cards,
    this_day: date,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(payment_turns, "AT_ONCE", 1)
    (draft,) = ready_drafts(1, this_day)
    old, begun = draft.payments.get(), started(unpaid, alice)
    Payment.objects.filter(pk=old.pk).update(status="open", provider_id=None)
    for minutes, one in ((9, old), (2, begun)):
        at = now() - timedelta(minutes=minutes)
        Payment.objects.filter(pk=one.pk).update(started_at=at)
    cards.pay(begun, NEVER_TOLD)
    assert [payment_turns.sweep() for _ in range(3)] == [0, 1, 0]


@pytest.mark.parametrize(
    ("status", "turn"),
    [("refund-owed", payment_turns.refund_owed), ("open", payment_turns.sweep)],
)
def test_three_questions_without_an_answer_end_a_turn_and_the_next_begins_with_others(
    status: str, turn: Callable[[], int], this_day: date, settings: Settings
) -> None:
    settings.CARDS_URL = NOBODY
    drafts = ready_drafts(5, this_day)
    for number, draft in enumerate(drafts):
        payment = draft.payments.get()
        owed = refunds.whole(payment, refunds.SURPLUS).columns if status == "refund-owed" else {}
        at = now() - timedelta(hours=number + 1)
        Payment.objects.filter(pk=payment.pk).update(
            **owed, status=status, started_at=at, provider_id=f"ch_{number}"
        )
    asked = []
    for _ in range(2):
        assert turn() == 0
        asked.append(Payment.objects.filter(asked_at__isnull=False).count())
    assert asked == [3, 5]


@pytest.mark.parametrize(
    ("waited", "ago", "asked"),
    [
        (timedelta(minutes=20), timedelta(minutes=19), False),
        (timedelta(minutes=20), timedelta(minutes=21), True),
        (timedelta(seconds=1), timedelta(seconds=50), False),
        (timedelta(seconds=1), timedelta(seconds=70), True),
        (timedelta(days=40), timedelta(hours=5), False),
        (timedelta(days=40), timedelta(hours=7), True),
    ],
)
def test_a_page_that_nobody_paid_on_is_asked_about_again_after_as_long_as_it_had_waited(
    waited: timedelta, ago: timedelta, asked: bool, unpaid: Application, alice: User, cards: Cards
) -> None:
    begun = started(unpaid, alice)
    cards.pay(begun, NEVER_TOLD)
    last = now() - ago
    Payment.objects.filter(pk=begun.pk).update(asked_at=last, started_at=last - waited)
    assert (next_try(last - waited, last) < now()) == asked
    assert payment_turns.sweep() == int(asked)


def test_a_page_of_a_destroyed_draft_that_is_paid_months_later_is_given_back(
    unpaid: Application, alice: User, cards: Cards
) -> None:
    begun = started(unpaid, alice)
    deletions.delete(by=alice)
    assert Application.objects.get().status == "destroyed"
    cards.pay(begun, NEVER_TOLD)
    last = now() - timedelta(hours=25)
    Payment.objects.update(started_at=last - timedelta(days=100), asked_at=last)
    assert [payment_turns.sweep(), payment_turns.refund_owed()] == [1, 1]
    kept = Payment.objects.get()
    assert (kept.status, charge(kept).refunded) == ("refunded", begun.amount)


def test_a_page_of_a_destroyed_draft_is_asked_about_daily_until_no_card_can_be_paid_with_on_it(
    unpaid: Application, alice: User, cards: Cards, settings: Settings
) -> None:
    begun = started(unpaid, alice)
    deletions.delete(by=alice)

    def asked_after(hours: int) -> bool:
        last = now() - timedelta(hours=hours)
        Payment.objects.update(started_at=last - timedelta(days=100), asked_at=last)
        payment_turns.sweep()
        return Payment.objects.get().asked_at != last

    assert [asked_after(23), asked_after(25)] == [False, True]
    cards.pay(begun, DECLINED)
    assert [asked_after(25), asked_after(25)] == [True, False]
    assert (Payment.objects.get().status, Payment.objects.get().url) == ("failed", "")
