"""How a firm shows itself to visitors, from a day on: its words in both languages, its hours, its colour and its logo."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Presentation(Record):
    """A change is a new row, and the newest of a day counts."""

    firm = models.BigIntegerField()
    since = models.DateField()
    intro_en = models.TextField(max_length=2000, blank=True)
    intro_fr = models.TextField(max_length=2000, blank=True)
    hours_en = models.CharField(max_length=200, blank=True)
    hours_fr = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    colour = models.CharField(max_length=7, blank=True)
    logo = models.BinaryField(max_length=65_536, blank=True, default=b"")
    logo_type = models.CharField(max_length=20, blank=True)
    by = models.BigIntegerField(null=True, blank=True)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["since", "id"]
        indexes = [models.Index(name="presentations_of_a_firm", fields=["firm", "since"])]

    def __str__(self) -> str:
        return f"presentation {self.pk}"
