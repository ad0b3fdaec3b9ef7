"""The intake of a year: when it opens and closes, how many places are taken and left, and its state."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max, OuterRef, QuerySet, Subquery

from impplus.queries.clock import INSTANT
from impplus.records.models import Application, Intake, LogEntry, Place, Receipt
from impplus.records.postgresql import asked
from impplus.records.prepared import only, prepared
from impplus.rules.dated import holds
from impplus.rules.lifecycle import Status, status_of
from impplus.rules.programme import Programme

SHOWN_FOR = timedelta(seconds=1)  # as the public counter
# Free places are counted by their index alone. The lowest free one is always taken, so all above the
# highest that is taken are free, and few below it: only these are counted, unless numbers are missing
# since a cap was lowered (then the highest number is not the size).
_INTAKE = f"""
    SELECT {INSTANT}, size, opens_at, closes_at,
           CASE WHEN highest.number = size THEN size - coalesce(taken.number, 0) + (
               SELECT count(*) FROM records_place
                WHERE intake_id = records_intake.id AND application_id IS NULL AND number < taken.number)
           ELSE (SELECT count(*) FROM records_place
                  WHERE intake_id = records_intake.id AND application_id IS NULL) END
      FROM (SELECT) AS once
      LEFT JOIN records_intake ON programme = %s AND year = %s
      LEFT JOIN LATERAL (SELECT max(number) AS number FROM records_place
                          WHERE intake_id = records_intake.id) AS highest ON true
      LEFT JOIN LATERAL (SELECT max(number) AS number FROM records_place
                          WHERE intake_id = records_intake.id AND application_id IS NOT NULL) AS taken ON true
"""  # noqa: S608 - the instant is our own expression


@dataclass(frozen=True)
class PlacesLeft:
    """An intake as it stands at the instant `at`; `planned` says whether its places exist."""

    programme: Programme
    year: int
    size: int
    taken: int
    planned: bool
    at: datetime
    opens_at: datetime
    closes_at: datetime

    @property
    def left(self) -> int:
        """How many places are free."""
        return self.size - self.taken

    @cached_property
    def key(self) -> str:
        """Its state in the state table: the clock decides first, then the places, where applications are received at all."""
        if settings.PREPARES_ONLY:
            return "elsewhere"
        if self.at >= self.closes_at or is_stopped(self.programme, self.programme.day_of(self.at)):
            return "closed"
        if self.at < self.opens_at or not self.planned:
            return "before"
        if not self.left:
            return "full"
        numbers = self.programme.settings.numbers(self.programme.day_of(self.at))
        percent = int(numbers.get("nearly-full-percent", "0"))
        return "nearly-full" if self.left * 100 <= self.size * percent else "open"

    @property
    def state(self) -> Status:
        """Its state in words."""
        return status_of("intake", self.key)

    @property
    def open(self) -> bool:
        """Whether an application that is submitted now can be received."""
        return self.key in ("open", "nearly-full")

    @property
    def over(self) -> bool:
        """Whether no place is left to pay for: every one is taken, the intake has closed, or applications are filed elsewhere."""
        return self.key in ("full", "closed", "elsewhere")


def places_left(programme: Programme, year: int) -> PlacesLeft:
    """The intake of a year, and how many of its places are taken and left."""
    ((at, size, opens_at, closes_at, free),) = asked(_INTAKE, [programme.code, year])
    cap = programme.cap(year)
    return PlacesLeft(
        programme=programme,
        year=year,
        size=size if size is not None else cap.size if cap else 0,
        taken=size - free if size is not None else 0,
        planned=size is not None,
        at=at,
        opens_at=opens_at or first_instant(programme, year),
        closes_at=closes_at or first_instant(programme, year + 1),
    )


_shown = dict[tuple[str, int], PlacesLeft]()


def places_shown(programme: Programme, year: int, at: datetime) -> PlacesLeft:
    """The same at an instant of the one clock, for a page that only shows it: counted by this process within a second.

    The clock decides by the instant itself. Whoever receives, charges or refuses counts anew (`places_left`).
    """
    counted = _shown.get((programme.code, year))
    if counted is None or abs(at - counted.at) >= SHOWN_FOR:
        counted = _shown[programme.code, year] = places_left(programme, year)
    return replace(counted, programme=programme, at=at)


def first_instant(programme: Programme, year: int) -> datetime:
    """The first instant of a year where the programme counts its days."""
    return datetime(year, 1, 1, tzinfo=ZoneInfo(programme.time_zone))


def is_stopped(programme: Programme, on: date) -> bool:
    """Whether a setting, or an order in council (IRPA 87.301), keeps applications from being accepted."""
    return programme.settings.says_no("takes-applications", on) or any(
        order.closes_intake and holds(order, on) for order in programme.orders
    )


def full_since(intake: PlacesLeft) -> datetime | None:
    """When the application was received that holds the place taken last; None where none is taken."""
    received = Receipt.objects.filter(
        application__place__intake__programme=intake.programme,
        application__place__intake__year=intake.year,
    )
    return received.order_by("-received_at").values_list("received_at", flat=True).first()


@dataclass(frozen=True)
class Counted:
    """The intake under whose cap an application counts, and its order of receipt there; None until it is given."""

    intake: Intake
    order: int | None


def counted_in(application: Application) -> Counted | None:
    """How an application counts now; None where it holds no place."""
    place: Any = only(_held(application.pk))
    return Counted(place.intake, place.order) if place else None


@prepared
def _held(application: int) -> QuerySet[Place]:
    submitted = {"event__noun": "application", "event__verb": "submit"}
    entry = LogEntry.objects.filter(event__application=OuterRef("application"), **submitted)
    held = Place.objects.filter(application=application).select_related("intake")
    return held.annotate(order=Subquery(entry.order_by().values("rank")[:1]))


def taken_of(intake: Intake) -> int:
    """How many places of an intake are taken now."""
    return Place.objects.filter(intake=intake, application__isnull=False).count()


def received_of(intake: PlacesLeft) -> int:
    """How many applications a year has received, as far as each has its order of receipt."""
    of_year = {"intake__programme": intake.programme, "intake__year": intake.year}
    return LogEntry.objects.filter(**of_year).aggregate(last=Max("rank"))["last"] or 0
