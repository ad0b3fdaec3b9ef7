"""What went back of the fees of a received application, or will, as its page says it."""

from collections.abc import Iterator
from datetime import datetime

from impplus.queries.refunds import Refund, remembered
from impplus.queries.timeline import Happening
from impplus.records.models import Application

OWING = ("owe-refund", "pay-surplus")  # by which a refund of a payment becomes due


def refunds_in(
    application: Application, told: list[Happening]
) -> Iterator[tuple[Refund, datetime | None]]:
    """What is refunded of a received application, and since when; what went back of its draft stands with the fees."""
    since = {one.event.about: one.event.at for one in told if one.event.verb in OWING}
    for payment in application.payments.all():
        refund, at = remembered(payment), payment.refunded_at
        if refund and not (at and at < application.receipt.received_at):
            yield refund, since.get(str(payment.pk))
