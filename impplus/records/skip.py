"""That an officer passed over a file that came next, and why; it comes again on the next day."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Skip(Record):
    """`on` is the day for which the officer passed it over; for every other officer it stays where it was."""

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="skips")
    officer = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)
    reason = models.TextField(max_length=5000)
    on = models.DateField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="a_file_is_skipped_once_a_day", fields=["officer", "on", "application"]
            )
        ]
        indexes = [models.Index(name="skips_by_time", fields=["at", "id"])]

    def __str__(self) -> str:
        return f"skip {self.application_id} ({self.on})"
