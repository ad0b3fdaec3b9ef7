"""What the rules said of an application when it was submitted or decided, kept as it was said."""

from django.db import models

from impplus.records.record import Record
from impplus.records.wording import WordedField


class Assessment(Record):
    """`case` holds the facts in their public format, `answer` the whole answer in both languages.

    Written once, never changed: `digest` is the SHA-256 of the answer's canonical JSON, so that
    whoever judges the case again can show that the bytes are the same.
    """

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="assessments", db_index=False
    )
    stage = models.CharField(max_length=10)
    on = models.DateField()
    rules = models.CharField(max_length=71)
    case = models.JSONField()
    answer = WordedField()
    digest = models.CharField(max_length=71)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_assessment_per_stage", fields=["application", "stage"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.stage} {self.application_id}: {self.digest}"
