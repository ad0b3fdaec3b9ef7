"""An interview that an officer held with somebody of a file: when, how, who was there, and what was asked and answered."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Interview(Record):
    """Written once. `means` is a key of queries/interviews.py; `present` and `text` are for officers, and no event holds them."""

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="interviews"
    )
    person = models.ForeignKey("records.Person", models.RESTRICT, related_name="interviews")
    held_on = models.DateField()
    means = models.CharField(max_length=20)
    present = models.CharField(max_length=500)
    text = models.TextField(max_length=10000)
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["held_on", "id"]

    def __str__(self) -> str:
        return f"interview {self.pk}"
