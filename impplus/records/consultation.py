"""A consultation request that a visitor sends to a firm: no file, no passport, no promise."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record
from impplus.records.user import LANGUAGES


class Consultation(Record):
    """What the contact form asks; read by that firm only."""

    firm = models.ForeignKey("records.Firm", models.PROTECT, related_name="consultations")
    name = models.CharField(max_length=250)
    email = models.EmailField(max_length=254)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    country = models.CharField(max_length=3)
    has_csq = models.BooleanField()
    has_letter = models.BooleanField()
    family_size = models.PositiveSmallIntegerField(default=0)
    message = models.TextField(max_length=5000)
    newsletter = models.BooleanField(default=False)
    status = models.CharField(max_length=20, default="new")
    requested_at = models.DateTimeField(db_default=Now())
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("records.User", models.PROTECT, null=True, blank=True)
    answer = models.TextField(max_length=5000, blank=True)
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["requested_at"]

    def __str__(self) -> str:
        return f"consultation {self.pk} ({self.status})"
