"""How long a file waits: how many received before it are open, and when the last decisions say that it is decided."""

from dataclasses import dataclass
from datetime import date, timedelta

from impplus.queries import counts
from impplus.queries.file import File
from impplus.records.application import OPEN
from impplus.records.postgresql import asked
from impplus.rules.programme import Programme
from impplus.rules.waits import LAST, Waits, waits

# Both by an index (open_files, decisions_by_time), and no further than is said.
_LAST = """
    ARRAY(SELECT decision.decided_on - (file.received_at AT TIME ZONE %s)::date
            FROM records_decision AS decision
            JOIN records_application AS file ON file.id = decision.application_id
           ORDER BY decision.decided_at DESC, decision.id DESC LIMIT %s)
"""
_WAIT = f"""
    SELECT (SELECT count(*) FROM (
                SELECT FROM records_application
                 WHERE status IN ({", ".join(f"'{key}'" for key in OPEN)}) AND (received_at, id) < (%s, %s)
                 ORDER BY received_at, id LIMIT %s) AS earlier),
           {_LAST}
"""  # noqa: S608 - the keys of statuses are our own


@dataclass(frozen=True)
class Wait:
    """`before` files were received earlier and are open, counted as far as counts.MOST and one.

    `early` and `late` are the days of the range of `last`, the last decisions, and `half` that by which half of them came; None
    where these are too few, or the day is past. `over` says that the file has waited longer than that range.
    `today` is the day on which it was asked.
    """

    before: int
    last: Waits | None
    early: date | None
    late: date | None
    over: bool
    half: date | None
    today: date

    def share(self, day: date | None) -> float:
        """Where between today (0) and the end of the range (1) a day lies; 0 for one that is past."""
        if day is None or self.late is None or self.late <= self.today:
            return 0
        return max(0, (day - self.today).days) / (self.late - self.today).days


def last_waits(programme: Programme) -> Waits | None:
    """What the last decisions say, for everybody: the source of the range on each file’s page."""
    ((days,),) = asked(f"SELECT {_LAST}", [programme.time_zone, 2 * LAST])
    return waits(days)


def wait_of(file: File, on: date) -> Wait:
    """How a received file waits on a day."""
    application, programme = file.application, file.programme
    values = (
        application.received_at,
        application.pk,
        counts.MOST + 1,
        programme.time_zone,
        2 * LAST,
    )
    ((before, days),) = asked(_WAIT, values)
    last = waits(days)
    if last is None or file.received is None:
        return Wait(before, None, None, None, over=False, half=None, today=on)
    early, half, late = (
        file.received + timedelta(days=n) for n in (last.least, last.half, last.most)
    )
    return Wait(
        before,
        last,
        early if early > on else None,
        late,
        over=late < on,
        half=half if on < half < late else None,
        today=on,
    )
