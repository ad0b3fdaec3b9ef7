"""The last day of a time that the office gives: counted, and then moved to a working day."""

from dataclasses import dataclass
from datetime import date, timedelta

from impplus.rules.deadlines import on_a_working_day
from impplus.rules.programme import Programme


@dataclass(frozen=True)
class DueDay:
    """The day that was counted, and the working day by which something is due."""

    counted: date
    due: date

    @property
    def said(self) -> dict[str, str]:
        """What the event of a deadline keeps of it."""
        return {"due": self.due.isoformat(), "counted": self.counted.isoformat()}


def last_day(programme: Programme, since: date, days: int) -> DueDay:
    """The last of so many days from a day on: the day itself, or the next working day of the programme’s places."""
    counted = since + timedelta(days=days)
    places = programme.settings.words("public-holidays", since)
    return DueDay(counted, on_a_working_day(counted, places))
