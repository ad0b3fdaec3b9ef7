"""What a firm found when it looked for conflicts of interest: who was shown, what was decided, and why."""

from django.db import models

from impplus.practice.enquiry import Enquiry
from impplus.records.clock import Now
from impplus.records.record import Record

# With one of these a firm may go on.
CLEARED = ("clear", "consented")


class Conflict(Record):
    """`searched` is what was looked for, among how many `people`, and `found` who was shown and why, as it stood.

    `by` is the key of the account, `name` the name that it had. A written consent has its words, who gave it and its day.
    Once it is written, a trigger of the database lets nothing but the consent be added.
    """

    firm = models.BigIntegerField()
    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="conflicts")
    searched = models.JSONField()
    people = models.PositiveIntegerField()
    found = models.JSONField()
    reason = models.CharField(max_length=1000)
    by = models.BigIntegerField()
    name = models.CharField(max_length=250)
    found_at = models.DateTimeField(db_default=Now())
    status = models.CharField(max_length=20)
    consent = models.TextField(max_length=5000, blank=True)
    consent_of = models.CharField(max_length=250, blank=True)
    consent_on = models.DateField(null=True, blank=True)
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["found_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="a_written_consent_is_kept",
                condition=~models.Q(status="consented")
                | (
                    ~models.Q(consent="")
                    & ~models.Q(consent_of="")
                    & models.Q(consent_on__isnull=False)
                ),
            ),
            models.CheckConstraint(name="a_finding_has_its_reason", condition=~models.Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"conflict {self.pk} ({self.status})"
