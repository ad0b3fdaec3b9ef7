"""What was in the queue at the end of a day, and how long a file received then was told to wait; written once, the day after."""

from django.db import models

from impplus.records.record import Record


class QueueDay(Record):
    """`open` files were open, and `pace` were closed in the days of a pace up to this one, in the programme's time zone.

    `early`, `half` and `late` are the range in days for a file received on that day, and `spread` what it was read from
    (rules/waits.py), of so many `decisions`; they are empty where too little was known, and on days of before this was kept.
    Of `settled` files whose range was over by then, `held` were decided within it.
    """

    day = models.DateField(unique=True)
    open = models.PositiveIntegerField()
    pace = models.PositiveIntegerField()
    decisions = models.PositiveIntegerField(default=0)
    spread = models.JSONField(default=list)
    early = models.PositiveIntegerField(null=True)
    half = models.PositiveIntegerField(null=True)
    late = models.PositiveIntegerField(null=True)
    held = models.PositiveIntegerField(default=0)
    settled = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"queue of {self.day}"
