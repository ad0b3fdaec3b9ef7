"""An enquiry: what a visitor wrote to a firm before anybody is a client; no file, no passport number, no promise."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record
from impplus.records.searched import Searched, WordIndex
from impplus.records.user import LANGUAGES

# By which way an enquiry came.
HERE, SELF_CHECK, OWN_SITE = "here", "self-check", "own-site"
SEARCHED = ("name", "email", "phone", "message")


class Enquiry(Record):
    """Read by that firm alone. `firm` is the key of records.Firm, kept without a reference: the tables lie apart."""

    firm = models.BigIntegerField()
    name = models.CharField(max_length=250)
    email = models.EmailField(max_length=254)
    # The same address, however it is written (queries/one_address.py): limits count it.
    counted_as = models.CharField(max_length=254, default="", db_default="")
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    country = models.CharField(max_length=3)
    has_csq = models.BooleanField()
    has_letter = models.BooleanField()
    family_size = models.PositiveSmallIntegerField(default=0)
    partner = models.BooleanField(null=True, blank=True)
    # The ages of the children, in years, as the visitor gave them.
    children = models.JSONField(default=list, blank=True)
    message = models.TextField(max_length=5000)
    # What the visitor answered in the self-check and attached, and the day of it; and by which way the enquiry came.
    answers = models.JSONField(default=dict, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    channel = models.CharField(max_length=20, default=HERE, db_default=HERE)
    # The same words of the same person on the same day are one enquiry, however often they are sent.
    digest = models.CharField(max_length=64, blank=True, default="", db_default="")
    status = models.CharField(max_length=20, default="new")
    requested_at = models.DateTimeField(db_default=Now())
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["requested_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="an_enquiry_is_sent_once",
                fields=["firm", "digest"],
                condition=~models.Q(digest=""),
            )
        ]
        indexes = [
            models.Index(name="enquiries_of_a_firm", fields=["firm", "-requested_at", "-id"]),
            models.Index(name="enquiries_by_address", fields=["counted_as", "requested_at"]),
            WordIndex(Searched(*SEARCHED), name="enquiries_by_word"),
        ]

    def __str__(self) -> str:
        return f"enquiry {self.pk} ({self.status})"
