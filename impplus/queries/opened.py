"""Who opened a file and when: the looks of officers, by the day and the role, without a name."""

from dataclasses import dataclass
from datetime import datetime

from impplus.queries.file import File
from impplus.records.postgresql import asked
from impplus.rules.lifecycle import ROLES, Role
from impplus.words.text import Text

DAYS = 30  # of those on which a file was opened, the last ones are told

_OPENED = """
    SELECT (at AT TIME ZONE %s)::date AS day, role, count(DISTINCT by_id), count(*), max(at)
      FROM records_event
     WHERE application_id = %s AND verb = 'look'
     GROUP BY day, role ORDER BY day DESC, role LIMIT %s
"""


@dataclass(frozen=True)
class Opened:
    """On one day, people of one role opened so many pages and documents of a file, the last at an instant."""

    role: Text
    people: int
    pages: int
    last: datetime


def opened(file: File) -> list[Opened]:
    """Who opened a file, the newest day first, and one day more than DAYS where there are more."""
    rows = asked(_OPENED, [file.programme.time_zone, file.application.pk, DAYS + 1])
    return [Opened(ROLES[Role(role)], *found) for _day, role, *found in rows]
