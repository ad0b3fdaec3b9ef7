"""A deadline of a matter: by which day, counted from what, and who signed it off."""

from django.db import models

from impplus.practice.matter import Matter
from impplus.records.record import Record

RUNNING = ("counted", "signed")
MOST_DAYS = 3650  # that a letter may give
LONGEST_WHAT = 120  # letters of what a deadline is about


class Deadline(Record):
    """`kind` is a key of rules/terms.py; `since` is what it is counted from and `days` what a letter said.

    `what` is the firm's own word for it. `origin` names what it follows from in a file of this system, such as
    "question:12"; "" where it was typed. `signed_by` is the key of the lawyer who signed it off, `signed_name` the name then.
    """

    firm = models.BigIntegerField()
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=24)
    what = models.CharField(max_length=LONGEST_WHAT, blank=True)
    since = models.DateField()
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField()
    origin = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=20, default="counted")
    signed_by = models.BigIntegerField(null=True, blank=True)
    signed_name = models.CharField(max_length=250, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                name="one_deadline_per_origin",
                fields=["matter", "origin"],
                condition=models.Q(status__in=RUNNING) & ~models.Q(origin=""),
            ),
            models.CheckConstraint(
                name="a_signed_deadline_has_its_lawyer",
                condition=~models.Q(status__in=("signed", "met"))
                | models.Q(signed_by__isnull=False, signed_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                name="deadlines_that_run",
                fields=["matter", "due_on", "id"],
                condition=models.Q(status__in=RUNNING),
            )
        ]

    def __str__(self) -> str:
        return f"deadline {self.pk} ({self.status})"
