"""What was foretold on a day of when an intake is full, with the record of earlier forecasts."""

from django.db import models

from impplus.records.record import Record


class Forecast(Record):
    """The range of days (None: not before the intake closes), kept as it was told that day for a cap.

    `size` is that cap (None: not kept, as those of earlier forecasts were not).
    `letters` were out; `risks` lists pairs of a chance in percent and a number of further letters
    (rules/forecast.py). Of `settled` earlier ranges, whose outcome was known by then, `held` held it.
    """

    intake = models.ForeignKey("records.Intake", models.CASCADE, db_index=False)
    day = models.DateField()
    size = models.PositiveIntegerField(null=True)
    early = models.DateField(null=True)
    late = models.DateField(null=True)
    letters = models.PositiveIntegerField()
    risks = models.JSONField()
    held = models.PositiveIntegerField()
    settled = models.PositiveIntegerField()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(name="one_forecast_a_day", fields=["intake", "day", "size"]),
        ]

    def __str__(self) -> str:
        return f"forecast of {self.day}"
