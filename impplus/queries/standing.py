"""Where each open file stands, at which step and how old: as the worker found it last, or found now where that is too long ago."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from impplus.programmes import SERVED
from impplus.queries.clock import INSTANT, now
from impplus.queries.stopped import DAYS, values
from impplus.records.application import OPEN
from impplus.records.postgresql import asked

MOST = 10_000  # open files that are looked at, the oldest first
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

_QUESTION = """EXISTS (SELECT FROM records_question AS question
            WHERE question.application_id = file.id AND question.status = 'open' AND question.kind {kind} 'fairness')"""
# The oldest open files as they are now, each with its step and its age in days without those on which its people were waited for;
# asked with what `found_with` gives. `only` may narrow them.
FOUND = f"""
    SELECT file.id, received_at, officer_id,
           CASE WHEN officer_id IS NULL THEN 'nobody'
                WHEN {_QUESTION.format(kind="=")} THEN 'fairness'
                WHEN {_QUESTION.format(kind="<>")} THEN 'asked'
                WHEN EXISTS (SELECT FROM records_person AS person WHERE person.application_id = file.id
                                AND person.biometrics_asked_at IS NOT NULL AND person.biometrics_taken_on IS NULL) THEN 'biometrics'
                WHEN EXISTS (SELECT FROM records_countersignature AS signature
                              WHERE signature.application_id = file.id AND signature.status = 'asked') THEN 'signature'
                WHEN status IN ('in-review', 'part-decided') THEN status ELSE 'processing' END AS step,
           %s::date - (received_at AT TIME ZONE %s)::date - {DAYS.format(file="file.id")} AS age
      FROM (SELECT id, officer_id, status, received_at FROM records_application
             WHERE status IN ({", ".join(f"'{key}'" for key in OPEN)}) {{only}} ORDER BY received_at, id LIMIT %s) AS file
"""  # noqa: S608 - the keys of statuses are our own
_FOUND = FOUND.format(only="")
_KEPT = "SELECT application_id AS id, received_at, officer_id, step, age FROM records_standing"
# A worker looks each minute; one that has not for so long is dead, or the clock was moved.
MARKED = f"FROM records_standingmark WHERE found_at BETWEEN {INSTANT} - interval '5 minutes' AND {INSTANT}"
_AT = f"SELECT found_at {MARKED}"


def standing(on: date) -> tuple[str, Sequence[Any]]:
    """A statement of all of them, and the values with which it is asked: as they were kept, else as they are."""
    return (_KEPT, []) if asked(_AT, []) else (_FOUND, found_with(on))


def found_with(on: date) -> Sequence[Any]:
    """What FOUND is asked with."""
    return [on, SERVED.time_zone, *values(SERVED, on), MOST]


def found_at() -> datetime:
    """When the rows of `standing` were so."""
    rows = asked(_AT, [])
    return rows[0][0] if rows else now()
