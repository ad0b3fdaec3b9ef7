"""What a person made of an officer's words in the other language after these were sent, or that somebody asked for it."""

from functools import reduce
from operator import or_

from django.db import models

from impplus.records.record import Record
from impplus.records.user import LANGUAGES

_OF = ("question", "correspondence", "decision", "letter")


def _of(one: str) -> models.Q:
    """That it is of this, and of nothing else."""
    return models.Q(**{f"{other}__isnull": other != one for other in _OF})


class Translation(Record):
    """Of one question, message or decision, or of the reasons in a letter; `language` is that of the translation, which the words are not in.

    Who reads the words asks for it, and the office adds what `translator` made; what is added never changes (a trigger of
    the database, migration 0059): a corrected one is another row, and the newest is shown. What was sent stays as it was.
    `window` is the page from which it was added, by which the same press is known again.
    """

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="translations"
    )
    question = models.ForeignKey(
        "records.Question", models.CASCADE, null=True, blank=True, related_name="translations"
    )
    correspondence = models.ForeignKey(
        "records.Correspondence", models.CASCADE, null=True, blank=True, related_name="translations"
    )
    decision = models.ForeignKey(
        "records.Decision", models.CASCADE, null=True, blank=True, related_name="translations"
    )
    letter = models.ForeignKey(
        "records.Letter", models.CASCADE, null=True, blank=True, related_name="translations"
    )
    language = models.CharField(max_length=2, choices=LANGUAGES)
    asked_by = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(max_length=5000, blank=True)
    translator = models.CharField(max_length=250, blank=True)
    added_by = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(null=True, blank=True)
    window = models.CharField(max_length=40, blank=True, db_default="", default="")
    status = models.CharField(max_length=20, default="asked")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="a_translation_is_of_one_text",
                condition=reduce(or_, map(_of, _OF)),
            ),
            models.CheckConstraint(
                name="a_translation_was_asked_for_or_added",
                condition=models.Q(status="asked", asked_at__isnull=False, asked_by__isnull=False)
                | models.Q(status="added", added_at__isnull=False, added_by__isnull=False)
                & ~models.Q(text="")
                & ~models.Q(translator=""),
            ),
            models.UniqueConstraint(
                name="one_request_for_each_text",
                fields=_OF,
                condition=models.Q(status="asked"),
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(
                name="translations_asked_for",
                fields=["asked_at", "id"],
                condition=models.Q(status="asked"),
            )
        ]

    def __str__(self) -> str:
        return f"translation {self.pk} ({self.status})"
