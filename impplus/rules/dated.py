"""The law by date: which version of a row is in force on a day, and anniversaries."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

# So many days of the law are kept at hand: the days of receipt of two years.
DAYS_AT_HAND = 800
DAY = timedelta(days=1)


class Dated(Protocol):
    """Anything with a key and days between which it holds (both included)."""

    @property
    def key(self) -> str: ...
    @property
    def since(self) -> date: ...
    @property
    def until(self) -> date | None: ...


def holds(row: Dated, on: date) -> bool:
    """Whether a row holds on a day."""
    return row.since <= on and (row.until is None or on <= row.until)


def newest_rows[Row: Dated](rows: Iterable[Row], on: date) -> tuple[Row, ...]:
    """The rows that hold on a day: of each key the one with the latest start."""
    newest: dict[str, Row] = {}
    for row in rows:
        held = newest.get(row.key)
        if holds(row, on) and (held is None or held.since < row.since):
            newest[row.key] = row
    return tuple(newest.values())


def turns(rows: Iterable[Dated]) -> list[date]:
    """The days on which a row begins, or no longer holds, in order."""
    rows = tuple(rows)
    ends = {row.until + DAY for row in rows if row.until and row.until < date.max}
    return sorted({row.since for row in rows} | ends)


def begun(turned: Sequence[date], on: date) -> date:
    """The last of these days (in order) by a day; the first day of all where none has come."""
    at = bisect_right(turned, on)
    return turned[at - 1] if at else date.min


def anniversary(day: date, years: int) -> date:
    """The same day so many years later; 1 March stands for a 29 February that does not exist."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(start: date, years: int) -> date:
    """The last of so many years that begin on a day: the day before the anniversary."""
    return anniversary(start, years) - DAY


def age(born: date, on: date) -> int:
    """Age in whole years on a day (negative before birth)."""
    years = on.year - born.year
    return years if anniversary(born, years) <= on else years - 1


@dataclass(frozen=True)
class Ages:
    """The days of birth of those who are `years` or over, or under it, on a day."""

    on: date
    years: int
    over: bool

    def __contains__(self, born: object) -> bool:
        return isinstance(born, date) and (age(born, self.on) >= self.years) is self.over
