"""What an officer asks of the applicant, and the answer."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Question(Record):
    """`person` is the member of the family whom it concerns; None where it is the application as a whole.

    `document` names the kind of document asked for, if any; a sent letter starts the time.

    `more_until` is the day until which more time is asked for, with the reason, while `more` is "asked";
    then it is "given" or "refused". Each text keeps the language that it was written in; `translation` is
    what `translator` made of the question in the other one.
    """

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="questions")
    person = models.ForeignKey(
        "records.Person", models.RESTRICT, null=True, blank=True, related_name="questions"
    )
    asked_by = models.ForeignKey("records.User", models.PROTECT, related_name="questions_asked")
    asked_at = models.DateTimeField(db_default=Now())
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

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return f"question {self.pk} ({self.status})"
