"""A paid draft when the intake fills or closes: kept, its fees refunded by itself, and both readers told."""

from datetime import date, timedelta

import pytest

from impplus.actions import applications, letters, mandates, payment_turns, payments
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.file import file_of
from impplus.queries.places import full_since, places_left
from impplus.records.models import Application, Intake, Payment, User
from tests import people
from tests.site import owner

AT_ONCE = 2


@pytest.fixture
def full(alice: User, bob: User, this_day: date) -> Application:
    """Bob has the one place; what Alice paid for stays a draft."""
    people.small_intake(this_day, 1)
    first, late = people.ready_drafts(2, this_day, [bob, alice])
    applications.submit(first, signature="Alice Benali", by=bob)
    return late


def test_once_full_the_fees_of_a_draft_go_back_and_both_readers_are_told(
    full: Application, alice: User, lucie: User
) -> None:
    mandates.give(full, lawyer=lucie, signature="Alice Benali", by=alice)
    with owner():
        full.letters.all().delete()
    assert [payment_turns.refund_unsubmitted(IMP_PLUS) for _ in range(2)] == [1, 0]
    payment = full.payments.get()
    full.refresh_from_db()
    assert (full.status, payment.status) == ("draft", "refund-owed")
    assert payment.refund_amount == payment.amount
    said = [(one.noun, one.verb, one.role) for one in full.events.order_by("id")]
    assert said[-3:] == [
        ("application", "refund", "system"),
        ("letter", "owe", "system"),
        ("payment", "owe-refund", "system"),
    ]
    letters.send_owed()
    letter = full.letters.get()
    assert (letter.kind, letter.status) == ("not-submitted", "sent")
    assert {one.account for one in letter.messages.all()} == {alice, lucie}


def test_who_pays_when_the_last_place_is_gone_gets_it_back_and_both_readers_are_told(
    unpaid: Application, alice: User, lucie: User, cards: people.Cards, this_day: date
) -> None:
    mandates.give(unpaid, lawyer=lucie, signature="Alice Benali", by=alice)
    with owner():
        unpaid.letters.all().delete()
    begun = payments.start(
        file_of(unpaid), return_url="http://127.0.0.1:8000/", language="en", by=alice
    )
    people.small_intake(this_day, 0)
    cards.pay(begun)
    payment = payments.confirm(begun)
    unpaid.refresh_from_db()
    assert (unpaid.status, payment.status) == ("draft", "refund-owed")
    assert payment.refund_amount == payment.amount
    letters.send_owed()
    letter = unpaid.letters.get()
    assert (letter.kind, letter.status) == ("not-submitted", "sent")
    assert letter.facts["refund"] == {"money": str(payment.amount)}
    assert {one.account for one in letter.messages.all()} == {alice, lucie}
    assert payment_turns.refund_unsubmitted(IMP_PLUS) == 0


@pytest.mark.parametrize("closed", [False, True])
def test_while_a_place_is_free_nothing_goes_back_and_once_closed_it_does(
    closed: bool, alice: User, this_day: date
) -> None:
    intake = people.small_intake(this_day, 1)
    (draft,) = people.ready_drafts(1, this_day, [alice])
    if closed:
        at = clock.now()
        Intake.objects.filter(pk=intake.pk).update(
            opens_at=at - timedelta(days=1), closes_at=at - timedelta(seconds=1)
        )
    assert payment_turns.refund_unsubmitted(IMP_PLUS) == int(closed)
    assert draft.payments.get().status == ("refund-owed" if closed else "paid")


def test_many_drafts_are_done_in_rounds_each_asking_for_the_next(
    monkeypatch: pytest.MonkeyPatch, this_day: date
) -> None:
    people.ready_drafts(3, this_day)
    people.small_intake(this_day, 0)
    asked = list[str]()
    monkeypatch.setattr(payment_turns, "AT_ONCE", AT_ONCE)
    monkeypatch.setattr(payment_turns.moves, "wake", asked.append)
    assert [payment_turns.refund_unsubmitted(IMP_PLUS) for _ in range(3)] == [2, 1, 0]
    assert asked.count("refund_unsubmitted") == 1


def test_drafts_of_which_nothing_goes_back_hold_up_none_behind_them(
    monkeypatch: pytest.MonkeyPatch, this_day: date
) -> None:
    *before, behind = people.ready_drafts(AT_ONCE + 1, this_day)
    people.small_intake(this_day, 0)
    Payment.objects.filter(application__in=before).update(lines=[])
    monkeypatch.setattr(payment_turns, "AT_ONCE", AT_ONCE)
    assert payment_turns.refund_unsubmitted(IMP_PLUS) == 1
    assert behind.payments.get().status == "refund-owed"
    assert {one.payments.get().status for one in before} == {"paid"}


def test_full_since_is_the_instant_at_which_the_last_place_was_taken(
    alice: User, bob: User, this_day: date
) -> None:
    people.small_intake(this_day, 2)
    assert full_since(places_left(IMP_PLUS, this_day.year)) is None
    for who, draft in zip(
        (alice, bob), people.ready_drafts(2, this_day, [alice, bob]), strict=True
    ):
        receipt = applications.submit(draft, signature="Alice Benali", by=who)
    assert full_since(places_left(IMP_PLUS, this_day.year)) == receipt.received_at
    assert Application.objects.filter(status="submitted").count() == 2
