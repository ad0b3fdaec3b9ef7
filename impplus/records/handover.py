"""That a file went from one officer to another, or to nobody: by whom, when and why."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record

KINDS = ("take-over", "hand-over", "release", "assign")


class Handover(Record):
    """`before` had the file until then and `after` has it since; each may be nobody. `note` is the reason.

    Either officer reads it in the queue, and says so: `before_read_at` and `after_read_at`. Whoever did it knows at once.
    """

    application = models.ForeignKey("records.Application", models.CASCADE, related_name="handovers")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in KINDS])
    before = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    after = models.ForeignKey(
        "records.User", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+", db_index=False)
    note = models.TextField(max_length=5000, blank=True)
    at = models.DateTimeField(db_default=Now())
    before_read_at = models.DateTimeField(null=True, blank=True)
    after_read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "id"]
        indexes = [
            models.Index(
                name="handovers_lost_unread",
                fields=["before", "at"],
                condition=models.Q(before_read_at__isnull=True, before__isnull=False),
            ),
            models.Index(
                name="handovers_got_unread",
                fields=["after", "at"],
                condition=models.Q(after_read_at__isnull=True, after__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.application_id}"
