"""The decision on an application, by a named officer, with reasons."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Decision(Record):
    """`outcome` is approved or refused; the reasons per condition are its findings, in the same `language`.

    `office` is a key of the offices in the programme's folder. Where it is decides how long one may
    apply to the Federal Court (IRPA 72(2)(b)).
    """

    application = models.OneToOneField("records.Application", models.CASCADE)
    outcome = models.CharField(max_length=10, choices=[(o, o) for o in ("approved", "refused")])
    officer = models.ForeignKey("records.User", models.PROTECT, db_index=False)
    decided_at = models.DateTimeField(db_default=Now())
    decided_on = models.DateField()
    reasons = models.TextField(max_length=5000)
    language = models.CharField(max_length=2, db_default="", default="")
    office = models.CharField(max_length=20)
    rules = models.CharField(max_length=71)

    class Meta:
        indexes = [
            models.Index(name="decisions_by_time", fields=["decided_at", "id"]),
            models.Index(name="decisions_of_an_officer", fields=["officer", "decided_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} ({self.application_id})"
