"""What somebody has typed for the office and not sent yet: kept for that account alone, and destroyed once it is sent."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class UnsentText(Record):
    """`place` is the text of which page it is (queries/unsent_texts.py); `window` and `turn` are those of its last save.

    Of a decision, `text` holds what stands in each field of the page, as JSON.
    `version` is another with each save, and none comes twice, so that what another window typed is not overwritten unseen.
    """

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="unsent_texts", db_index=False
    )
    account = models.ForeignKey("records.User", models.CASCADE, related_name="unsent_texts")
    place = models.CharField(max_length=100)
    text = models.TextField(max_length=5000)
    version = models.PositiveIntegerField(default=1)
    window = models.CharField(max_length=40, blank=True)
    turn = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_unsent_text_per_place", fields=["application", "account", "place"]
            )
        ]
        indexes = [models.Index(name="unsent_texts_by_time", fields=["saved_at"])]

    def __str__(self) -> str:
        return f"unsent text {self.pk}"
