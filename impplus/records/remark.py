"""An internal note on a file: officers write it for officers, and nobody else reads it."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Remark(Record):
    """Written once; its event does not hold the text."""

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="remarks")
    text = models.TextField(max_length=5000)
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"remark {self.pk}"
