"""One line of the audit: who did what to which noun and when; written once, never changed."""

from django.db import models

from impplus.records.record import Record


class Event(Record):
    """`noun`/`about` name the record that moved; `application` puts it on a file's timeline.

    A trigger of the database refuses every change and deletion (migration 0002). `leaf` seals all that
    the event says with its `salt` (rules/seal.py), and is what the public log holds of it.
    """

    at = models.DateTimeField()
    noun = models.CharField(max_length=20)
    about = models.CharField(max_length=20, blank=True)
    verb = models.CharField(max_length=20)
    role = models.CharField(max_length=20)
    by = models.ForeignKey("records.User", models.PROTECT, null=True, blank=True)
    application = models.ForeignKey(
        "records.Application", models.CASCADE, null=True, blank=True, related_name="events"
    )
    detail = models.JSONField(default=dict)
    salt = models.BinaryField(max_length=16)
    leaf = models.BinaryField(max_length=42)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(name="events_of_a_record", fields=["noun", "about"]),
            models.Index(
                name="files_taken",
                fields=["by", "at"],
                condition=models.Q(noun="application", verb__in=("take", "take-over")),
            ),
            models.Index(
                name="files_ended",
                fields=["at"],
                condition=models.Q(
                    noun="application",
                    verb__in=(
                        *("return", "approve", "approve-part", "refuse", "withdraw", "terminate"),
                    ),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.verb}"
