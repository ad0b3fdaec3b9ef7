"""That an officer must not open a file: it is the officer’s own, or somebody’s who is close to the officer."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Kinship(Record):
    """Declared by the officer; another officer may take it away, and it stays, as dropped."""

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="kinships", db_index=False
    )
    officer = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=20, default="declared")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_kinship_per_officer",
                fields=["application", "officer"],
                condition=models.Q(status="declared"),
            )
        ]

    def __str__(self) -> str:
        return f"kinship {self.pk} ({self.status})"
