"""How many look-ups of a day found nothing, or had to wait: of each kind a number, and nothing of who asked or for what."""

from django.db import models

from impplus.records.record import Record


class GuessCount(Record):
    """`what` is the kind of look-up (web/attempts.py); of `wrong` ones nothing matched, `waited` were refused as too many. `day` is one of the programme's place."""

    day = models.DateField()
    what = models.CharField(max_length=20)
    wrong = models.PositiveIntegerField(default=0)
    waited = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="guesses_are_counted_by_day", fields=["day", "what"])
        ]

    def __str__(self) -> str:
        return f"{self.what} on {self.day}"
