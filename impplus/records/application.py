"""One principal applicant's request: who made it, on which letter, and where it stands."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.programme import ProgrammeField


class Application(models.Model):
    """The answers of its form stand in the rows of its people."""

    number = models.CharField(max_length=20, unique=True)
    programme = ProgrammeField()
    applicant = models.ForeignKey("records.User", models.PROTECT, related_name="applications")
    invitation = models.ForeignKey(
        "records.Invitation", models.PROTECT, related_name="applications"
    )
    officer = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="files"
    )
    status = models.CharField(max_length=20, default="draft")
    language = models.CharField(max_length=2)
    started_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["started_at"]
        constraints = [
            # A returned application is as if it had not been made (IRPR 12): its letter is free again.
            models.UniqueConstraint(
                name="one_application_per_letter",
                fields=["invitation"],
                condition=~models.Q(status="returned"),
            )
        ]
        indexes = [models.Index(name="applications_by_status", fields=["status", "id"])]

    def __str__(self) -> str:
        return self.number
