"""What waits now and how fast it goes: how many files are open, how many have waited longer than a new one is told, how many ended each week."""

from dataclasses import dataclass
from datetime import date, timedelta

from impplus.queries import counts
from impplus.queries.waits import WaitTold, told
from impplus.records.application import UNDECIDED
from impplus.records.postgresql import asked
from impplus.rules.programme import Programme

WEEKS = 8  # the pace is read from

# By the indexes of open files, and of what ended (records/event.py), and no further than is said.
_NOW = f"""
    SELECT (SELECT count(*) FROM (SELECT FROM records_application
                WHERE status IN ({", ".join(f"'{key}'" for key in UNDECIDED)}) LIMIT %s) AS open),
           (SELECT count(*) FROM (SELECT FROM records_application
                WHERE status IN ({", ".join(f"'{key}'" for key in UNDECIDED)}) AND received_at < %s::date::timestamp AT TIME ZONE %s
                ORDER BY received_at, id LIMIT %s) AS longer)
"""  # noqa: S608 - the keys of statuses are our own
_ENDED = """
    SELECT (%s::date - 1 - (at AT TIME ZONE %s)::date) / 7 AS week, count(*)
      FROM records_event
     WHERE noun = 'application' AND verb IN ('return', 'approve', 'approve-part', 'refuse', 'withdraw', 'terminate')
       AND at >= (%s::date)::timestamp AT TIME ZONE %s AND at < (%s::date)::timestamp AT TIME ZONE %s
     GROUP BY week
"""


@dataclass(frozen=True)
class Pace:
    """What was told last; how many files are open, of which `longer` wait longer than a new file is told; and how many ended
    in each of the last WEEKS weeks, the fewest and the most.
    """

    told: WaitTold | None
    open: int
    longer: int
    fewest: int
    most: int


def pace_of(programme: Programme, on: date) -> Pace:
    """The pace on a day; files beyond counts.MOST are not counted."""
    last, zone = told(on), programme.time_zone
    before = on - timedelta(days=last.late) if last else date.min
    limit = counts.MOST + 1
    ((number, longer),) = asked(_NOW, [limit, before, zone, limit])
    since = on - timedelta(weeks=WEEKS)
    ended = dict(asked(_ENDED, [on, zone, since, zone, on, zone]))
    each = [ended.get(week, 0) for week in range(WEEKS)]
    return Pace(last, number, longer if last else 0, min(each), max(each))
