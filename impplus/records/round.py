"""One draw of candidates, with what is needed to draw it again."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.programme import ProgrammeField
from impplus.records.record import Record


class Round(Record):
    """Announced, drawn, and released by another officer; each with who and when.

    `digest` is that of the candidates considered, `sealed` that of the secret with which the seed begins: both are published before
    the draw, with the name and the day of the public draw (both empty in rounds of an earlier version), so that `seed` and the list make the draw reproducible. `criteria` are those of the day (queries/round_criteria.py).
    `drawn` were drawn, and `drawn_digest` is the digest of their references in the order of the draw.
    """

    programme = ProgrammeField()
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=20, default="released", db_default="released")
    size = models.PositiveIntegerField()
    criteria = models.JSONField(default=dict, db_default={})
    secret = models.CharField(max_length=64, blank=True, default="", db_default="")
    sealed = models.CharField(max_length=64, blank=True, default="", db_default="")
    public_draw = models.CharField(max_length=120, blank=True, default="", db_default="")
    draws_on = models.DateField(null=True, blank=True)
    seed = models.CharField(max_length=140, blank=True, default="")
    considered = models.PositiveIntegerField()
    digest = models.CharField(max_length=71)
    drawn = models.PositiveIntegerField(null=True, blank=True)
    drawn_digest = models.CharField(max_length=71, blank=True, default="", db_default="")
    announced_at = models.DateTimeField(null=True, db_default=Now())
    announced_by = models.ForeignKey(
        "records.User", models.PROTECT, null=True, related_name="+", db_index=False
    )
    drawn_at = models.DateTimeField(null=True, blank=True, db_default=Now())
    drawn_by = models.ForeignKey("records.User", models.PROTECT, null=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        "records.User", models.PROTECT, null=True, related_name="+", db_index=False
    )
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="one_round_per_number", fields=["programme", "year", "number"]
            ),
            models.UniqueConstraint(
                name="one_round_at_a_time",
                fields=["programme"],
                condition=models.Q(status__in=["announced", "drawn"]),
            ),
        ]

    def is_of(self, account: models.Model) -> bool:
        """Whether an account announced it or made its draw, so that another one has to release it."""
        return account.pk in (self.announced_by_id, self.drawn_by_id)

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def numbers(self) -> str:
        """The numbers of the public draw that were taken; empty before the draw."""
        return self.seed.removeprefix(f"{self.secret} ") if self.sealed else ""
