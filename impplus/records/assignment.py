"""Which colleagues of a representative may open a represented file, besides the one whom the applicant appointed."""

from django.db import models

from impplus.records.application import Application
from impplus.records.clock import Now
from impplus.records.record import Record


class Assignment(Record):
    """It opens the file while the appointment is in force and nobody has ended it; the applicant sees it.

    One that follows from an absence names who is away (`instead_of`), and ends with it; one by hand is a row of its own.
    """

    mandate = models.ForeignKey("records.Mandate", models.CASCADE, related_name="assignments")
    user = models.ForeignKey("records.User", models.PROTECT, related_name="assignments")
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=20, default="active")

    class Meta:
        ordering = ["since", "id"]
        constraints = [
            models.UniqueConstraint(
                name="assigned_once",
                fields=["mandate", "user"],
                condition=models.Q(status="active", instead_of=None),
            ),
            models.UniqueConstraint(
                name="stands_in_once",
                fields=["mandate", "user", "instead_of"],
                condition=models.Q(status="active", instead_of__isnull=False),
            ),
            models.CheckConstraint(
                name="an_assignment_ends_once",
                condition=models.Q(status="active", until__isnull=True)
                | models.Q(status="ended", until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"assignment {self.pk} ({self.status})"

    @property
    def application(self) -> Application:
        """The file that it opens."""
        return self.mandate.application
