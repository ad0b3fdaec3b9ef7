"""Days on which a firm, or somebody of it, receives nobody; and who has that colleague's work meanwhile."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Closure(Record):
    """From `first` to `last`, both included, by the firm's clock; of the whole firm where `account` is empty.

    With a `substitute` it is an absence: on these days that account has what `account` has.
    """

    firm = models.BigIntegerField()
    account = models.BigIntegerField(null=True, blank=True)
    substitute = models.BigIntegerField(null=True, blank=True)
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
            ),
            models.CheckConstraint(
                name="a_substitute_is_somebody_else",
                condition=models.Q(substitute=None)
                | (models.Q(account__isnull=False) & ~models.Q(substitute=models.F("account"))),
            ),
        ]
        indexes = [
            models.Index(
                name="absences_of_days",
                fields=["last", "first"],
                condition=models.Q(status="declared", substitute__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"closure {self.pk} ({self.status})"
