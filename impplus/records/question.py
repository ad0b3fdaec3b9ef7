"""What an officer asks of the applicant, and the answer."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record
from impplus.words.text import Text

KINDS = ("question", "fairness")


class Question(Record):
    """`kind` is one of KINDS. Of one of "fairness", `concerns` are the keys of the conditions that it is about.

    `person` is the member of the family whom it concerns; None where it is the application as a whole.

    `document` names the kind of document asked for, if any; `wanted` are several of several people,
    each {"document": kind, "person": key, "en": …, "fr": …}. A sent letter starts the time.

    `more_until` is the day until which more time is asked for, with the reason, while `more` is "asked";
    then it is "given" or "refused"; `more_window` is the page from which it was asked, by which the same press is known again. Each text keeps the language that it was written in; `translation` is
    what `translator` made of the question in the other one.
    """

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="questions")
    person = models.ForeignKey(
        "records.Person", models.RESTRICT, null=True, blank=True, related_name="questions"
    )
    asked_by = models.ForeignKey("records.User", models.PROTECT, related_name="questions_asked")
    asked_at = models.DateTimeField(db_default=Now())
    kind = models.CharField(max_length=20, db_default="question", default="question")
    concerns = models.JSONField(db_default=[], default=list, blank=True)
    wanted = models.JSONField(db_default=[], default=list, blank=True)
    text = models.TextField(max_length=5000)
    language = models.CharField(max_length=2, db_default="", default="")
    translation = models.TextField(max_length=5000, blank=True, db_default="", default="")
    translator = models.CharField(max_length=250, blank=True, db_default="", default="")
    document = models.CharField(max_length=40, blank=True)
    due_on = models.DateField()
    status = models.CharField(max_length=20, default="open")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="questions_answered"
    )
    answer = models.TextField(max_length=5000, blank=True)
    answer_language = models.CharField(max_length=2, blank=True, db_default="", default="")

    more = models.CharField(max_length=10, blank=True)
    more_until = models.DateField(null=True, blank=True)
    more_reason = models.TextField(max_length=5000, blank=True)
    more_language = models.CharField(max_length=2, blank=True, db_default="", default="")
    more_window = models.CharField(max_length=40, blank=True, db_default="", default="")

    class Meta:
        ordering = ["asked_at"]

    @property
    def documents_wanted(self) -> list[Text]:
        """Each document of `wanted`, with whose it is."""
        return [Text(en=one["en"], fr=one["fr"]) for one in self.wanted]

    def __str__(self) -> str:
        return f"question {self.pk} ({self.status})"
