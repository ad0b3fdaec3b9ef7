"""A calendar feed: a private address at which calendars read the deadlines of one colleague's matters."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Feed(Record):
    """`digest` is the SHA-256 of the secret in its address, which is shown once and kept nowhere."""

    firm = models.BigIntegerField()
    account = models.BigIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=2)
    status = models.CharField(max_length=20, default="active")
    given_at = models.DateTimeField(db_default=Now())
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                name="one_feed_at_a_time",
                fields=["account"],
                condition=models.Q(status="active"),
            )
        ]

    def __str__(self) -> str:
        return f"feed {self.pk} ({self.status})"
