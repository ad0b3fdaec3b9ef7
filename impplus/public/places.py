"""How many places are left this year, and the cap of each year with its source."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.queries.places import places_left
from impplus.words.labels import TARGET


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The counter as it stands when the page is made."""
    on = today(IMP_PLUS)
    year = on.year
    first = min(cap.year for cap in IMP_PLUS.caps)
    caps = [IMP_PLUS.cap(one) for one in range(year, first - 1, -1)]
    facts = {
        "programme": IMP_PLUS,
        "places": places_left(IMP_PLUS, year),
        "caps": caps,
        "target": TARGET,
        "over_cap": IMP_PLUS.in_force(on).refunds.get("over-cap"),
    }
    response = render(request, "public/places/places.html", facts)
    response["Cache-Control"] = "private, max-age=15"
    return response
