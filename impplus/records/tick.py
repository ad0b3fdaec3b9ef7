"""That an officer has looked at a whole document: who ticked it, and when."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Tick(Record):
    """Each officer’s own; one that was taken away stays, as dropped."""

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="ticks")
    document = models.ForeignKey("records.Document", models.RESTRICT, related_name="ticks")
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=20, default="set")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_tick_per_officer",
                fields=["document", "by"],
                condition=models.Q(status="set"),
            )
        ]

    def __str__(self) -> str:
        return f"tick {self.pk} ({self.status})"
