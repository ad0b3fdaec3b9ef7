"""That an officer finds that a person need not give biometrics, on a ground and for a reason; and that it was taken back."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Exemption(Record):
    """`ground` is a key of queries/exemptions.py; the person's row says it, too, while it holds. `reason` stays with the officers."""

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="exemptions"
    )
    person = models.ForeignKey("records.Person", models.RESTRICT, related_name="exemptions")
    ground = models.CharField(max_length=20)
    reason = models.TextField(max_length=5000)
    officer = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(db_default=Now())
    ended_by = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    why_ended = models.TextField(max_length=5000, blank=True)
    status = models.CharField(max_length=20, default="recorded")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_exemption_per_person",
                fields=["person"],
                condition=models.Q(status="recorded"),
            )
        ]

    def __str__(self) -> str:
        return f"exemption of {self.person_id} ({self.status})"
