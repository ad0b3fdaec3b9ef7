"""A mandate (IMM 5476): which lawyer of which firm may act in which application, and until when."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Mandate(Record):
    """Given and signed by the applicant; at most one is in force in an application. `opened_at` is when the lawyer last opened the file."""

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="mandates")
    lawyer = models.ForeignKey("records.User", models.PROTECT, related_name="mandates")
    signature = models.CharField(max_length=250)
    status = models.CharField(max_length=20, default="active")
    given_at = models.DateTimeField(db_default=Now())
    ended_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                name="one_mandate_in_force",
                fields=["application"],
                condition=models.Q(status="active"),
            ),
            models.CheckConstraint(
                name="a_mandate_ends_once",
                condition=models.Q(status="active", ended_at__isnull=True)
                | models.Q(status="ended", ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"mandate {self.pk} ({self.status})"
