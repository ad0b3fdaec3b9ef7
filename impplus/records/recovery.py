"""A request to take the second factors from an account whose owner has lost them all."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Recovery(Record):
    """It waits until `due_at`, so that the owner can stop it; then a link is sent, good until `ends_at`."""

    account = models.ForeignKey("records.User", models.CASCADE, related_name="recoveries")
    status = models.CharField(max_length=20, default="waiting")
    asked_at = models.DateTimeField(db_default=Now())
    due_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_recovery_at_a_time",
                fields=["account"],
                condition=models.Q(status__in=["waiting", "ready"]),
            )
        ]
        indexes = [
            models.Index(
                name="recoveries_under_way",
                fields=["status", "due_at"],
                condition=models.Q(status__in=["waiting", "ready"]),
            )
        ]

    def __str__(self) -> str:
        return f"recovery {self.pk} ({self.status})"

    @property
    def demo(self) -> bool:
        """Whether it is about an invented person."""
        return self.account.demo
