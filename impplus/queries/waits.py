"""How long a file waits: how many received before it are open, and the range of days that was worked out the day before."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import orjson

from impplus.queries import counts
from impplus.queries.file import File
from impplus.records.application import UNDECIDED
from impplus.records.postgresql import asked
from impplus.rules.waits import LEAST, Spread, days_for

FRESH = timedelta(days=3)  # an older range is not shown

_TOLD = """
    SELECT day, open, pace, decisions, spread::text, early, half, late, held, settled FROM records_queueday
     WHERE late IS NOT NULL AND day >= %s AND day < %s ORDER BY day DESC LIMIT 1
"""
# Those before it by an index (open_files), and no further than is said.
_WAIT = f"""
    SELECT (SELECT count(*) FROM (
                SELECT FROM records_application
                 WHERE status IN ({", ".join(f"'{key}'" for key in UNDECIDED)}) AND (received_at, id) < (%s, %s)
                 ORDER BY received_at, id LIMIT %s) AS earlier),
           received_then.open, told.*
      FROM (SELECT) AS one
      LEFT JOIN records_queueday AS received_then ON received_then.day = %s
      LEFT JOIN ({_TOLD}) AS told ON true
"""  # noqa: S608 - the keys of statuses are our own


@dataclass(frozen=True)
class WaitTold:
    """What was worked out last (records/queue_day.py): how many files were open on that `day`, how many were closed in the days of a `pace`.

    Of files received on that day one in ten is decided within `early` days, half within `half`, and nine in ten within `late`. Of
    `settled` files whose range was over by then, `held` were decided within it.
    """

    day: date
    open: int
    pace: int
    spread: Spread
    early: int
    half: int
    late: int
    held: int
    settled: int

    @property
    def tenths(self) -> int | None:
        """For how many in ten files the range was right; None where that is known of too few."""
        return round(10 * self.held / self.settled) if self.settled >= LEAST else None


@dataclass(frozen=True)
class Wait:
    """`before` files were received earlier and are open, counted as far as counts.MOST and one.

    `early`, `half` and `late` are the days of the range; None where nothing is `told`, or the file has waited longer than nearly all. `today` is
    the day on which it was asked.
    """

    before: int
    told: WaitTold | None
    early: date | None
    half: date | None
    late: date | None
    today: date

    def share(self, day: date | None) -> float:
        """Where between today (0) and the end of the range (1) a day lies."""
        return (day - self.today).days / (self.late - self.today).days if day and self.late else 0


def told(on: date) -> WaitTold | None:
    """What everybody reads on a day; None where too little was known the day before."""
    rows = asked(_TOLD, [on - FRESH, on])
    return _as_told(rows[0]) if rows else None


def wait_of(file: File, on: date) -> Wait:
    """How a received file waits on a day."""
    application, received = file.application, file.received
    place = [application.received_at, application.pk, counts.MOST + 1]
    ((before, then, *row),) = asked(_WAIT, [*place, received, on - FRESH, on])
    last = _as_told(row) if row[0] else None
    days = _range(last, before if then is None else then, on, received) if last else None
    early, half, late = (on + timedelta(days=n) for n in days) if days else (None, None, None)
    return Wait(before, last, early, half, late, on)


def _range(
    last: WaitTold, open_then: int, on: date, received: date | None
) -> tuple[int, int, int] | None:
    """In how many days a file is decided that was received on a day on which so many were open."""
    ahead = days_for(open_then, last.pace)
    if ahead is None or received is None:
        return None
    return last.spread.range_of(ahead, (on - received).days)


def _as_told(row: Any) -> WaitTold:
    day, number, pace, decisions, spread, *rest = row
    shares = tuple((days, still) for days, still in orjson.loads(spread))
    return WaitTold(day, number, pace, Spread(decisions, shares), *rest)
