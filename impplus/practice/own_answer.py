"""A question that visitors ask a firm, with its answer, as the firm writes them in both languages for its public pages."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class OwnAnswer(Record):
    """`place` is where it stands among the others, the lowest first. A change is a new row, and the one before stays, as dropped."""

    firm = models.BigIntegerField()
    place = models.PositiveIntegerField()
    question_en = models.CharField(max_length=200)
    question_fr = models.CharField(max_length=200)
    answer_en = models.TextField(max_length=3000)
    answer_fr = models.TextField(max_length=3000)
    by = models.BigIntegerField()
    saved_at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=20, default="kept")
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["place", "id"]
        indexes = [
            models.Index(
                name="answers_of_a_firm",
                fields=["firm", "place", "id"],
                condition=models.Q(status="kept"),
            )
        ]

    def __str__(self) -> str:
        return f"answer of a firm {self.pk} ({self.status})"
