"""The places of a year: how many are taken and left, and which one an application holds."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from impplus.records.models import Application, Intake, Place
from impplus.rules.programme import Programme


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
    # Counted by subquery, so that the index of free places alone is read.
    free = Place.objects.filter(intake=OuterRef("pk"), application__isnull=True).order_by()
    counted = free.values("intake").values(n=Count("*"))
    intake = (
        Intake.objects.filter(programme=programme.code, year=year)
        .annotate(free=Coalesce(Subquery(counted), 0))
        .first()
    )
    if intake is None:
        cap = programme.cap(year)
        return PlacesLeft(year=year, size=cap.size if cap else 0, taken=0, open=False)
    return PlacesLeft(year=year, size=intake.size, taken=intake.size - intake.free, open=True)


def place_of(application: Application) -> Place | None:
    """The place that an application holds now, with its intake."""
    return Place.objects.select_related("intake").filter(application=application).first()
