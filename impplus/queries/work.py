"""Where work waits: open files by step and age, who has how many, and files decided before older ones. No name of an applicant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from impplus.programmes import SERVED
from impplus.queries.clock import now, today
from impplus.queries.stopped import DAYS, values
from impplus.queries.waiting import BANDS
from impplus.records.application import OPEN, UNDECIDED
from impplus.records.postgresql import asked

MOST = 10_000  # open files that are looked at, the oldest first
DECIDED = 500  # decisions that are looked at, the last ones
PASSED_OVER = 50  # older files that are counted for one of them
LOOKED_BACK = timedelta(days=30)
STEPS = (
    "nobody",
    "in-review",
    "asked",
    "biometrics",
    "fairness",
    "signature",
    "processing",
    "part-decided",
)

_OPEN_NOW, _UNDECIDED = (", ".join(f"'{key}'" for key in keys) for keys in (OPEN, UNDECIDED))
_QUESTION = """EXISTS (SELECT FROM records_question AS question
            WHERE question.application_id = file.id AND question.status = 'open' AND question.kind {kind} 'fairness')"""
# The oldest open files, each with its step and its age in days without those on which its people were waited for; asked with today,
# the time zone, what stopped.values gives, and MOST.
STANDING = f"""
    SELECT id, number, received_at, officer_id,
           %s::date - (received_at AT TIME ZONE %s)::date - {DAYS.format(file="file.id")} AS age,
           CASE WHEN officer_id IS NULL THEN 'nobody'
                WHEN {_QUESTION.format(kind="=")} THEN 'fairness'
                WHEN {_QUESTION.format(kind="<>")} THEN 'asked'
                WHEN EXISTS (SELECT FROM records_person AS person WHERE person.application_id = file.id
                                AND person.biometrics_asked_at IS NOT NULL AND person.biometrics_taken_on IS NULL) THEN 'biometrics'
                WHEN EXISTS (SELECT FROM records_countersignature AS signature
                              WHERE signature.application_id = file.id AND signature.status = 'asked') THEN 'signature'
                WHEN status IN ('in-review', 'part-decided') THEN status ELSE 'processing' END AS step
      FROM (SELECT id, number, officer_id, status, received_at FROM records_application
             WHERE status IN ({_OPEN_NOW}) ORDER BY received_at, id LIMIT %s) AS file
"""  # noqa: S608 - the keys of statuses are our own
_INVENTORY = f"SELECT step, age, count(*) FROM ({STANDING}) AS standing GROUP BY step, age"  # noqa: S608
# An older file that waited for an officer then, and still does: nothing is asked of its applicant. One that is decided in part was decided,
# and what is decided of members who were left for later passes nobody over.
_INVERSIONS = f"""
    SELECT decided.number, decided.decided_on, decided.officer, older.files, older.days FROM (
        SELECT file.number, file.received_at, decision.decided_on, decision.decided_at, officer.name AS officer
          FROM records_decision AS decision
          JOIN records_application AS file ON file.id = decision.application_id
          JOIN records_user AS officer ON officer.id = decision.officer_id
         WHERE decision.decided_at >= %s ORDER BY decision.decided_at DESC, decision.id DESC LIMIT %s) AS decided
      CROSS JOIN LATERAL (
        SELECT count(*) AS files,
               max((decided.received_at AT TIME ZONE %s)::date - (received_at AT TIME ZONE %s)::date) AS days
          FROM (SELECT file.received_at FROM records_application AS file
                 WHERE file.status IN ({_UNDECIDED}) AND file.received_at < decided.received_at
                   AND NOT EXISTS (SELECT FROM records_question AS question
                                    WHERE question.application_id = file.id
                                      AND question.asked_at < decided.decided_at
                                      AND coalesce(question.answered_at, 'infinity') >= decided.decided_at)
                 ORDER BY file.received_at, file.id LIMIT %s) AS before) AS older
     WHERE older.files > 0 ORDER BY older.days DESC, decided.number
"""  # noqa: S608


@dataclass(frozen=True)
class WorkStep:
    """Where open files stand: how many of each band of age, in all, past the standard, and the age in days of the oldest."""

    key: str
    bands: Sequence[int]
    number: int
    late: int
    oldest: int | None


@dataclass(frozen=True)
class Inversion:
    """A file that was decided while older ones waited for an officer: how many (PASSED_OVER at most), the oldest by how many days."""

    number: str
    decided_on: date
    officer: str
    files: int
    days: int


def standing(on: date) -> list[object]:
    """What STANDING is asked with."""
    return [on, SERVED.time_zone, *values(SERVED, on), MOST]


def standard(on: date) -> int:
    """Within how many days an application is to be decided."""
    return SERVED.settings.number("standard-days", on)


def inventory() -> list[WorkStep]:
    """The open files in each of STEPS, and last, as “all”, in all of them."""
    on = today(SERVED)
    rows = asked(_INVENTORY, standing(on))
    steps = [_step(key, [row[1:] for row in rows if row[0] == key], on) for key in STEPS]
    return [*steps, _step("all", [row[1:] for row in rows], on)]


def inversions() -> list[Inversion]:
    """The decisions of the last days before which an older file waits still, that which is oldest by most days first."""
    zone = SERVED.time_zone
    rows = asked(_INVERSIONS, [now() - LOOKED_BACK, DECIDED, zone, zone, PASSED_OVER])
    return [Inversion(*row) for row in rows]


def _step(key: str, ages: Sequence[tuple[int, int]], on: date) -> WorkStep:
    bands = [
        sum(n for age, n in ages if first <= age <= (age if last is None else last))
        for first, last in BANDS
    ]
    late = sum(n for age, n in ages if age > standard(on))
    oldest = max((age for age, _ in ages), default=None)
    return WorkStep(key, bands, sum(n for _, n in ages), late, oldest)
