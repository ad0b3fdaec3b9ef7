"""What was received and what ended in a period, and how long decisions took; counted once, when the period is over."""

from django.db import models

from impplus.records.clock import Now
from impplus.records.programme import ProgrammeField
from impplus.records.record import Record


class PeriodFigures(Record):
    """Of the days from `since` up to `until` (excluded), in the programme's time zone: a month, or a year so far.

    `median` and `eighty` are days from receipt to decision: half of the decisions, and 80 % of them, took no longer; None where
    nothing was decided. A file that was decided twice counts twice.
    """

    programme = ProgrammeField()
    since = models.DateField()
    until = models.DateField()
    received = models.PositiveIntegerField()
    returned = models.PositiveIntegerField()
    approved = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    withdrawn = models.PositiveIntegerField()
    terminated = models.PositiveIntegerField(default=0, db_default=0)  # by an order
    median = models.PositiveIntegerField(null=True)
    eighty = models.PositiveIntegerField(null=True)
    counted_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["since", "until"]
        constraints = [
            models.UniqueConstraint(
                name="a_period_is_counted_once", fields=["programme", "since", "until"]
            ),
        ]

    def __str__(self) -> str:
        return f"figures from {self.since} to {self.until}"
