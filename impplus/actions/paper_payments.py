"""Payments that did not come by card, with an application made by another means: recorded by an officer, refunded by cheque."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from impplus.actions import messages, moves, payments
from impplus.actions.locks import held_application
from impplus.queries import clock, readiness, refunds
from impplus.queries.assistance import assistance_of
from impplus.queries.bills import lines_of
from impplus.queries.file import file_of, today_of
from impplus.queries.letters.decided import is_to_be_told_first
from impplus.queries.officers import must_work_on
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.queries.typed import fault_in
from impplus.records.application import OPEN
from impplus.records.clock import Now
from impplus.records.models import Application, Payment, User
from impplus.records.payment import MEANS
from impplus.words import formats
from impplus.words.text import Text

LONGEST = 60  # characters of a number
MOST = Decimal(100_000)  # dollars
CENT = Decimal("0.01")


def record(
    application: Application,
    *,
    means: str,
    number: str,
    paid_on: date,
    amount: Decimal,
    by: User,
) -> None:
    """Record what was paid by one of MEANS with a number, for the fees of the moment of arrival.

    What is more than the fees goes back, and so does all of what is less, of a second payment, and of one before for other fees.
    Raises NotUnderstood (what was typed, the same number once more, fees not known before the answers are typed in), AlreadyDone for the same
    again, and WrongMoment where the application was made online, or is closed.
    """
    must_work_on(application, by)
    number = " ".join(number.split())
    if faults := _faults(means, number, paid_on, amount, today_of(application)):
        raise NotUnderstood(*faults)
    with transaction.atomic():
        locked = held_application(application.pk)
        if assistance_of(locked) is None or locked.status not in OPEN:
            raise WrongMoment
        _must_be_new(locked, means, number, amount)
        given = {"means": means, "number": number, "paid_on": paid_on}
        ready = readiness.of(file_of(locked))
        if not (ready.answered and ready.bill.complete):
            raise NotUnderstood(_UNKNOWN)
        if ready.paid_up or amount < ready.due:
            why = refunds.SURPLUS if ready.paid_up else refunds.TOO_LITTLE
            _send_back(locked, amount, why, given, by=by)
        else:
            for before in (one for one in ready.payments if one.status == "paid"):
                payments.owe(refunds.whole(before, refunds.ANSWERS_CHANGED), "answers-changed", by)
            if rest := amount - ready.due:
                _send_back(locked, rest, refunds.OVER, given, by=by)
            kept = _payment(locked, ready.due, lines_of(ready.bill.lines), given)
            moves.move(kept, "record", by=by, detail={"means": means})
        messages.tell(locked, "payment-recorded")


def repay(payment: Payment, *, cheque: str, by: User) -> None:
    """Record the number of the cheque by which a refund was sent; NotUnderstood without one, WrongMoment of what goes back to a card."""
    must_work_on(payment.application, by)
    cheque = " ".join(cheque.split())
    if fault := fault_in(cheque, empty=_CHEQUE, longest=LONGEST):
        raise NotUnderstood(fault)
    with transaction.atomic():
        held_application(payment.application_id)
        if not payment.means:
            raise WrongMoment
        columns = {"refunded_at": Now(), "cheque": cheque}
        moves.move(payment, "repay", by=by, columns=columns)
        if not is_to_be_told_first(payment.application):
            messages.tell(payment.application, "payment-refunded")


def _send_back(
    application: Application, amount: Decimal, why: Text, given: dict[str, Any], *, by: User
) -> None:
    """Keep a payment of which all goes back: it pays for nothing, and so has no lines."""
    kept = _payment(application, amount, [], given)
    for name, value in refunds.whole(kept, why).columns.items():
        setattr(kept, name, value)
    moves.move(kept, "record-surplus", by=by, detail={"means": given["means"]})


def _payment(
    application: Application, amount: Decimal, lines: list[dict[str, Any]], given: dict[str, Any]
) -> Payment:
    """A payment that is here: it counts as paid at the moment at which it is recorded."""
    made = Payment(application=application, amount=amount, lines=lines, **given)
    made.reference, made.paid_at = uuid.uuid4(), clock.now()
    return made


def _must_be_new(application: Application, means: str, number: str, amount: Decimal) -> None:
    """Raise for a payment that is recorded: AlreadyDone with the same amount, NotUnderstood with another one."""
    same = application.payments.filter(means=means, number=number)
    if recorded := [one.amount for one in same]:
        raise AlreadyDone if sum(recorded) == amount else NotUnderstood(_RECORDED)


def _faults(means: str, number: str, paid_on: date, amount: Decimal, today: date) -> list[Text]:
    """What is wrong in what was typed."""
    said = fault_in(number, empty=_NUMBER, longest=LONGEST)
    return [
        *([] if means in MEANS else [_MEANS]),
        *([said] if said else []),
        *([] if paid_on <= today else [_DAY]),
        *([] if 0 < amount <= MOST and amount == amount.quantize(CENT) else [_AMOUNT]),
    ]


_MEANS = Text(en="Choose how it was paid.", fr="Choisissez le mode de paiement.")
_NUMBER = Text(
    en="Enter the number that stands on the payment.",
    fr="Inscrivez le numéro qui figure sur le paiement.",
)
_DAY = Text(en="This day is still to come.", fr="Cette date est à venir.")
_AMOUNT = Text(
    en=f"Enter an amount above 0, up to {formats.money(MOST, 'en')}.",
    fr=f"Inscrivez un montant supérieur à 0, jusqu’à {formats.money(MOST, 'fr')}.",
)
_RECORDED = Text(
    en="A payment with this number and another amount is recorded already. Compare with the paper.",
    fr="Un paiement portant ce numéro, d’un autre montant, est déjà enregistré. Comparez avec le papier.",
)
_UNKNOWN = Text(
    en="The fees are not known yet, because answers are missing. Type the answers in first; then record the payment.",
    fr="Les frais ne sont pas encore connus, car des réponses manquent. Saisissez d’abord les réponses, puis enregistrez le paiement.",
)
_CHEQUE = Text(
    en="Enter the number of the cheque by which the refund was sent.",
    fr="Inscrivez le numéro du chèque par lequel le remboursement a été envoyé.",
)
