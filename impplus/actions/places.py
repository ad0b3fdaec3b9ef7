"""One place under the cap: a row that exists once, taken last in the submitting transaction."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from impplus.actions import moves
from impplus.queries import clock
from impplus.queries.places import is_stopped
from impplus.queries.refusals import CapReached, IntakeClosed, NotOpenYet
from impplus.records.models import Application, Intake, Payment, Place, Upload, User, Wording
from impplus.records.postgresql import asked
from impplus.records.prepared import only, prepared
from impplus.rules.lifecycle import Role
from impplus.rules.programme import Programme
from impplus.words import formats
from impplus.words.text import Text

_TAKE = """
    UPDATE records_place SET application_id = %s WHERE id = (
        SELECT id FROM records_place
         WHERE intake_id = %s AND application_id IS NULL
         ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING number, set_config('idle_in_transaction_session_timeout', %s, true)
"""
# Silence after which the database ends a transaction that took a place, and frees it; invented people, who are
# all made in one transaction, wait for nobody.
FROZEN, NEVER = "10s", "0"
# A place that somebody is just taking looks free to everybody else, until that transaction ends.
_MAY_COME_FREE = """
    SELECT number FROM records_place
     WHERE intake_id = %s AND application_id IS NULL ORDER BY number LIMIT 1
"""
_PAUSE = "SELECT pg_sleep(%s)"
SHORTEST, LONGEST = 0.01, 0.16  # seconds between two looks, each twice the one before


def take(application: Application, *, intake: Intake) -> int:
    """The number of the lowest free place, now this application's.

    Call it inside the submitting transaction and as its last statement: a rollback frees the row.
    Where every free row is locked by others, it looks again and again until each has become taken, or
    free for us, before it says CapReached. It waits for no lock: a row that turned out to be taken stays
    locked by whoever looked at it, and two who went on to wait for each other’s would never end. Nor is
    a taker waited for that never ends: the database gives it FROZEN between this and its COMMIT.
    """
    pause, frozen = SHORTEST, NEVER if clock.is_moved() else FROZEN
    while True:
        if taken := asked(_TAKE, [application.pk, intake.pk, frozen]):
            return int(taken[0][0])
        with connection.cursor() as looking:
            looking.execute(_MAY_COME_FREE, [intake.pk])
            if looking.fetchone() is None:
                raise CapReached
            looking.execute(_PAUSE, [pause])
        pause = min(2 * pause, LONGEST)


def release(application: Application, *, by: User) -> dict[str, int]:
    """Give the place of a returned application back to its year; of which year and cap, for the record."""
    place = Place.objects.select_related("intake").get(application=application)
    Place.objects.filter(pk=place.pk).update(application=None)
    year = {"size": place.intake.size, "year": place.intake.year}
    detail = {"application": application.number, "place": place.number, **year}
    moves.log("intake", place.intake, "release", role=Role(by.role), by=by, detail=detail)
    return year


def intake_at(programme: Programme, at: datetime, *, words: str, application: int) -> Any:
    """The intake that receives applications at an instant, with what a submission asks besides, in one look.

    `wording` is the number of a digest's wording, `paid` all that was paid for the `application`, and `waits` whether a file
    for it was received whole and still waits to be checked.

    Raises NotOpenYet or IntakeClosed where none does, and CapReached where none of its places is free,
    or may still come back.
    """
    year, day = programme.year_of(at), programme.day_of(at)
    intake: Any = only(_intake(programme, year, words, application))
    if intake is None or is_stopped(programme, day):
        raise IntakeClosed
    if intake.opens_at and at < intake.opens_at:
        raise NotOpenYet(_opens(programme, intake.opens_at, at))
    if intake.closes_at and at >= intake.closes_at:
        raise IntakeClosed
    if intake.free is None:
        raise CapReached
    return intake


@prepared
def _intake(programme: Programme, year: int, words: str, application: int) -> QuerySet[Intake]:
    """The lowest free place is found by its index; whether one exists would be asked of every place."""
    free = Place.objects.filter(intake=OuterRef("pk"), application=None).order_by("number")
    paid = Payment.objects.filter(application=application, status="paid").values("application")
    paid = paid.annotate(total=Sum("amount"))
    waiting = Upload.objects.filter(
        application=application, document=None, refused="", received=F("size")
    )
    return Intake.objects.filter(programme=programme, year=year).annotate(
        free=Subquery(free.values("number")[:1]),
        wording=Subquery(Wording.objects.filter(digest=words).values("pk")),
        waits=Exists(waiting),
        paid=Coalesce(Subquery(paid.values("total")), Decimal(0)),
    )


def _opens(programme: Programme, opens_at: datetime, at: datetime) -> Text:
    zone, named = programme.time_zone, programme.time_zone_name
    then, now = (formats.both_moments(one, time_zone=zone, named=named) for one in (opens_at, at))
    return Text(
        en=f"Applications are received from {then.en}. By our clock it is now {now.en}. Your draft is kept: "
        "press the button again at the opening.",
        fr=f"Les demandes sont reçues à partir du {then.fr}. Selon notre horloge, nous sommes le {now.fr}. Votre "
        "brouillon est conservé\u00a0: appuyez de nouveau sur le bouton à l’ouverture.",
    )
