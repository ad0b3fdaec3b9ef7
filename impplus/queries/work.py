"""Where work waits: open files by step and age, who has how many, and files decided before older ones. No name of an applicant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import orjson

from impplus.programmes import SERVED
from impplus.queries.clock import now, today
from impplus.queries.standing import MARKED, STEPS, standing
from impplus.queries.waiting import BANDS
from impplus.records.application import UNDECIDED
from impplus.records.postgresql import asked

DECIDED = 500  # decisions that are looked at, the last ones
PASSED_OVER = 50  # older files that are counted for one of them
LOOKED_BACK = timedelta(days=30)

_UNDECIDED = ", ".join(f"'{key}'" for key in UNDECIDED)
_INVENTORY = "SELECT step, age, count(*) FROM ({}) AS standing GROUP BY step, age"
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
_KEPT = f"SELECT passed::text {MARKED}"


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

    @property
    def kept(self) -> Sequence[str | int]:
        """As it is kept until it is found again."""
        return self.number, self.decided_on.isoformat(), self.officer, self.files, self.days


def standard(on: date) -> int:
    """Within how many days an application is to be decided."""
    return SERVED.settings.number("standard-days", on)


def inventory() -> list[WorkStep]:
    """The open files in each of STEPS, and last, as “all”, in all of them."""
    on = today(SERVED)
    files, values = standing(on)
    rows = asked(_INVENTORY.format(files), values)
    steps = [_step(key, [row[1:] for row in rows if row[0] == key], on) for key in STEPS]
    return [*steps, _step("all", [row[1:] for row in rows], on)]


def inversions() -> list[Inversion]:
    """The decisions of the last days before which an older file waits still, that which is oldest by most days first; as they were found with the open files."""
    for (kept,) in asked(_KEPT, []):
        return [
            Inversion(number, date.fromisoformat(day), *row)
            for number, day, *row in orjson.loads(kept)
        ]
    return found_inversions()


def found_inversions() -> list[Inversion]:
    """The same as they are now."""
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
