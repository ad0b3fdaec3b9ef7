"""Money that a client paid in advance, as it was noted: day, amount and receipt; a slip is corrected by a second row, and no account is kept."""

from decimal import Decimal

from django.db import models

from impplus.practice.retainer import Retainer
from impplus.records.clock import Now
from impplus.records.record import Record


class Advance(Record):
    """`receipt` is the number of the receipt that the client got.

    A row is never changed: another one `corrects` it, with what is right (nothing where nothing was paid) and the `reason`.
    """

    firm = models.BigIntegerField()
    agreement = models.ForeignKey(Retainer, models.CASCADE, related_name="advances")
    paid_on = models.DateField()
    cents = models.PositiveIntegerField()
    receipt = models.CharField(max_length=40)
    corrects = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="correction"
    )
    reason = models.CharField(max_length=500, blank=True)
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
                condition=models.Q(status="noted", cents__gt=0),
            ),
            models.CheckConstraint(
                name="an_advance_is_some_money_or_a_correction",
                condition=models.Q(cents__gt=0) | models.Q(corrects__isnull=False),
            ),
            models.CheckConstraint(
                name="a_correction_has_its_reason",
                condition=models.Q(corrects__isnull=True) | ~models.Q(reason=""),
            ),
        ]

    @property
    def amount(self) -> Decimal:
        """What was paid, in dollars."""
        return Decimal(self.cents) / 100

    def __str__(self) -> str:
        return f"advance {self.pk} ({self.status})"
