"""What colleagues write on a matter for themselves, and which contact with the client it is about, if any; each written once."""

from django.db import models

from impplus.practice.matter import Matter
from impplus.records.clock import Now
from impplus.records.record import Record


class MatterNote(Record):
    """`by` is the key of the account and `name` the name that it had; `contact` is a key of words/matters.py, or ""."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="notes")
    text = models.TextField(max_length=5000)
    contact = models.CharField(max_length=10, blank=True)
    by = models.BigIntegerField()
    name = models.CharField(max_length=250)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"note {self.pk} of a matter"
