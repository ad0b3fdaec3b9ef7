"""Payments: charged once, believed only when the provider says so, and all given back when owed."""

import contextlib
import uuid
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Now

from impplus.actions import moves, readiness
from impplus.actions.refusals import (
    AlreadyPaid,
    CardsDown,
    NothingToPay,
    NotYours,
    Refusal,
    WrongMoment,
)
from impplus.outside import cards, clock
from impplus.programmes import ALL
from impplus.records import access, reading
from impplus.records.models import Application, CardNotice, Payment, User
from impplus.rules.lifecycle import Role
from impplus.rules.text import Text


class NoticeForged(Refusal):
    """The notice was not signed by the card provider, or is too old."""

    text = Text(
        en="This notice was not signed by the card provider.",
        fr="Cet avis n’a pas été signé par le fournisseur de paiement.",
    )
    status = 400


def start(application: Application, *, return_url: str, language: str, by: User) -> Payment:
    """A payment of what is due, open at the provider: send the person to its `url`.

    An open payment of the same amount is used again, so that nobody pays twice. Raises NothingToPay,
    AlreadyPaid (another amount was paid), CardsDown.
    """
    if not access.applications(by).filter(pk=application.pk).exists():
        raise NotYours
    payment = _open(application, by)
    if payment.url:
        return payment
    try:
        begun = cards.create(
            str(payment.reference),
            payment.amount,
            f"IMP+ {application.number}",
            language,
            return_url,
        )
    except (cards.CardsUnreachable, cards.CardsRefused):
        raise CardsDown from None
    Payment.objects.filter(pk=payment.pk).update(provider_id=begun.provider_id, url=begun.url)
    payment.provider_id, payment.url = begun.provider_id, begun.url
    return payment


def _open(application: Application, by: User) -> Payment:
    ready = readiness.of(application, reading.today(ALL[application.programme]))
    if ready.paid == ready.due:
        raise NothingToPay
    if ready.paid:
        raise AlreadyPaid
    for begun in (one for one in ready.payments if one.status == "open"):
        payment = confirm(begun)
        if payment.status == "paid":
            raise NothingToPay
        if payment.status == "open" and payment.amount == ready.due:
            return payment
        if payment.status == "open":
            moves.move(payment, "fail", by=None, detail={"why": "another amount is due"})
    lines: list[dict[str, Any]] = [
        {
            "key": line.key,
            "person": line.person,
            "amount": str(line.amount),
            "text": {"en": line.text.en, "fr": line.text.fr},
            "cite": line.source.cite,
        }
        for line in ready.bill.lines
    ]
    payment = Payment(
        application=application, reference=uuid.uuid4(), amount=ready.due, lines=lines
    )
    try:
        with transaction.atomic():
            if Application.objects.filter(pk=application.pk, status="draft").count() == 0:
                raise WrongMoment
            moves.move(payment, "start", by=by)
    except IntegrityError:
        return application.payments.get(status__in=["open", "paid"])
    return payment


def confirm(payment: Payment) -> Payment:
    """Ask the provider what became of a payment, and remember it; asking twice changes nothing."""
    if payment.status not in ("open", "failed") or not payment.provider_id:
        return payment
    try:
        charge = cards.fetch(payment.provider_id)
    except cards.CardsUnreachable:
        return payment
    verb = {"paid": "pay", "failed": "fail"}.get(charge.state)
    if verb and charge.amount == payment.amount:
        with contextlib.suppress(WrongMoment):
            _settle(payment, verb)
    return Payment.objects.get(pk=payment.pk)


def _settle(payment: Payment, verb: str) -> None:
    with transaction.atomic():
        application = Application.objects.select_for_update().get(pk=payment.application_id)
        others = application.payments.filter(status__in=["open", "paid"]).exclude(pk=payment.pk)
        if verb == "fail":
            moves.move(payment, "fail", by=None)
        elif application.status == "draft" and not others.exists():
            moves.move(payment, "pay", by=None, paid_at=Now())
        else:
            moves.move(payment, "pay-surplus", by=None, paid_at=Now())
            moves.wake("refund")


def notice(body: bytes, signature: str) -> None:
    """Read a signed webhook once, then ask the provider; raises NoticeForged."""
    try:
        event = cards.read_webhook(body, signature, clock.now())
    except cards.Forged:
        raise NoticeForged from None
    _, new = CardNotice.objects.get_or_create(
        event_id=event.id, defaults={"provider_id": event.provider_id}
    )
    payment = Payment.objects.filter(provider_id=event.provider_id).first()
    if payment and (new or payment.status == "open"):
        confirm(payment)


def refund(application: Application, *, by: User) -> None:
    """Give all of it back because the answers, and so the fees, have changed since."""
    if not access.applications(by).filter(pk=application.pk).exists():
        raise NotYours
    with transaction.atomic():
        locked = Application.objects.select_for_update().get(pk=application.pk)
        if locked.status != "draft":
            raise WrongMoment
        give_back(locked, by=by)


def give_back(application: Application, *, by: User | None = None, verb: str = "") -> None:
    """Owe back everything that was paid for an application; the worker pays it out."""
    with transaction.atomic():
        if verb:
            moves.log("application", application, verb, role=Role.SYSTEM, by=None)
        for payment in application.payments.filter(status="paid"):
            moves.move(payment, "owe-refund", by=by)
        moves.wake("refund")


def refund_owed() -> int:
    """Pay out every refund that is owed; the provider's key makes it once only. How many went."""
    done = 0
    for payment in Payment.objects.filter(status="refund-owed"):
        try:
            charge = cards.refund(str(payment.provider_id), f"refund-{payment.reference}")
        except cards.CardsUnreachable:
            continue
        if charge.refunded == payment.amount:
            moves.move(payment, "refund", by=None, refunded_at=Now())
            done += 1
    return done


def sweep() -> int:
    """Ask about every payment that has been open for a minute; how many were settled."""
    since = reading.now() - timedelta(minutes=1)
    waiting = Payment.objects.filter(status="open", started_at__lt=since)
    return sum(confirm(payment).status != "open" for payment in waiting)
