"""Money against the real simulator: charged once, believed when fetched, given back when owed."""

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from pytest_django import Settings

from impplus.actions import applications, payment_turns, payments
from impplus.outside import cards as provider, machine
from impplus.queries import readiness
from impplus.queries.clock import now
from impplus.queries.file import file_of
from impplus.queries.refusals import WrongMoment
from impplus.queries.refused_payments import AlreadyPaid, CardsDown, NothingToPay
from impplus.records.clock import Now
from impplus.records.models import Application, CardNotice, Event, Payment, User
from standins.cards.webhooks import signed
from tests import people
from tests.people import Cards

BACK = "http://127.0.0.1:8000/back"
DECLINED = "4000 0000 0000 0002"
NEVER_TOLD = "4000 0000 0000 0341"
NOBODY = "http://127.0.0.1:9"


def started(application: Application, by: User, language: str = "en") -> Payment:
    return payments.start(file_of(application), return_url=BACK, language=language, by=by)


def due(application: Application) -> Decimal:
    return readiness.of(file_of(application)).due


def paid(application: Application, by: User, cards: Cards) -> Payment:
    begun = started(application, by)
    cards.pay(begun)
    return payments.confirm(begun)


def marry(application: Application, by: User, on: date) -> None:
    """Add a spouse, so that another amount is due."""
    karim = applications.add_member(application, by=by)
    people.fill_in(application, karim, people.spouse_answers(on), by=by)


def told(
    body: dict[str, str], settings: Settings, age: int = 0, secret: str = ""
) -> tuple[bytes, dict[str, str]]:
    """A webhook as the provider sends it."""
    content = json.dumps(body)
    at = machine.machine_now() - timedelta(seconds=age)
    headers = signed(secret or settings.CARDS_WEBHOOK_SECRETS, "evt_1", content, at)
    return content.encode(), headers


def verbs(application: Application) -> list[str]:
    events = application.events.filter(noun="payment").order_by("id")
    return [event.verb for event in events]


def charge(payment: Payment) -> provider.Charge:
    return provider.fetch(str(payment.provider_id))


def test_what_is_due_is_paid_once(unpaid: Application, alice: User, cards: Cards) -> None:
    payment = paid(unpaid, alice, cards)
    assert (payment.status, payment.amount) == ("paid", due(unpaid))
    assert charge(payment).amount == payment.amount
    assert payments.confirm(payment).status == "paid"
    assert verbs(unpaid) == ["start", "pay"]
    assert payment.paid_at is not None
    assert payment.started_at < payment.paid_at


def test_the_lines_are_kept_with_their_source(
    unpaid: Application, alice: User, this_day: date
) -> None:
    payment = started(unpaid, alice)
    bill = readiness.of(file_of(unpaid, on=this_day)).bill
    assert [(line["key"], Decimal(line["amount"]), line["cite"]) for line in payment.lines] == [
        (line.key, line.amount, line.source.cite) for line in bill.lines
    ]


def test_starting_twice_gives_the_same_payment(unpaid: Application, alice: User) -> None:
    first, again = started(unpaid, alice), started(unpaid, alice, "fr")
    assert (first, first.url) == (again, again.url)
    assert unpaid.payments.count() == 1


def test_nobody_pays_twice(unpaid: Application, alice: User, cards: Cards) -> None:
    begun = started(unpaid, alice)
    cards.pay(begun)
    cards.pay(begun)
    with pytest.raises(NothingToPay):
        started(unpaid, alice)
    with pytest.raises(NothingToPay):
        started(unpaid, alice)
    assert [one.status for one in unpaid.payments.all()] == ["paid"]


def test_a_declined_card_charges_nothing_and_another_may_be_tried(
    unpaid: Application, alice: User, cards: Cards
) -> None:
    first = started(unpaid, alice)
    cards.pay(first, DECLINED)
    assert payments.confirm(first).status == "failed"
    second = paid(unpaid, alice, cards)
    assert (second.status, second.pk == first.pk) == ("paid", False)
    assert [one.status for one in unpaid.payments.order_by("id")] == ["failed", "paid"]


def test_a_webhook_settles_a_payment_and_its_repeat_changes_nothing(
    unpaid: Application, alice: User, cards: Cards, settings: Settings
) -> None:
    begun = started(unpaid, alice)
    cards.pay(begun, NEVER_TOLD)
    event = {"charge": str(begun.provider_id)}
    for _ in range(3):
        payments.notice(*told(event, settings))
    assert [one.status for one in unpaid.payments.all()] == ["paid"]
    assert (CardNotice.objects.count(), verbs(unpaid)) == (1, ["start", "pay"])


def test_a_webhook_is_believed_only_after_the_provider_was_asked(
    unpaid: Application, alice: User, settings: Settings
) -> None:
    begun = started(unpaid, alice)
    event = {"type": "charge.paid", "charge": str(begun.provider_id)}
    payments.notice(*told(event, settings))
    assert unpaid.payments.get().status == "open"


@pytest.mark.parametrize(
    ("age", "secret"), [(0, "Z3Vlc3M="), (301, ""), (-400, "")], ids=["forged", "old", "early"]
)
def test_a_forged_or_old_webhook_changes_nothing(
    age: int, secret: str, unpaid: Application, alice: User, cards: Cards, settings: Settings
) -> None:
    begun = started(unpaid, alice)
    cards.pay(begun, NEVER_TOLD)
    event = {"charge": str(begun.provider_id)}
    with pytest.raises(payments.NoticeForged):
        payments.notice(*told(event, settings, age, secret))
    assert (unpaid.payments.get().status, CardNotice.objects.count()) == ("open", 0)


