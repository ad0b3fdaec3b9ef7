"""The decision on an application, by a named officer, with reasons."""

from typing import TYPE_CHECKING

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record

if TYPE_CHECKING:
    from impplus.records.application import Application


class Decision(Record):
    """`outcome` is approved or refused; the reasons per condition are its findings, in the same `language`.

    `office` is a key of the offices in the programme's folder. Where it is decides how long one may
    apply to the Federal Court (IRPA 72(2)(b)). One that was set aside is no longer the decision of its application: that is
    `set_aside_of`. A decision on members who were left for later is a part of the first one (`part_of`).
    """

    application = models.OneToOneField("records.Application", models.CASCADE, null=True, blank=True)
    set_aside_of = models.ForeignKey(
        "records.Application", models.CASCADE, null=True, blank=True, related_name="set_aside"
    )
    part_of = models.ForeignKey(
        "records.Decision", models.CASCADE, null=True, blank=True, related_name="parts"
    )
    outcome = models.CharField(max_length=10, choices=[(o, o) for o in ("approved", "refused")])
    officer = models.ForeignKey("records.User", models.PROTECT, db_index=False)
    decided_at = models.DateTimeField(db_default=Now())
    decided_on = models.DateField()
    reasons = models.TextField(max_length=5000)
    language = models.CharField(max_length=2, db_default="", default="")
    office = models.CharField(max_length=20)
    rules = models.CharField(max_length=71)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="a_decision_stands_or_was_set_aside",
                condition=models.Q(part_of__isnull=False, application=None, set_aside_of=None)
                | models.Q(part_of=None)
                & (models.Q(application__isnull=False) ^ models.Q(set_aside_of__isnull=False)),
            )
        ]
        indexes = [
            models.Index(name="decisions_by_time", fields=["decided_at", "id"]),
            models.Index(name="decisions_of_an_officer", fields=["officer", "decided_at"]),
        ]

    @property
    def about(self) -> "Application":
        """The application that it decides, or decided."""
        found = self.part_of.about if self.part_of else self.application or self.set_aside_of
        if found is None:
            raise LookupError("a decision is about an application")
        return found

    def __str__(self) -> str:
        return f"{self.outcome} ({self.application_id})"
