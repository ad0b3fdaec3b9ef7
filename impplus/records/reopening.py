"""What becomes of a closed application afterwards: reopened with a second officer's authority, or reconsidered as its people ask."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record

GROUNDS = ("error", "court")


class Reopening(Record):
    """One officer asks for it on one of GROUNDS, with the reasons that go into the letter, and their translation; another authorises it. `ended` is the status that it ends."""

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="reopenings"
    )
    ground = models.CharField(max_length=20)
    ended = models.CharField(max_length=20)
    reasons = models.TextField(max_length=5000)
    language = models.CharField(max_length=2)
    translation = models.TextField(max_length=5000, blank=True, db_default="", default="")
    translator = models.CharField(max_length=250, blank=True, db_default="", default="")
    asked_by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(db_default=Now())
    settled_by = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=20, default="asked")

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_reopening_is_asked_for",
                fields=["application"],
                condition=models.Q(status="asked"),
            ),
            models.CheckConstraint(
                name="an_application_is_reopened_by_two",
                condition=~models.Q(status="given") | ~models.Q(settled_by=models.F("asked_by")),
            ),
        ]
        indexes = [
            models.Index(
                name="reopenings_asked",
                fields=["asked_at", "id"],
                condition=models.Q(status="asked"),
            )
        ]

    def __str__(self) -> str:
        return f"reopening {self.pk} ({self.status})"


class Reconsideration(Record):
    """What the people of a refused or returned application ask the office to look at again; an officer who did not decide answers it.

    `reasons` are theirs, `answer` is the officer's, each in its language, and `answer_translation` what a person made of that.
    """

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="reconsiderations"
    )
    ended = models.CharField(max_length=20)
    reasons = models.TextField(max_length=5000)
    language = models.CharField(max_length=2)
    asked_by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(db_default=Now())
    answer = models.TextField(max_length=5000, blank=True)
    answer_language = models.CharField(max_length=2, blank=True)
    answer_translation = models.TextField(max_length=5000, blank=True, db_default="", default="")
    answer_translator = models.CharField(max_length=250, blank=True, db_default="", default="")
    answered_by = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=20, default="asked")

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_reconsideration_is_asked_for",
                fields=["application"],
                condition=models.Q(status="asked"),
            )
        ]
        indexes = [
            models.Index(
                name="reconsiderations_asked",
                fields=["asked_at", "id"],
                condition=models.Q(status="asked"),
            )
        ]

    def __str__(self) -> str:
        return f"reconsideration {self.pk} ({self.status})"
