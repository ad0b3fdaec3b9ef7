"""What is owed back goes back once, whatever the provider does meanwhile."""

import json
import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytest_django import Settings

from impplus.actions import payment_turns, payments
from impplus.outside import cards as provider
from impplus.queries.file import file_of
from impplus.queries.refusals import WrongMoment
from impplus.records.models import Application, Payment, User
from tests import people
from tests.people import Cards
from tests.site import owner

NOBODY = "http://127.0.0.1:9"
HOLDER_FEE = Decimal("100.00")


@pytest.fixture
def unpaid(paid_draft: Application, cards: Cards) -> Application:
    """Alice's application, complete but for the fees."""
    with owner():
        paid_draft.payments.all().delete()
    return paid_draft


def paid(application: Application, by: User, cards: Cards) -> Payment:
    return people.pay_all(application, cards, by)


def verbs(application: Application) -> list[str]:
    events = application.events.filter(noun="payment").order_by("id")
    return [event.verb for event in events]


def charge(payment: Payment) -> provider.Charge:
    return provider.fetch(str(payment.provider_id))


def test_a_refund_is_paid_out_once(unpaid: Application, alice: User, cards: Cards) -> None:
    payment = paid(unpaid, alice, cards)
    payments.refund(unpaid, by=alice)
    assert [payment_turns.refund_owed(), payment_turns.refund_owed()] == [1, 0]
    payment.refresh_from_db()
    assert (payment.status, charge(payment).refunded) == ("refunded", payment.amount)
    assert verbs(unpaid) == ["start", "pay", "owe-refund", "refund"]


def test_nothing_is_given_back_on_asking_once_it_is_submitted(
    received: Application, alice: User
) -> None:
    with pytest.raises(WrongMoment):
        payments.refund(received, by=alice)
    assert Payment.objects.get().status == "paid"


def test_a_refund_waits_for_the_provider(
    unpaid: Application, alice: User, cards: Cards, settings: Settings
) -> None:
    paid(unpaid, alice, cards)
    payments.refund(unpaid, by=alice)
    up, settings.CARDS_URL = settings.CARDS_URL, NOBODY
    assert payment_turns.refund_owed() == 0
    settings.CARDS_URL = up
    assert payment_turns.refund_owed() == 1


def test_a_refund_that_the_provider_refuses_holds_up_no_other(
    unpaid: Application, alice: User, bob: User, cards: Cards, this_day: date
) -> None:
    (stuck,) = people.ready_drafts(1, this_day, [bob])
    payments.refund(stuck, by=bob)
    payment = paid(unpaid, alice, cards)
    payments.refund(unpaid, by=alice)
    assert payment_turns.refund_owed() == 1
    assert (charge(payment).refunded, stuck.payments.get().status) == (
        payment.amount,
        "refund-owed",
    )


def test_money_that_the_provider_gave_back_by_itself_is_not_given_back_again(
    unpaid: Application, alice: User, cards: Cards
) -> None:
    payment = paid(unpaid, alice, cards)
    provider.refund(str(payment.provider_id), "by hand", payment.amount)
    payments.refund(unpaid, by=alice)
    assert payment_turns.refund_owed() == 1
    assert charge(payment).refunded == payment.amount


@pytest.fixture
def owed(unpaid: Application, alice: User, cards: Cards) -> Payment:
    """Alice's payment, of which the open work permit holder fee goes back."""
    payment = paid(unpaid, alice, cards)
    payments.owe_refund(file_of(unpaid), outcome="refused")
    payment.refresh_from_db()
    assert (payment.status, payment.refund_amount) == ("refund-owed", HOLDER_FEE)
    return payment


def test_a_part_goes_back_once_and_the_rest_stays(owed: Payment) -> None:
    assert [payment_turns.refund_owed(), payment_turns.refund_owed()] == [1, 0]
    owed.refresh_from_db()
    assert (owed.status, charge(owed).refunded) == ("refunded", HOLDER_FEE)
    assert charge(owed).state == "paid"
    assert verbs(owed.application) == ["start", "pay", "owe-refund", "refund"]


def test_a_part_whose_answer_was_lost_is_not_given_back_twice(owed: Payment) -> None:
    provider.refund(str(owed.provider_id), f"refund-{owed.reference}", HOLDER_FEE)
    assert payment_turns.refund_owed() == 1
    owed.refresh_from_db()
    assert (owed.status, charge(owed).refunded) == ("refunded", HOLDER_FEE)


@pytest.fixture
def idle() -> Iterator[str]:
    """The address of a provider that says yes to every refund and gives nothing back."""

    class Idle(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            said = {"id": "ch_1", "reference": "R", "amount": 34000, "state": "paid", "refunded": 0}
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.do_GET()

        def log_message(self, *parts: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Idle)
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_refund_is_believed_only_once_the_provider_shows_it(
    owed: Payment, idle: str, settings: Settings
) -> None:
    up, settings.CARDS_URL = settings.CARDS_URL, idle
    assert payment_turns.refund_owed() == 0
    owed.refresh_from_db()
    assert owed.status == "refund-owed"
    settings.CARDS_URL = up
    assert payment_turns.refund_owed() == 1


@pytest.mark.parametrize("by_hand", ["30.00", "100.00", "340.00"])
def test_what_went_back_by_hand_counts(by_hand: str, owed: Payment) -> None:
    provider.refund(str(owed.provider_id), "by hand", Decimal(by_hand))
    assert payment_turns.refund_owed() == 1
    owed.refresh_from_db()
    assert (owed.status, charge(owed).refunded) == ("refunded", max(Decimal(by_hand), HOLDER_FEE))
