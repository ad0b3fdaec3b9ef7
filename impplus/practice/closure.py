"""Days on which a firm, or somebody of it, receives nobody."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Closure(Record):
    """From `first` to `last`, both included, by the firm's clock; of the whole firm where `account` is empty."""

    firm = models.BigIntegerField()
    account = models.BigIntegerField(null=True, blank=True)
    first = models.DateField()
    last = models.DateField()
    note = models.CharField(max_length=250, blank=True)
    status = models.CharField(max_length=20, default="declared")
    declared_at = models.DateTimeField(db_default=Now())
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["first", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_closure_ends_after_it_begins",
                condition=models.Q(last__gte=models.F("first")),
            )
        ]

    def __str__(self) -> str:
        return f"closure {self.pk} ({self.status})"
