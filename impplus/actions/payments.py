"""Payments: charged once, paid only when the provider says so, and refunded as the rules say."""

import contextlib
import uuid
from collections.abc import Collection, Mapping

from django.db import IntegrityError, transaction

from impplus.actions import messages, moves
from impplus.actions.locks import held_application
from impplus.outside import cards, webhooks
from impplus.queries import readiness, refunds
from impplus.queries.access import must_see
from impplus.queries.bills import lines_of
from impplus.queries.charges import ANOTHER_AMOUNT
from impplus.queries.file import File, file_of
from impplus.queries.places import places_left
from impplus.queries.readiness import Readiness
from impplus.queries.refusals import (
    NoPlaceLeft,
    Refusal,
    WrongMoment,
)
from impplus.queries.refused_payments import AlreadyPaid, CardsDown, NothingToPay
from impplus.records.clock import Now
from impplus.records.models import Application, CardNotice, Payment, User
from impplus.rules.case import Outcome
from impplus.rules.lifecycle import Role, Verb
from impplus.words.text import Text


class NoticeForged(Refusal):
    """The notice was not signed by the card provider, or is too old."""

    text = Text(
        en="This notice was not signed by the payment service.",
        fr="Cet avis n’a pas été signé par le service de paiement.",
    )
    status = 400


def start(file: File, *, return_url: str, language: str, by: User) -> Payment:
    """A payment of what is due, open at the provider: send the person to its `url`.

    An open payment of the same amount is used again, so that nobody pays twice. Raises NothingToPay,
    AlreadyPaid (another amount was paid), NoPlaceLeft, CardsDown.
    """
    must_see(file.application, by)
    payment = begin(file, by=by)
    if payment.url:
        return payment
    try:
        begun = cards.create(
            str(payment.reference),
            payment.amount,
            f"{file.programme.short.say(language)} {file.application.number}",
            language,
            return_url,
        )
    except cards.CardsUnreachable:
        raise CardsDown from None
    except cards.CardsRefused as refused:
        # An earlier try reached the provider with other words and its answer was lost: nobody ever
        # saw that page, so the next try begins a payment of its own.
        moves.move(payment, "fail", by=None, detail={"provider": refused.code})
        raise CardsDown from None
    Payment.objects.filter(pk=payment.pk).update(provider_id=begun.provider_id, url=begun.url)
    payment.provider_id, payment.url = begun.provider_id, begun.url
    return payment


def begin(file: File, *, by: User) -> Payment:
    """The open payment of what is due, of which a provider may not know yet; refuses as `start` does."""
    ready, application = readiness.of(file), file.application
    _must_be_payable(ready)
    for begun in (one for one in ready.payments if one.status == "open"):
        payment = confirm(begun)
        if payment.status == "paid":
            raise NothingToPay
        if payment.status == "open" and payment.amount == ready.due:
            return payment
        if payment.status == "open":
            moves.move(payment, "fail", by=None, detail=ANOTHER_AMOUNT)
    payment = Payment(
        application=application,
        reference=uuid.uuid4(),
        amount=ready.due,
        lines=lines_of(ready.bill.lines),
    )
    try:
        with transaction.atomic():
            if Application.objects.filter(pk=application.pk, status="draft").count() == 0:
                raise WrongMoment
            moves.move(payment, "start", by=by)
    except IntegrityError:
        payment = application.payments.get(status__in=["open", "paid"])
        if payment.status == "paid":
            raise NothingToPay from None
    return payment


def _must_be_payable(ready: Readiness) -> None:
    if ready.paid:
        raise NothingToPay if ready.paid_up else AlreadyPaid
    if not ready.due:
        raise NothingToPay
    if places_left(ready.file.programme, ready.file.on.year).over:
        raise NoPlaceLeft


def confirm(payment: Payment) -> Payment:
    """As `ask_about`; without an answer the payment stays as it is."""
    return look(payment)[0]


def look(payment: Payment) -> tuple[Payment, bool]:
    """As `ask_about`, and whether the provider answered."""
    try:
        return ask_about(payment), True
    except cards.CardsUnreachable:
        return payment, False


