"""One draw of candidates, with what is needed to draw it again."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.programme import ProgrammeField
from impplus.records.record import Record


class Round(Record):
    """`seed` and the digest of the candidates considered make the draw reproducible."""

    programme = ProgrammeField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    seed = models.CharField(max_length=64)
    considered = models.PositiveIntegerField()
    digest = models.CharField(max_length=71)
    drawn_at = models.DateTimeField(db_default=Now())
    drawn_by = models.ForeignKey("records.User", models.PROTECT)
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="one_round_per_number", fields=["programme", "year", "number"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"
