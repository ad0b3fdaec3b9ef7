"""How much each officer has, what one officer did, and how many files would be whose if some were given out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from impplus.programmes import SERVED
from impplus.queries.clock import now, today
from impplus.queries.officers import absences_between, of_nobody, officers
from impplus.queries.standing import standing
from impplus.records.models import Application, User
from impplus.records.postgresql import asked

MOST = 1_000  # files of an officer that are counted as taken, and decisions of which the median is made
PERIODS = (30, 365)  # days

_OPEN = """
    SELECT officer_id, count(*), count(*) FILTER (WHERE age > %s), max(age) FROM ({}) AS standing
     WHERE officer_id IS NOT NULL GROUP BY officer_id
"""
_TAKEN = """
    SELECT count(*) FROM (SELECT FROM records_event
     WHERE by_id = %s AND noun = 'application' AND verb IN ('take', 'take-over') AND at >= %s LIMIT %s) AS counted
"""
_DECIDED = """
    SELECT decision.decided_on, (file.received_at AT TIME ZONE %s)::date
      FROM records_decision AS decision JOIN records_application AS file ON file.id = decision.application_id
     WHERE decision.officer_id = %s AND decision.decided_at >= %s
     ORDER BY decision.decided_at DESC LIMIT %s
"""


@dataclass(frozen=True)
class Load:
    """An officer who may be given files: how many are open, how many past the standard, the age in days of the oldest.

    `away` is until when, if the officer is away today.
    """

    officer: User
    open: int
    late: int
    oldest: int | None
    away: date | None


@dataclass(frozen=True)
class Figures:
    """Of one officer in the last so many days: files taken, decided, and the median of days from receipt to decision."""

    days: int
    taken: int
    decided: int
    median: float | None


def loads() -> list[Load]:
    """Every officer, whoever has fewest first."""
    on = today(SERVED)
    away = {one.officer_id: one.last for one in absences_between(on, on)}
    who = {one.pk: one for one in officers()}
    late = SERVED.settings.number("standard-days", on)
    files, values = standing(on)
    counted = {row[0]: row for row in asked(_OPEN.format(files), [late, *values])}
    rows = [counted.get(key, (key, 0, 0, None)) for key in who]
    found = [
        Load(who[key], number, past, oldest, away.get(key)) for key, number, past, oldest in rows
    ]
    return sorted(found, key=lambda one: (one.open, one.officer.name))


def shares(number: int, to: Sequence[User], by: User) -> list[tuple[Application, User]]:
    """Who would get which of the oldest files that nobody has: one each in turn, the oldest to the first."""
    files = of_nobody(by, date.min)[:number] if to else []
    return [(one, to[place % len(to)]) for place, one in enumerate(files)]


def figures_of(officer: User) -> list[Figures]:
    """What an officer did in each of PERIODS; nothing of what was decided."""
    return [_figures(officer, days, now() - timedelta(days=days)) for days in PERIODS]


def _figures(officer: User, days: int, since: datetime) -> Figures:
    ((taken,),) = asked(_TAKEN, [officer.pk, since, MOST + 1])
    decided = asked(_DECIDED, [SERVED.time_zone, officer.pk, since, MOST])
    waited = [(decision - received).days for decision, received in decided]
    return Figures(days, taken, len(waited), median(waited) if waited else None)
