"""The figures for everybody: of each month and year, with none that speaks of a handful of people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from impplus.queries.clock import today
from impplus.records.models import Application, PeriodFigures
from impplus.records.postgresql import asked
from impplus.rules.programme import Programme
from impplus.rules.small_figures import Total, days_shown, shown, total_of

# What became of applications, by the verb that did it.
ENDS: Mapping[str, str] = {
    "returned": "return",
    "approved": "approve",
    "refused": "refuse",
    "withdrawn": "withdraw",
    "terminated": "terminate",
}
KINDS = ("received", *ENDS)
# What is hidden in no month, as the counter of places shows each: one received takes a place, one returned gives it back.
IN_THE_OPEN = ("received", "returned")
# The verbs are written out, so that the index of what ended (records/event.py) serves.
_COUNTED = """
    SELECT (SELECT count(*) FROM records_application
             WHERE programme = %s AND received_at >= %s AND received_at < %s),
           count(*) FILTER (WHERE verb = 'return'), count(*) FILTER (WHERE verb IN ('approve', 'approve-part')),
           count(*) FILTER (WHERE verb = 'refuse'), count(*) FILTER (WHERE verb = 'withdraw'),
           count(*) FILTER (WHERE verb = 'terminate'),
           percentile_disc(0.5) WITHIN GROUP (ORDER BY days) FILTER (WHERE verb IN ('approve', 'approve-part', 'refuse')),
           percentile_disc(0.8) WITHIN GROUP (ORDER BY days) FILTER (WHERE verb IN ('approve', 'approve-part', 'refuse'))
      FROM (SELECT verb, (event.at AT TIME ZONE %s)::date - (file.received_at AT TIME ZONE %s)::date AS days
              FROM records_event AS event JOIN records_application AS file ON file.id = event.application_id
             WHERE event.noun = 'application' AND event.verb IN ('return', 'approve', 'approve-part', 'refuse', 'withdraw', 'terminate')
               AND event.at >= %s AND event.at < %s AND file.programme = %s) AS ended
"""


@dataclass(frozen=True)
class MonthShown:
    """A month that is over: its first day and its last, each of KINDS (None: hidden), and days to a decision (None: too few decisions)."""

    since: date
    last: date
    numbers: Mapping[str, int | None]
    median: int | None
    eighty: int | None


@dataclass(frozen=True)
class YearShown:
    """A year up to its `last` day that was counted; None, and no `totals`, where nothing was."""

    year: int
    over: bool
    last: date | None
    totals: Mapping[str, Total]
    median: int | None
    eighty: int | None


def fewest_shown(programme: Programme, on: date) -> int:
    """The smallest number above 0 that is shown."""
    return programme.settings.number("fewest-shown", on)


def counted(programme: Programme, since: date, until: date) -> tuple[int | None, ...]:
    """What a period had: each of KINDS, then the days within which half, and 80 %, of the decisions came."""
    code, zone = programme.code, programme.time_zone
    between = (_begins(programme, since), _begins(programme, until))
    ((*found,),) = asked(_COUNTED, (code, *between, zone, zone, *between, code))
    return tuple(found)


def _begins(programme: Programme, day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(programme.time_zone))


def first_month(programme: Programme) -> date | None:
    """The first day of the month in which the first application was received; None where none was."""
    received = Application.objects.filter(programme=programme, received_at__isnull=False)
    first = received.order_by("received_at", "id").values_list("received_at", flat=True).first()
    return programme.day_of(first).replace(day=1) if first else None


def next_month(since: date) -> date:
    """The first day of the month after."""
    return date(since.year + since.month // 12, since.month % 12 + 1, 1)


def months_shown(programme: Programme) -> list[MonthShown]:
    """Every month that was counted, the last first."""
    fewest = fewest_shown(programme, today(programme))
    return [_month(one, fewest) for one in reversed(_of_months(programme))]


def years_shown(programme: Programme) -> list[YearShown]:
    """Every year since the program began, the last first."""
    on = today(programme)
    fewest, first = fewest_shown(programme, on), min(cap.year for cap in programme.caps)
    months, rows = _of_months(programme), PeriodFigures.objects.filter(programme=programme)
    years = {one.since.year: one for one in rows if one.since.month == 1}  # the longest comes last
    return [
        _year(year, [m for m in months if m.since.year == year], years.get(year), fewest, on)
        for year in range(on.year, first - 1, -1)
    ]


def _of_months(programme: Programme) -> list[PeriodFigures]:
    rows = PeriodFigures.objects.filter(programme=programme)
    return [one for one in rows if one.until == next_month(one.since)]


def _month(row: PeriodFigures, fewest: int) -> MonthShown:
    numbers = {
        kind: number if kind in IN_THE_OPEN else shown(number, fewest)
        for kind, number in ((one, getattr(row, one)) for one in KINDS)
    }
    decisions = (numbers["approved"] or 0) + (numbers["refused"] or 0)
    last = row.until - timedelta(days=1)
    return MonthShown(row.since, last, numbers, *_days(row, decisions, fewest))


def _year(
    year: int, months: Sequence[PeriodFigures], row: PeriodFigures | None, fewest: int, on: date
) -> YearShown:
    over = year < on.year and (not months or months[-1].until == date(year + 1, 1, 1))
    if not months:
        return YearShown(year, over, None, {}, None, None)
    numbers = {kind: [getattr(one, kind) for one in months] for kind in KINDS}
    totals = {
        kind: Total(sum(of_months), exact=True)
        if kind in IN_THE_OPEN
        else total_of(of_months, fewest, over=over)
        for kind, of_months in numbers.items()
    }
    decisions = totals["approved"].number + totals["refused"].number
    last = months[-1].until - timedelta(days=1)
    return YearShown(year, over, last, totals, *_days(row, decisions, fewest))


def _days(row: PeriodFigures | None, decisions: int, fewest: int) -> tuple[int | None, int | None]:
    return (row.median, row.eighty) if row and days_shown(decisions, fewest) else (None, None)
