"""A first consultation: offered by a private link, booked with its signed agreement, moved, cancelled, or missed."""

from django.db import models

from impplus.practice.enquiry import Enquiry
from impplus.practice.office_hours import OfficeHours
from impplus.records.clock import Now
from impplus.records.record import Record
from impplus.records.user import LANGUAGES

OPEN_BOOKINGS = ("offered", "booked")


class Booking(Record):
    """`account` is the key of who receives. While it is offered, `starts_at` is what the firm proposes, or empty.

    `version` counts the bookings of it, `zone` is that of the visitor. `agreed` is the agreement as it was signed
    (queries/consultation_agreements.py), `file_en` and `file_fr` its signed papers once they are made. Of one person
    no two that are booked overlap: the database excludes it.
    """

    firm = models.BigIntegerField()
    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="bookings")
    hours = models.ForeignKey(OfficeHours, models.PROTECT, related_name="bookings")
    account = models.BigIntegerField()
    starts_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    version = models.PositiveSmallIntegerField(default=0)
    agreed = models.JSONField(null=True, blank=True)
    file_en = models.BinaryField(null=True, blank=True)
    file_fr = models.BinaryField(null=True, blank=True)
    papers_due = models.BooleanField(default=False)
    offered_at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=20, default="offered")
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["offered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_booking_of_an_enquiry",
                fields=["enquiry"],
                condition=models.Q(status__in=OPEN_BOOKINGS),
            ),
            models.CheckConstraint(
                name="a_booked_time_is_agreed_in_writing",
                condition=~models.Q(status__in=["booked", "missed"])
                | models.Q(starts_at__isnull=False, agreed__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="bookings_of_an_account", fields=["account", "starts_at"]),
            models.Index(name="papers_to_make", fields=["id"], condition=models.Q(papers_due=True)),
        ]

    def __str__(self) -> str:
        return f"booking {self.pk} ({self.status})"
