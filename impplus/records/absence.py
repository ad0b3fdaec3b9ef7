"""The days on which an officer is away, and who does the work meanwhile."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Absence(Record):
    """From the `first` to the `last` day, both included, `substitute` has what `officer` has; `ended` was taken back."""

    officer = models.ForeignKey("records.User", models.PROTECT, related_name="absences")
    substitute = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    first = models.DateField()
    last = models.DateField()
    recorded_at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=20, default="declared")

    class Meta:
        ordering = ["first", "id"]
        constraints = [
            models.CheckConstraint(
                name="an_absence_has_its_days", condition=models.Q(last__gte=models.F("first"))
            ),
            models.CheckConstraint(
                name="nobody_is_their_own_substitute",
                condition=~models.Q(officer=models.F("substitute")),
            ),
        ]

    def __str__(self) -> str:
        return f"absence {self.pk} ({self.status})"
