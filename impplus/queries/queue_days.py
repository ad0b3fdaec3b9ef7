"""What was in the queue on each day, how decisions have kept to its pace, and how often a range that was told was right."""

from datetime import date, timedelta

from impplus.records.application import UNDECIDED
from impplus.records.models import QueueDay
from impplus.records.postgresql import asked
from impplus.rules.dated import DAY
from impplus.rules.programme import Programme
from impplus.rules.waits import LOOKED_BACK, PACE_DAYS, Passage, days_for

RECORD = timedelta(days=2 * 365)  # in which the ranges were told that are held against what came
NEAR = 8 * DAY  # a file is told what was told last, which is no older

_OPEN = ", ".join(f"'{key}'" for key in UNDECIDED)
_DECIDED = "'approve', 'approve-part', 'refuse'"
_ENDS = f"{_DECIDED}, 'return', 'withdraw', 'terminate'"
# What came, what ended and what was reopened on each day.
_COUNTS = f"""
    SELECT day, sum(received), sum(ended), sum(reopened)
      FROM (SELECT (received_at AT TIME ZONE %s)::date AS day, 1 AS received, 0 AS ended, 0 AS reopened
              FROM records_application WHERE received_at >= %s::date::timestamp AT TIME ZONE %s
             UNION ALL
            SELECT (at AT TIME ZONE %s)::date, 0, (verb IN ({_ENDS}))::int, (verb IN ('reopen', 'reopen-check'))::int
              FROM records_event
             WHERE noun = 'application' AND verb IN ({_ENDS}, 'reopen', 'reopen-check')
               AND at >= %s::date::timestamp AT TIME ZONE %s) AS one
     GROUP BY day
"""  # noqa: S608 - the keys of statuses and verbs are our own
# The files that are open, and those that ended since a day and before another: received on which day, ended on which, decided or not.
_GROUPS = f"""
    SELECT received, ended, decided, count(*)
      FROM (SELECT (received_at AT TIME ZONE %s)::date AS received, NULL::date AS ended, false AS decided
              FROM records_application
             WHERE status IN ({_OPEN}) OR status = 'suspended'
               AND NOT EXISTS (SELECT FROM records_decision AS made WHERE made.application_id = records_application.id)
             UNION ALL
            SELECT (file.received_at AT TIME ZONE %s)::date, (event.at AT TIME ZONE %s)::date, verb IN ({_DECIDED})
              FROM records_event AS event JOIN records_application AS file ON file.id = event.application_id
             WHERE noun = 'application' AND verb IN ({_ENDS})
               AND at >= %s::date::timestamp AT TIME ZONE %s AND at < %s::date::timestamp AT TIME ZONE %s) AS one
     GROUP BY received, ended, decided
"""  # noqa: S608
# Files whose range was over before a day: first decided within it, and all but those that were returned or withdrawn.
_RECORD = """
    SELECT count(*) FILTER (WHERE decision.day - received BETWEEN told.early AND told.late), count(*)
      FROM (SELECT id, (received_at AT TIME ZONE %s)::date AS received FROM records_application
             WHERE received_at >= %s::date::timestamp AT TIME ZONE %s
               AND status NOT IN ('draft', 'returned', 'withdrawn', 'terminated', 'destroyed')) AS file
      JOIN LATERAL (SELECT early, late FROM records_queueday
                     WHERE day < received AND day > received - %s AND late IS NOT NULL ORDER BY day DESC LIMIT 1) AS told ON true
      LEFT JOIN LATERAL (SELECT min(decided_on) AS day FROM records_decision
                          WHERE application_id = file.id OR set_aside_of_id = file.id) AS decision ON true
     WHERE received + told.late < %s::date
"""


def missing(programme: Programme, until: date) -> list[QueueDay]:
    """The days up to one of which nothing is kept yet, with what was in the queue; from the first on which anything came."""
    last = QueueDay.objects.order_by("day").last()
    since = last.day - timedelta(days=PACE_DAYS) if last else date.min
    zone = programme.time_zone
    rows = asked(_COUNTS, [zone, since, zone, zone, since, zone])
    counts = {day: (int(came), int(ended), int(back)) for day, came, ended, back in rows}
    if not counts:
        return []
    open_then, made = (last.open if last else 0), list[QueueDay]()
    day = last.day + DAY if last else min(counts)
    while day <= until:
        came, ended, back = counts.get(day, (0, 0, 0))
        open_then = max(0, open_then + came + back - ended)
        pace = sum(counts.get(day - n * DAY, (0, 0, 0))[1] for n in range(PACE_DAYS))
        made.append(QueueDay(day=day, open=open_then, pace=pace))
        day += DAY
    return made


def passages(programme: Programme, on: date) -> list[Passage]:
    """By how many days the files that were in the queue lately were decided later than the pace of the day of their receipt said, up to a day."""
    since, zone = on - timedelta(days=LOOKED_BACK), programme.time_zone
    values = [zone, zone, zone, since, zone, on + DAY, zone]
    kept = QueueDay.objects.filter(day__lte=on).values_list("day", "open", "pace")
    ahead = {day: days_for(number, pace) for day, number, pace in kept}
    found = list[Passage]()
    for received, ended, decided, number in asked(_GROUPS, values):
        said = ahead.get(received)
        if said is None:
            continue
        later = ((ended or on) - received).days - said
        watched = (since - received).days - said if received < since else None
        found.append(Passage(later, decided, number, watched))
    return found


def record(programme: Programme, on: date) -> tuple[int, int]:
    """Of how many files the range that was told on the day of receipt was right, and of how many it was over by a day."""
    zone = programme.time_zone
    ((held, settled),) = asked(_RECORD, [zone, on - RECORD, zone, NEAR.days, on])
    return held, settled
