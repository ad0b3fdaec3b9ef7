"""One place under the cap: a row that exists once, taken last in the submitting transaction."""

from django.db import connection

from impplus.queries.refusals import CapReached, IntakeClosed
from impplus.records.models import Application, Intake, Place
from impplus.rules.programme import Programme

_FREE = """
    SELECT id FROM records_place
     WHERE intake_id = %s AND application_id IS NULL
     ORDER BY number LIMIT 1 FOR UPDATE {skip}
"""
_TAKE = "UPDATE records_place SET application_id = %s WHERE id = ({free}) RETURNING number"


def take(application: Application, *, intake: Intake) -> int:
    """The number of the lowest free place, now this application's.

    Call it inside the submitting transaction and as its last statement: a rollback frees the row.
    Where every free row is locked by others, it waits for one before it says CapReached.
    """
    for skip in ("SKIP LOCKED", ""):
        with connection.cursor() as cursor:
            cursor.execute(_TAKE.format(free=_FREE.format(skip=skip)), [application.pk, intake.pk])
            row = cursor.fetchone()
        if row:
            return int(row[0])
    raise CapReached


def free(application: Application) -> dict[str, int]:
    """Give an application's place back to the year; which place it was, for the record."""
    place = Place.objects.select_related("intake").get(application=application)
    Place.objects.filter(pk=place.pk).update(application=None)
    return {"place": place.number, "size": place.intake.size, "year": place.intake.year}


def intake_of(programme: Programme, year: int) -> Intake:
    """The open intake of a year; IntakeClosed where there is none."""
    intake = Intake.objects.filter(programme=programme, year=year).first()
    if intake is None:
        raise IntakeClosed
    return intake
