"""Days as answers keep them: ISO 8601, or the year alone, or year and month, where a passport shows no more."""

import calendar
import re
from datetime import date
from typing import Any

_PART = re.compile(r"(\d{4})(?:-(\d{2}))?")


class PartDay(date):
    """A day of which only the year, or the year and the month, is known: as a day, the first that it may be."""

    month_known: bool

    def __new__(cls, year: int, month: int | None = None, day: int | None = None) -> Any:
        """With a day, it is a whole one, as sums of dates ask for."""
        if day is not None:
            return date(year, month or 1, day)
        made: Any = super().__new__(cls, year, 1 if month is None else month, 1)
        made.month_known = month is not None
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.year, self.month if self.month_known else None)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartDay) and self.written == other.written

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self.written)

    def replace(self, *args: Any, **kwargs: Any) -> Any:
        """A whole day, counted from the first that it may be."""
        return self.first.replace(*args, **kwargs)

    @property
    def written(self) -> str:
        """As it is kept: "1990", "1990-02"."""
        return f"{self.year:04}-{self.month:02}" if self.month_known else f"{self.year:04}"

    @property
    def first(self) -> date:
        """The first day that it may be."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """The last day that it may be."""
        month = self.month if self.month_known else 12
        return date(self.year, month, calendar.monthrange(self.year, month)[1])


def read(written: str) -> date:
    """The day that is written as `written` writes it; raises ValueError."""
    part = _PART.fullmatch(written)
    if part is None:
        return date.fromisoformat(written)
    made: date = PartDay(int(part[1]), int(part[2]) if part[2] else None)
    return made


def written(day: date) -> str:
    """A day as it is kept."""
    return day.written if isinstance(day, PartDay) else day.isoformat()


def may_be(day: date, other: date) -> bool:
    """Whether two days, of each of which a part may not be known, can be the same one."""
    return first(day) <= last(other) and first(other) <= last(day)


def first(day: date) -> date:
    """The first day that a day, of which a part may not be known, can be."""
    return day.first if isinstance(day, PartDay) else day


def last(day: date) -> date:
    """The last day that it can be."""
    return day.last if isinstance(day, PartDay) else day
