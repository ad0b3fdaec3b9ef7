"""Who looked at a file: the pages that officers were shown, by officer and day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from impplus.records.models import Application
from impplus.records.postgresql import asked

MOST = 100  # lines
_LOOKS = """
    SELECT officer.name, (event.at AT TIME ZONE %s)::date AS day, count(*), min(event.at), max(event.at)
      FROM records_event AS event JOIN records_user AS officer ON officer.id = event.by_id
     WHERE event.application_id = %s AND event.noun = 'application' AND event.verb = 'look'
     GROUP BY officer.id, day ORDER BY max(event.at) DESC LIMIT %s
"""


@dataclass(frozen=True)
class Looked:
    """One officer on one day: how many pages, from when to when."""

    name: str
    day: date
    pages: int
    first: datetime
    last: datetime


def looks_at(application: Application) -> Sequence[Looked]:
    """The last ones first."""
    zone = application.programme.time_zone
    return [Looked(*row) for row in asked(_LOOKS, (zone, application.pk, MOST))]
