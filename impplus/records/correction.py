"""A correction: answers of one person that were changed after submission, by whom, when and why."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.record import Record


class Correction(Record):
    """One row a change, written once; the receipt keeps what was received.

    `version` is that of the person's answers from then on. `before` and `after` hold the answers that
    changed, by the key of their field, in plain JSON values.
    """

    person = models.ForeignKey(
        "records.Person", models.RESTRICT, related_name="corrections", db_index=False
    )
    version = models.PositiveIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    reason = models.TextField()
    by = models.ForeignKey("records.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(name="one_correction_per_version", fields=["person", "version"])
        ]

    def __str__(self) -> str:
        return f"version {self.version} of the answers of person {self.person_id}"
