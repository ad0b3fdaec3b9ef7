"""Where each open file stood when the worker looked last: what a manager counts, and a page would look for too long."""

from django.db import models

from impplus.records.record import Record


class Standing(Record):
    """An open file, the MOST oldest: its `officer`, its `step` and its `age` in days, as queries/standing.py finds them."""

    application = models.OneToOneField(
        "records.Application", models.CASCADE, primary_key=True, related_name="standing"
    )
    officer = models.ForeignKey(
        "records.User", models.CASCADE, null=True, related_name="+", db_index=False
    )
    received_at = models.DateTimeField()
    step = models.CharField(max_length=20)
    age = models.IntegerField()

    def __str__(self) -> str:
        return f"standing of {self.application_id}"


class StandingMark(Record):
    """When all of them were looked at last, and which files had been decided before older ones then: one row."""

    found_at = models.DateTimeField()
    passed = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"found at {self.found_at}"
