"""How far a firm is with filing an application in the department's own portal: what was made, ticked and filed, and what came back."""

from django.db import models
from django.db.models import Value

from impplus.records.clock import Now
from impplus.records.record import Record


class Filing(Record):
    """`application` is the key of the programme's row. `besides` are the answers that forms alone ask, by person.

    `made` is what came of the last package (queries/packages/summary.py), and `ticked` names by SHA-256 the files that somebody
    validated or had signed. `number` is the department's, from when it was filed.
    """

    firm = models.BigIntegerField()
    application = models.BigIntegerField()
    portal = models.CharField(max_length=40, blank=True)
    besides = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    made = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    made_at = models.DateTimeField(null=True, blank=True)
    ticked = models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
    number = models.CharField(max_length=40, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=20, default="preparing")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="one_filing_of_a_firm", fields=["firm", "application"]),
            models.CheckConstraint(
                name="what_is_filed_has_its_day",
                condition=models.Q(status="filed", filed_on__isnull=False)
                | models.Q(status="preparing", filed_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"filing {self.pk} ({self.status})"


class FiledLetter(Record):
    """A letter of the department about what was filed: its title, its day, and the last day to answer it, where it has one."""

    firm = models.BigIntegerField()
    filing = models.ForeignKey(Filing, models.CASCADE, related_name="letters")
    title = models.CharField(max_length=200)
    dated = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    added_by = models.BigIntegerField()
    added_at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=20, default="open")

    class Meta:
        ordering = ["due_on", "dated", "id"]

    def __str__(self) -> str:
        return f"filed letter {self.pk} ({self.status})"
