"""A second officer’s word on a decision that one officer may not make alone: asked for, signed or sent back with a reason."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Countersignature(Record):
    """`grounds` are what it is asked for: [key, met, note] of each condition. `sent` is the whole form as it was typed, to go on with."""

    application = models.ForeignKey(
        "records.Application", models.CASCADE, related_name="countersignatures"
    )
    outcome = models.CharField(max_length=20)
    grounds = models.JSONField()
    sent = models.JSONField()
    asked_by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(db_default=Now())
    settled_by = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    settled_at = models.DateTimeField(null=True, blank=True)
    why = models.TextField(max_length=5000, blank=True)
    status = models.CharField(max_length=20, default="asked")

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_countersignature_is_asked_for",
                fields=["application"],
                condition=models.Q(status="asked"),
            )
        ]
        indexes = [
            models.Index(
                name="countersignatures_asked",
                fields=["asked_at", "id"],
                condition=models.Q(status="asked"),
            )
        ]

    def __str__(self) -> str:
        return f"countersignature {self.pk} ({self.status})"
