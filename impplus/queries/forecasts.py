"""What is known today of letters and places, the newest forecast, and how many earlier ones held."""

from datetime import date, timedelta

from django.db import connection
from django.db.models import Q, QuerySet

from impplus.queries.places import PlacesLeft, full_since, places_left
from impplus.records.models import Forecast
from impplus.records.prepared import only, prepared
from impplus.rules.dated import DAY
from impplus.rules.forecast import Lot, Past
from impplus.rules.programme import Programme

YEAR = timedelta(days=365)
FRESH = 2 * DAY  # an older forecast is not shown

# Letters of the last two years, by what has become of them; a letter is lost where it, or the CSQ, has
# ended unused.
_LOTS = """
    SELECT letter.issued_on, count(*),
           (file.received_at AT TIME ZONE %(zone)s)::date AS used_on,
           CASE WHEN file.id IS NULL AND least(letter.expires_on, candidate.csq_expires) < %(on)s
                THEN least(letter.expires_on, candidate.csq_expires) END AS lost_on
      FROM records_round AS round
      JOIN records_invitation AS letter ON letter.round_id = round.id
      JOIN records_candidate AS candidate ON candidate.id = letter.candidate_id
      LEFT JOIN records_application AS file
        ON file.invitation_id = letter.id AND file.status NOT IN ('draft', 'returned')
     WHERE round.programme = %(programme)s AND round.drawn_at >= %(since)s AND letter.status <> 'revoked'
     GROUP BY letter.issued_on, used_on, lost_on
     ORDER BY letter.issued_on, used_on, lost_on
"""


def past_of(intake: PlacesLeft) -> Past:
    """What a forecast is made from: one query over the letters of two years, once a day."""
    programme, on = intake.programme, intake.programme.day_of(intake.at)
    asked: dict[str, str | date] = {
        "zone": programme.time_zone,
        "programme": programme.code,
        "on": on,
        "since": intake.at - 2 * YEAR,
    }
    with connection.cursor() as cursor:
        cursor.execute(_LOTS, asked)
        lots = tuple(Lot(*row) for row in cursor.fetchall())
    return Past(
        on=on,
        since=max(_open_since(intake), on - YEAR),
        closes=programme.day_of(intake.closes_at),
        left=intake.left,
        lots=lots,
        lasts=programme.settings.number("invitation-days", on) or None,
    )


def _open_since(intake: PlacesLeft) -> date:
    """The day from which there have been places: that of the year before, where it closed with some left."""
    before = places_left(intake.programme, intake.year - 1)
    unbroken = before.planned and before.left and before.closes_at == intake.opens_at
    return intake.programme.day_of((before if unbroken else intake).opens_at)


def newest(intake: PlacesLeft) -> Forecast | None:
    """The forecast of today or yesterday for the cap in force, while applications are received; else None."""
    return only([one for one in _recent(intake) if one.size in (None, intake.size)])


def awaited(intake: PlacesLeft) -> bool:
    """Whether the cap was changed since the last forecast, so that the worker makes another."""
    caps = {one.size for one in _recent(intake)}
    return bool(caps) and caps.isdisjoint({None, intake.size})


def _recent(intake: PlacesLeft) -> list[Forecast]:
    after = intake.programme.day_of(intake.at) - FRESH
    return _made(intake.programme, intake.year, after) if intake.open else []


@prepared
def _made(programme: Programme, year: int, after: date) -> QuerySet[Forecast]:
    made = Forecast.objects.filter(intake__programme=programme, intake__year=year, day__gt=after)
    return made.order_by("-day")


def held_so_far(programme: Programme, on: date) -> tuple[int, int]:
    """How many ranges of this year and the last held, and how many have an outcome by a day."""
    years = [places_left(programme, on.year - ago) for ago in (0, 1)]
    outcomes = [held for year in years for held in _outcomes(year, on)]
    return sum(outcomes), len(outcomes)


def _outcomes(intake: PlacesLeft, on: date) -> list[bool]:
    """Whether each range of an intake held, as far as that is known; one for another cap speaks of other places."""
    programme = intake.programme
    ranges = Forecast.objects.filter(
        Q(size=None) | Q(size=intake.size), intake__programme=programme, intake__year=intake.year
    )
    days = list(ranges.values_list("early", "late"))
    at = full_since(intake) if days and intake.planned and not intake.left else None
    if at:
        full = programme.day_of(at)
        return [early is not None and early <= full <= (late or full) for early, late in days]
    if intake.key == "closed":
        return [late is None for _, late in days]
    return [False for _, late in days if late and late < on]
