"""An enquiry: what a visitor wrote to a firm before anybody is a client; no file, no passport number, no promise."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record
from impplus.records.user import LANGUAGES


class Enquiry(Record):
    """Read by that firm alone. `firm` is the key of records.Firm, kept without a reference: the tables lie apart."""

    firm = models.BigIntegerField()
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
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["requested_at", "id"]
        indexes = [
            models.Index(name="enquiries_of_a_firm", fields=["firm", "-requested_at", "-id"])
        ]

    def __str__(self) -> str:
        return f"enquiry {self.pk} ({self.status})"
