"""Why an officer opened a file that is not that officer’s own."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Visit(Record):
    """One for each officer and file: `why` is a key of queries/visits.py, `words` what the officer said besides."""

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="visits", db_index=False
    )
    officer = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    why = models.CharField(max_length=20)
    words = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(name="one_visit_per_officer", fields=["application", "officer"])
        ]

    def __str__(self) -> str:
        return f"visit {self.pk} ({self.why})"
