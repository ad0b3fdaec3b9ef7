"""What a client asked about the draft of a service agreement before signing, and what the firm answered."""

from django.db import models

from impplus.practice.retainer import Retainer
from impplus.records.clock import Now
from impplus.records.record import Record


class AgreementQuestion(Record):
    """`version` is that of the draft that was asked about; `answered_by` is the name that the colleague had."""

    agreement = models.ForeignKey(Retainer, models.CASCADE, related_name="questions")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=5000)
    asked_at = models.DateTimeField(db_default=Now())
    answer = models.TextField(max_length=5000, blank=True)
    answered_by = models.CharField(max_length=250, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["asked_at", "id"]

    def __str__(self) -> str:
        return f"question {self.pk} about an agreement"
