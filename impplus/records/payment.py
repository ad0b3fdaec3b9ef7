"""One payment of the fees due: its lines with their sources, and its result."""

from django.db import models
from django.db.models.functions import Coalesce

from impplus.records.clock import Now
from impplus.records.record import Record

MEANS = ("draft", "money-order", "cheque", "bank")  # otherwise than by card


class Payment(Record):
    """`reference` is our idempotency key; `provider_id` is the card provider's own, `url` the page where it is paid, while it can be.

    `asked_at` is when the provider was last asked about it by the worker. Of a refund, once it is owed: the amount, the lines (which fees, for whom), and why.
    One that came by another means than a card was at no provider: an officer recorded by what `means`, with which `number`, of which day (`paid_on`), and the
    number of the cheque by which a refund was sent (`cheque`).
    """

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="payments")
    reference = models.UUIDField(unique=True)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    lines = models.JSONField()
    provider_id = models.CharField(max_length=100, unique=True, null=True, blank=True)
    url = models.URLField(max_length=500, blank=True)
    status = models.CharField(max_length=20, default="open")
    started_at = models.DateTimeField(db_default=Now())
    asked_at = models.DateTimeField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    refund_amount = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    refund_lines = models.JSONField(default=list, blank=True)
    refund_why = models.JSONField(null=True, blank=True)
    refunded_at = models.DateTimeField(null=True, blank=True)
    means = models.CharField(
        max_length=20, choices=[(one, one) for one in MEANS], blank=True, default="", db_default=""
    )
    number = models.CharField(max_length=60, blank=True, default="", db_default="")
    paid_on = models.DateField(null=True, blank=True)
    cheque = models.CharField(max_length=60, blank=True, default="", db_default="")

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_living_payment",
                fields=["application"],
                condition=models.Q(status__in=["open", "paid"]),
            ),
            models.CheckConstraint(
                name="a_payment_is_of_something", condition=models.Q(amount__gt=0)
            ),
            models.CheckConstraint(
                name="another_means_has_a_number_and_a_day",
                condition=models.Q(means="", number="", paid_on=None)
                | models.Q(~models.Q(means=""), ~models.Q(number=""), paid_on__isnull=False),
            ),
            models.CheckConstraint(
                name="a_refund_is_of_what_was_paid",
                condition=models.Q(refund_amount__isnull=True)
                | models.Q(refund_amount__gt=0, refund_amount__lte=models.F("amount")),
            ),
            models.CheckConstraint(
                name="a_refund_says_how_much_and_why",
                condition=models.Q(
                    status__in=["refund-owed", "refunded"],
                    refund_amount__isnull=False,
                    refund_why__isnull=False,
                )
                | models.Q(
                    ~models.Q(status__in=["refund-owed", "refunded"]), refund_amount__isnull=True
                ),
            ),
        ]
        indexes = [
            models.Index(
                name="payments_under_way",
                fields=["status", "started_at"],
                condition=models.Q(status__in=["open", "refund-owed", "failed"]),
            ),
            models.Index(
                "status",
                Coalesce("asked_at", "started_at"),
                name="payments_to_ask_about",
                condition=models.Q(status__in=["open", "refund-owed"]),
            ),
        ]

    def __str__(self) -> str:
        return f"payment {self.pk} ({self.status})"


class CardNotice(Record):
    """A webhook that was read once; its identifier keeps a repeat from counting twice."""

    event_id = models.CharField(max_length=100, unique=True)
    provider_id = models.CharField(max_length=100)
    received_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return self.event_id