def ask_about(payment: Payment) -> Payment:
    """Ask the provider for the result of a payment and store it; asking twice changes nothing.

    A page on which a card was declined is paid on no more: the payment forgets its address, and it is not asked about again.
    Raises cards.CardsUnreachable.
    """
    if payment.status not in ("open", "failed") or not payment.provider_id:
        return payment
    try:
        charge = cards.fetch(payment.provider_id)
    except cards.CardsRefused:
        return payment
    verb = {"paid": "pay", "failed": "fail"}.get(charge.state)
    if verb and charge.amount == payment.amount:
        with contextlib.suppress(WrongMoment):
            settle(payment, verb)
    if charge.state == "failed":
        Payment.objects.filter(pk=payment.pk, status="failed").update(url="")
    return Payment.objects.get(pk=payment.pk)


def settle(payment: Payment, verb: str) -> None:
    """Remember what became of a payment, "pay" or "fail"; WrongMoment if it is settled.

    One too many is refunded, and so is one that arrives when no place is left any more, which a letter
    tells, as whoever paid may have left the site.
    """
    with transaction.atomic():
        application = held_application(payment.application_id)
        others = application.payments.filter(status__in=["open", "paid"]).exclude(pk=payment.pk)
        if verb == "fail":
            moves.move(payment, "fail", by=None)
        elif application.status == "draft" and not others.exists():
            moves.move(payment, "pay", by=None, columns={"paid_at": Now()})
            messages.tell(application, "payment-made")
            file = file_of(application)
            if places_left(file.programme, file.on.year).over:
                give_back(file, outcome="over-cap")
        else:
            columns = refunds.whole(payment, refunds.SURPLUS).columns
            moves.move(payment, "pay-surplus", by=None, columns={"paid_at": Now(), **columns})
            moves.wake("refund")


def notice(body: bytes, headers: Mapping[str, str]) -> None:
    """Remember a signed webhook once, and ask the provider; raises NoticeForged.

    A repeat asks again, which changes nothing once the payment is settled.
    """
    try:
        event = cards.read_webhook(body, headers)
    except webhooks.Forged:
        raise NoticeForged from None
    CardNotice.objects.get_or_create(event_id=event.id, defaults={"provider_id": event.provider_id})
    payment = Payment.objects.filter(provider_id=event.provider_id).first()
    if payment:
        confirm(payment)


def refund(application: Application, *, by: User) -> None:
    """Refund a draft's payment: its answers have changed since, no place is left, or it is asked for; the draft is kept."""
    must_see(application, by)
    with transaction.atomic():
        locked = held_application(application.pk)
        if locked.status != "draft":
            raise WrongMoment
        file = file_of(locked)
        if places_left(file.programme, file.on.year).over:
            owe_refund(file, outcome="over-cap", by=by)
        asked = readiness.of(file).paid_up
        why, cause = (
            (refunds.ASKED_FOR, "asked-for")
            if asked
            else (refunds.ANSWERS_CHANGED, "answers-changed")
        )
        for payment in locked.payments.filter(status="paid"):
            owe(refunds.whole(payment, why), cause, by)


def refund_before_destroying(application: Application, *, by: User) -> None:
    """Refund all that was paid for a draft, so that it can be destroyed."""
    must_see(application, by)
    with transaction.atomic():
        locked = held_application(application.pk)
        if locked.status != "draft":
            raise WrongMoment
        for payment in locked.payments.filter(status="paid"):
            owe(refunds.whole(payment, refunds.ASKED_FOR), "asked-for", by)


def give_back(file: File, *, outcome: Outcome) -> bool:
    """Owe what the rules refund for a draft on an outcome, with the letter that says so; whether there is any.

    Call it in a transaction that holds the application.
    """
    owed = refunds.due(file, outcome)
    if owed is None:
        return False
    moves.move(file.application, "refund", by=None, facts=owed.facts)
    owe(owed, outcome, None)
    return True


def owe_refund(
    file: File,
    *,
    outcome: Outcome,
    by: User | None = None,
    verb: Verb | None = None,
    people: Collection[str] | None = None,
) -> None:
    """Record what the rules refund on an outcome, of everybody or of some `people`, as owed; the worker pays it out.

    Call it in a transaction that holds the application. With a verb, the system says why in the same
    breath, once however often it is tried.
    """
    owed = refunds.due(file, outcome, people)
    if owed is None:
        return
    with transaction.atomic():
        if verb:
            moves.log("application", file.application, verb, role=Role.SYSTEM, by=None)
        owe(owed, outcome, by)


def owe(owed: refunds.Refund, cause: str, by: User | None) -> None:
    """Keep that a refund of a payment is owed, with what caused it; call it in a transaction that holds the application."""
    detail = {"cause": cause, "amount": str(owed.amount)}
    moves.move(owed.payment, "owe-refund", by=by, detail=detail, columns=owed.columns)
    moves.wake("refund")
