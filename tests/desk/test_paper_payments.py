"""Payments that did not come by card: an officer records them with an application on paper, and sends refunds by cheque."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from impplus.actions import assistance, paper_payments, payment_turns, reviews
from impplus.demonstration.papers import child_answers
from impplus.queries import clock, readiness
from impplus.queries.file import file_of
from impplus.queries.officers import NotItsOfficer
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import Application, Letter, Message, Payment, User
from impplus.words import formats
from tests.desk.on_paper import typed
from tests.people import signed_in


def due(application: Application) -> Decimal:
    return readiness.of(file_of(Application.objects.get(pk=application.pk))).due


def paid(application: Application, by: User, *, amount: Decimal, number: str = "A-17") -> None:
    on = clock.today(application.programme)
    paper_payments.record(
        application, means="draft", number=number, paid_on=on, amount=amount, by=by
    )


def kept(application: Application) -> list[tuple[str, Decimal, Decimal | None]]:
    return [(one.status, one.amount, one.refund_amount) for one in application.payments.all()]


def sent(application: Application, this_day: date, **changed: str) -> dict[str, str]:
    day = {"paid_on_0": this_day.year, "paid_on_1": this_day.month, "paid_on_2": this_day.day}
    said = {"means": "draft", "number": "A-17", "amount": str(due(application))}
    return {key: str(one) for key, one in {**said, **day, **changed}.items()}


def test_the_fees_of_the_arrival_are_paid_by_a_bank_draft_and_both_are_told(
    typed_in: Application, desk: Client, this_day: date
) -> None:
    page = reverse("desk:paper-payments", args=[typed_in.number])
    assert page in desk.get(reverse("desk:typed", args=[typed_in.number])).content.decode()
    fees = due(typed_in)
    assert formats.money(fees, "en") in desk.get(page).content.decode()
    for _press in range(2):
        done = desk.post(page, sent(typed_in, this_day), follow=True)
        assert "The payment is recorded." in done.content.decode()
    (payment,) = typed_in.payments.all()
    assert (payment.status, payment.amount, payment.means) == ("paid", fees, "draft")
    assert sum(Decimal(one["amount"]) for one in payment.lines) == fees
    assert readiness.of(file_of(Application.objects.get())).paid_up
    told = Message.objects.filter(concerns=typed_in, notice="payment-recorded")
    assert told.count() == 1
    theirs = signed_in(typed_in.applicant).get(reverse("portal:fees", args=[typed_in.number]))
    assert "Bank draft A-17" in theirs.content.decode()


def test_the_fee_is_that_of_the_arrival_whenever_the_payment_is_recorded(
    typed_in: Application, olivia: User, this_day: date
) -> None:
    fees = due(typed_in)
    later = datetime.combine(this_day + timedelta(days=400), time(17), tzinfo=UTC)
    with clock.at(later):
        paid(typed_in, olivia, amount=fees)
    assert kept(typed_in) == [("paid", fees, None)]


def test_what_is_more_than_the_fees_goes_back_and_what_is_less_goes_back_whole(
    typed_in: Application, olivia: User
) -> None:
    fees, rest = due(typed_in), Decimal("12.50")
    paid(typed_in, olivia, amount=fees - 1, number="A-1")
    assert kept(typed_in) == [("refund-owed", fees - 1, fees - 1)]
    paid(typed_in, olivia, amount=fees + rest, number="A-2")
    assert kept(typed_in)[1:] == [("refund-owed", rest, rest), ("paid", fees, None)]
    assert [one.refund_why["en"] for one in typed_in.payments.filter(status="refund-owed")] == [
        "This payment is less than the fees that are due: it is refunded in full.",
        "This part of the payment is more than the fees: it is refunded.",
    ]
    paid(typed_in, olivia, amount=fees, number="A-3")
    assert kept(typed_in)[3:] == [("refund-owed", fees, fees)]
    with pytest.raises(AlreadyDone):
        paid(typed_in, olivia, amount=fees + rest, number="A-2")
    with pytest.raises(NotUnderstood):
        paid(typed_in, olivia, amount=fees, number="A-2")
    assert typed_in.payments.count() == 4


def test_of_a_child_typed_in_afterwards_the_fees_are_paid_anew_and_the_first_payment_goes_back(
    typed_in: Application, olivia: User, this_day: date
) -> None:
    first = due(typed_in)
    paid(typed_in, olivia, amount=first, number="A-1")
    child = assistance.add_person(typed_in, relation="child", seen=1, by=olivia)
    typed(child, child_answers(this_day), olivia)
    now = due(typed_in)
    assert now > first
    paid(typed_in, olivia, amount=now, number="A-2")
    assert sorted(kept(typed_in)) == [("paid", now, None), ("refund-owed", first, first)]


def test_a_refund_goes_by_cheque_whose_number_is_recorded_and_the_worker_leaves_it_alone(
    typed_in: Application, desk: Client, olivia: User
) -> None:
    fees = due(typed_in)
    paid(typed_in, olivia, amount=fees)
    reviews.take_oldest(by=olivia)
    reviews.return_incomplete(
        Application.objects.get(), reasons="Il manque tout ce qui est demandé.", by=olivia
    )
    assert kept(typed_in) == [("refund-owed", fees, fees)]
    assert payment_turns.refund_owed() == 0
    letter = Letter.objects.get(kind="returned")
    assert [one in letter.facts for one in ("refund", "refund_by_cheque")] == [False, True]
    payment = typed_in.payments.get()
    listed = desk.get(reverse("desk:refunds")).content.decode()
    there = reverse("desk:paper-payments", args=[typed_in.number])
    assert [
        there in listed,
        "1 refund is to be sent by cheque" in desk.get(reverse("desk:queue")).content.decode(),
    ] == [True, True]
    act = reverse("desk:repay", args=[typed_in.number, payment.pk])
    refused = desk.post(act, {"cheque": " "})
    assert (refused.status_code, "Enter the number of the cheque" in refused.content.decode()) == (
        422,
        True,
    )
    long = {"cheque": "7" * 61}
    refused, switched = desk.post(act, long), desk.post(act, {**long, "_redisplay": "1"})
    assert [refused.status_code, switched.status_code] == [422, 200]
    for page in (refused, switched):  # it stays as it was typed
        assert f'value="{"7" * 61}"' in page.content.decode()
    for _press in range(2):
        desk.post(act, {"cheque": "7001"})
    payment.refresh_from_db()
    assert (payment.status, payment.cheque) == ("refunded", "7001")
    assert there not in desk.get(reverse("desk:refunds")).content.decode()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"means": ""}, "Choose"),
        ({"means": "shells"}, "Choose"),
        ({"number": ""}, "Number of the payment"),
        ({"number": "x" * 61}, "60"),
        ({"amount": "0"}, "Enter an amount from $0.01 to $100,000.00"),
        ({"amount": "-5"}, "Enter an amount from $0.01 to $100,000.00"),
        ({"amount": "1e9"}, "Enter an amount from $0.01 to $100,000.00"),
        ({"amount": "100000.01"}, "Enter an amount from $0.01 to $100,000.00"),
        ({"paid_on_0": "2099"}, "This day is still to come."),
        ({"paid_on_1": "13"}, "month"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_recorded(
    typed_in: Application, desk: Client, this_day: date, changed: dict[str, str], said: str
) -> None:
    page = reverse("desk:paper-payments", args=[typed_in.number])
    answer = desk.post(page, sent(typed_in, this_day, **changed))
    assert (answer.status_code, said in answer.content.decode()) == (422, True)
    assert Payment.objects.count() == 0


def test_before_the_answers_are_typed_in_the_fees_are_not_known(
    arrived: Application, desk: Client, olivia: User
) -> None:
    with pytest.raises(NotUnderstood):
        paid(arrived, olivia, amount=Decimal(255))
    shown = desk.get(reverse("desk:paper-payments", args=[arrived.number])).content.decode()
    assert "The fees are not known yet" in shown


def test_nothing_is_recorded_in_a_file_made_online(
    taken: Application, desk: Client, olivia: User
) -> None:
    assert desk.get(reverse("desk:paper-payments", args=[taken.number])).status_code == 404
    with pytest.raises(WrongMoment):
        paid(taken, olivia, amount=Decimal(255))
    card = taken.payments.get()
    with pytest.raises(WrongMoment):
        paper_payments.repay(card, cheque="7", by=olivia)


def test_another_officer_records_nothing_in_a_file_that_is_taken(
    typed_in: Application, olivia: User, noor: User
) -> None:
    reviews.take_oldest(by=olivia)
    typed_in.refresh_from_db()
    with pytest.raises(NotItsOfficer):
        paid(typed_in, noor, amount=Decimal(255))
