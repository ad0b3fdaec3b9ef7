"""Another price than the one agreed on: proposed by a link, and consented to or declined by the client; a dated row each."""

from decimal import Decimal

from django.db import models

from impplus.practice.retainer import Retainer
from impplus.records.clock import Now
from impplus.records.record import Record


class PriceChange(Record):
    """`before_cents` is the fee in force when it was proposed, `reason` in the client's language.

    `name` is what the client declared on answering. Until the client consents, the fee before is the one that counts.
    """

    firm = models.BigIntegerField()
    agreement = models.ForeignKey(Retainer, models.CASCADE, related_name="prices")
    before_cents = models.PositiveIntegerField()
    after_cents = models.PositiveIntegerField()
    reason = models.TextField(max_length=2000)
    proposed_by = models.BigIntegerField()
    proposed_at = models.DateTimeField(db_default=Now())
    name = models.CharField(max_length=250, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=20, default="proposed")
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["proposed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_price_is_proposed_at_a_time",
                fields=["agreement"],
                condition=models.Q(status="proposed"),
            ),
            models.CheckConstraint(
                name="a_price_is_answered_by_name",
                condition=models.Q(status__in=("proposed", "withdrawn"))
                | (models.Q(answered_at__isnull=False) & ~models.Q(name="")),
            ),
        ]

    @property
    def before(self) -> Decimal:
        """The fee before, in dollars."""
        return Decimal(self.before_cents) / 100

    @property
    def after(self) -> Decimal:
        """The fee that is proposed, in dollars."""
        return Decimal(self.after_cents) / 100

    def __str__(self) -> str:
        return f"price change {self.pk} ({self.status})"
