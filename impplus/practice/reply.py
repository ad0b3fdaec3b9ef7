"""What a firm wrote back to whoever enquired: each written once, by a person who is named."""

from django.db import models

from impplus.practice.enquiry import Enquiry
from impplus.records.clock import Now
from impplus.records.record import Record


class Reply(Record):
    """`by` is the key of the account, `name` the name that it had: colleagues leave."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="replies")
    text = models.TextField(max_length=5000)
    by = models.BigIntegerField()
    name = models.CharField(max_length=250)
    written_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"reply {self.pk}"
