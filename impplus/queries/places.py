"""The places of a year: how many are taken and left, and which one an application holds."""

from dataclasses import dataclass

from django.db import connection

from impplus.records.models import Application, Place
from impplus.rules.programme import Programme

# Free places are counted, not taken ones: their index alone is read.
_SIZE_AND_FREE = """
    SELECT size, (SELECT count(*) FROM records_place
                   WHERE intake_id = records_intake.id AND application_id IS NULL)
      FROM records_intake
     WHERE programme = %s AND year = %s
"""


@dataclass(frozen=True)
class PlacesLeft:
    """The year's counter; `open` says whether an intake was opened for it."""

    year: int
    size: int
    taken: int
    open: bool

    @property
    def left(self) -> int:
        """How many places are free."""
        return self.size - self.taken


def places_left(programme: Programme, year: int) -> PlacesLeft:
    """How many places of the year are taken and left."""
    with connection.cursor() as cursor:
        cursor.execute(_SIZE_AND_FREE, [programme.code, year])
        intake: tuple[int, int] | None = cursor.fetchone()
    if intake is None:
        cap = programme.cap(year)
        return PlacesLeft(year=year, size=cap.size if cap else 0, taken=0, open=False)
    size, free = intake
    return PlacesLeft(year=year, size=size, taken=size - free, open=True)


def place_of(application: Application) -> Place | None:
    """The place that an application holds now, with its intake."""
    return Place.objects.select_related("intake").filter(application=application).first()