def test_a_webhook_of_an_unknown_charge_is_taken_and_means_nothing(
    db: None, cards: Cards, settings: Settings
) -> None:
    payments.notice(*told({"charge": "ch_unknown"}, settings))
    assert (CardNotice.objects.count(), Payment.objects.count()) == (1, 0)


def test_a_charge_that_the_provider_does_not_know_stays_open(
    unpaid: Application, alice: User, cards: Cards
) -> None:
    begun = started(unpaid, alice)
    Payment.objects.update(provider_id="ch_lost")
    begun.refresh_from_db()
    assert payments.confirm(begun).status == "open"


def test_another_amount_opens_another_payment(
    unpaid: Application, alice: User, cards: Cards, this_day: date
) -> None:
    first = started(unpaid, alice)
    marry(unpaid, alice, this_day)
    second = started(unpaid, alice)
    assert second.amount == due(unpaid)
    assert second.amount > first.amount
    assert [one.status for one in unpaid.payments.order_by("id")] == ["failed", "open"]


def test_the_page_of_a_replaced_amount_that_is_paid_all_the_same_is_given_back(
    unpaid: Application, alice: User, cards: Cards, this_day: date
) -> None:
    first = started(unpaid, alice)
    marry(unpaid, alice, this_day)
    second = paid(unpaid, alice, cards)
    cards.pay(first, NEVER_TOLD)
    assert payment_turns.sweep() == 1
    first.refresh_from_db()
    assert (first.status, second.status) == ("refund-owed", "paid")
    assert (first.refund_amount, first.refund_lines) == (first.amount, first.lines)
    assert first.refund_why == {
        "en": "This payment was one too many: it is refunded in full.",
        "fr": "Ce paiement était en trop\u00a0: il est entièrement remboursé.",
        "cite": "",
    }
    assert payment_turns.refund_owed() == 1
    assert charge(first).refunded == first.amount
    assert charge(second).refunded == 0


def test_answers_that_change_after_paying_give_all_of_it_back_first(
    unpaid: Application, alice: User, cards: Cards, this_day: date
) -> None:
    first = paid(unpaid, alice, cards)
    marry(unpaid, alice, this_day)
    with pytest.raises(AlreadyPaid):
        started(unpaid, alice)
    payments.refund(unpaid, by=alice)
    second = paid(unpaid, alice, cards)
    assert (second.status, second.amount) == ("paid", due(unpaid))
    first.refresh_from_db()
    assert (first.refund_amount, first.refund_lines) == (first.amount, first.lines)
    assert first.refund_why["en"].startswith("The answers, and so the fees, have changed")
    assert payment_turns.refund_owed() == 1
    assert [charge(one).refunded for one in (first, second)] == [first.amount, 0]


def test_a_payment_that_arrives_after_the_submission_is_given_back(
    unpaid: Application, alice: User, cards: Cards
) -> None:
    begun = started(unpaid, alice)
    Application.objects.update(status="withdrawn", received_at=Now())
    cards.pay(begun)
    assert payments.confirm(begun).status == "refund-owed"
    assert payment_turns.refund_owed() == 1


def test_only_a_draft_is_paid_for(unpaid: Application, alice: User) -> None:
    Application.objects.update(status="withdrawn", received_at=Now())
    with pytest.raises(WrongMoment):
        started(unpaid, alice)
    assert unpaid.payments.count() == 0


def test_while_the_provider_is_down_nothing_is_lost(
    unpaid: Application, alice: User, cards: Cards, settings: Settings
) -> None:
    up = settings.CARDS_URL
    settings.CARDS_URL = NOBODY
    with pytest.raises(CardsDown):
        started(unpaid, alice)
    settings.CARDS_URL = up
    payment = started(unpaid, alice, "fr")
    settings.CARDS_URL = NOBODY
    cards.pay(payment)
    assert payments.confirm(payment).status == "open"
    settings.CARDS_URL = up
    assert payments.confirm(payment).status == "paid"
    assert [one.status for one in unpaid.payments.all()] == ["paid"]


def test_a_charge_whose_first_answer_was_lost_does_not_stand_in_the_way(
    unpaid: Application, alice: User, cards: Cards, settings: Settings
) -> None:
    up = settings.CARDS_URL
    settings.CARDS_URL = NOBODY
    with pytest.raises(CardsDown):
        started(unpaid, alice)
    settings.CARDS_URL = up
    lost = unpaid.payments.get()
    provider.create(str(lost.reference), lost.amount, "lost", "fr", BACK)
    with pytest.raises(CardsDown):
        started(unpaid, alice)
    assert paid(unpaid, alice, cards).status == "paid"


def test_the_sweep_finds_what_a_lost_notice_would_have_told(
    unpaid: Application, alice: User, cards: Cards
) -> None:
    begun = started(unpaid, alice)
    cards.pay(begun, NEVER_TOLD)
    assert payment_turns.sweep() == 0
    Payment.objects.update(started_at=now() - timedelta(minutes=2))
    assert [payment_turns.sweep(), payment_turns.sweep()] == [1, 0]
    assert unpaid.payments.get().status == "paid"


def test_every_payment_that_moved_has_its_event(
    unpaid: Application, alice: User, cards: Cards
) -> None:
    payment = paid(unpaid, alice, cards)
    told_of = Event.objects.filter(noun="payment", about=str(payment.pk)).order_by("id")
    assert [(event.verb, event.role) for event in told_of] == [
        ("start", "applicant"),
        ("pay", "system"),
    ]
