"""Money that a client paid in advance, as it was noted: day, amount and receipt; the account itself is kept elsewhere."""

from decimal import Decimal

from django.db import models

from impplus.practice.retainer import Retainer
from impplus.records.clock import Now
from impplus.records.record import Record


class Advance(Record):
    """`receipt` is the number of the receipt that the client got; a slip is struck and noted again, never changed."""

    firm = models.BigIntegerField()
    agreement = models.ForeignKey(Retainer, models.CASCADE, related_name="advances")
    paid_on = models.DateField()
    cents = models.PositiveIntegerField()
    receipt = models.CharField(max_length=40)
    noted_by = models.BigIntegerField()
    noted_at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=20, default="noted")
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["paid_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_advance_of_a_receipt",
                fields=["firm", "receipt"],
                condition=models.Q(status="noted"),
            ),
            models.CheckConstraint(
                name="an_advance_is_some_money", condition=models.Q(cents__gt=0)
            ),
        ]

    @property
    def amount(self) -> Decimal:
        """What was paid, in dollars."""
        return Decimal(self.cents) / 100

    def __str__(self) -> str:
        return f"advance {self.pk} ({self.status})"
