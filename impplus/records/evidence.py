"""What a page of a document shows of a finding: that it proves what was declared, or shows something else."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record

SAYS = ("proves", "differs")


class Evidence(Record):
    """`key` is that of the condition, `person` whom the finding is about, `sheet` the page of the document, from 1.

    One holds for each finding; what it replaced stays, as dropped.
    """

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="evidence")
    person = models.ForeignKey("records.Person", models.RESTRICT, related_name="+")
    key = models.CharField(max_length=40)
    document = models.ForeignKey("records.Document", models.RESTRICT, related_name="evidence")
    sheet = models.PositiveSmallIntegerField()
    says = models.CharField(max_length=10, choices=[(one, one) for one in SAYS])
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=20, default="held")

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_evidence_per_finding",
                fields=["application", "person", "key"],
                condition=models.Q(status="held"),
            )
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk} ({self.status})"
