"""The year's intake, and its places: one row each, made when the intake opens."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.programme import ProgrammeField


class Intake(models.Model):
    """`size` is the cap in force when it was opened."""

    programme = ProgrammeField()
    year = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    opened_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_intake_per_year", fields=["programme", "year"])
        ]

    def __str__(self) -> str:
        return f"{self.programme.code} {self.year}"


class Place(models.Model):
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
            )
        ]

    def __str__(self) -> str:
        return f"place {self.number}"
