"""The year's intake, its places (one row each), and the changes of its cap that officers propose."""

from django.db import models
from django.db.models import F, Q

from impplus.records.clock import Now
from impplus.records.programme import ProgrammeField
from impplus.records.record import Record


class Intake(Record):
    """`size` is its cap now. It opens and closes with its calendar year, unless an instant is given."""

    programme = ProgrammeField()
    year = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_intake_per_year", fields=["programme", "year"]),
            models.CheckConstraint(
                name="an_intake_opens_before_it_closes", condition=Q(opens_at__lt=F("closes_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme.code} {self.year}"


class Place(Record):
    """One place under the cap; free while `application` is empty."""

    intake = models.ForeignKey(
        "records.Intake", models.CASCADE, related_name="places", db_index=False
    )
    number = models.PositiveIntegerField()
    application = models.OneToOneField(
        "records.Application", models.SET_NULL, null=True, blank=True, related_name="place"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="a_place_exists_once", fields=["intake", "number"])
        ]
        indexes = [
            models.Index(
                name="free_places",
                fields=["intake", "number"],
                condition=models.Q(application__isnull=True),
            ),
            models.Index(
                name="taken_places",
                fields=["intake", "number"],
                condition=models.Q(application__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"place {self.number}"


class Proposal(Record):
    """Another cap for an intake: one officer proposes it, and it holds once another confirms it."""

    intake = models.ForeignKey("records.Intake", models.CASCADE, related_name="proposals")
    size = models.PositiveIntegerField()
    reason = models.TextField()
    status = models.CharField(max_length=20, default="proposed")
    proposed_by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(db_default=Now())
    settled_by = models.ForeignKey("records.User", models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_proposal", fields=["intake"], condition=Q(status="proposed")
            ),
            models.CheckConstraint(
                name="a_cap_is_changed_by_two_officers",
                condition=~Q(status="confirmed") | ~Q(settled_by=F("proposed_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intake_id}: {self.size}"
