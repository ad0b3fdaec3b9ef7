"""When a consultation can begin: the hours of a week in the firm's own time zone, less what is closed or taken, without a table."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from impplus.rules.dated import DAY


@dataclass(frozen=True)
class Hours:
    """From when to when somebody receives on a day of the week (0 is Monday), by the clock of the firm."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class Terms:
    """Where the firm's clock runs (such as America/Toronto), and how consultations lie in its hours.

    `length` and `pause` between two in minutes, `notice` before the first in hours, `horizon` in days.
    """

    zone: str
    length: int
    pause: int
    notice: int
    horizon: int


def free_times(
    terms: Terms,
    hours: Sequence[Hours],
    now: datetime,
    *,
    closed: Collection[date] = (),
    taken: Collection[tuple[datetime, datetime]] = (),
) -> list[datetime]:
    """Every instant (UTC) at which a consultation can begin, in order.

    `closed` are days of the firm's clock; `taken` from when to when somebody is taken. An hour of the clock that a
    day lacks in spring is none; of one that a day has twice in autumn the first is meant.
    """
    earliest = now + timedelta(hours=terms.notice)
    pause = timedelta(minutes=terms.pause)
    busy = [(start - pause, end + pause) for start, end in taken]
    return [
        start
        for day in _days(now, terms)
        if day not in closed
        for start in _starts(day, hours, terms)
        if start >= earliest
        and not any(start < end and begin < _end(start, terms) for begin, end in busy)
    ]


def _end(start: datetime, terms: Terms) -> datetime:
    return start + timedelta(minutes=terms.length)


def _days(now: datetime, terms: Terms) -> Iterator[date]:
    first = now.astimezone(ZoneInfo(terms.zone)).date()
    return (first + DAY * number for number in range(terms.horizon + 1))


def _starts(day: date, hours: Sequence[Hours], terms: Terms) -> Iterator[datetime]:
    """The instants of a day at which one would begin, were nothing taken."""
    zone, step = ZoneInfo(terms.zone), timedelta(minutes=terms.length + terms.pause)
    on_this_day = sorted({(one.opens, one.closes) for one in hours if one.weekday == day.weekday()})
    for opens, closes in on_this_day:
        begins = datetime.combine(day, opens)
        while begins + timedelta(minutes=terms.length) <= datetime.combine(day, closes):
            start = begins.replace(tzinfo=zone).astimezone(UTC)
            if start.astimezone(zone).replace(tzinfo=None) == begins:
                yield start
            begins += step
