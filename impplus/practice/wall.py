"""A wall around a matter: which colleague does not see it, whatever that colleague's role."""

from django.db import models

from impplus.practice.matter import Matter
from impplus.records.record import Record


class Wall(Record):
    """`account` is the key of the colleague; what a wall hides does not exist for whoever is behind it."""

    firm = models.BigIntegerField()
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="walls")
    account = models.BigIntegerField()
    status = models.CharField(max_length=20, default="up")
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_wall_for_a_colleague",
                fields=["matter", "account"],
                condition=models.Q(status="up"),
            )
        ]

    def __str__(self) -> str:
        return f"wall {self.pk} ({self.status})"
