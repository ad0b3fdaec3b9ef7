"""How many places are left this year, and the cap of each year with its source."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.programmes import SERVED
from impplus.public.figures import picture_of
from impplus.queries.clock import today
from impplus.queries.figures import months_shown
from impplus.queries.forecasts import awaited, newest
from impplus.queries.places import full_since, places_left, received_of
from impplus.words.labels import TARGET


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The counter as it stands when the page is made."""
    on = today(SERVED)
    year = on.year
    first = min(cap.year for cap in SERVED.caps)
    caps = [SERVED.cap(one) for one in range(year, first - 1, -1)]
    places = places_left(SERVED, year)
    forecast = newest(places)
    facts = {
        "programme": SERVED,
        "places": places,
        "taken": round(100 * places.taken / places.size) if places.size else 0,
        "since": full_since(places) if places.key == "full" else None,
        "forecast": forecast,
        "awaited": forecast is None and awaited(places),
        "received": received_of(places),
        "picture": picture_of(months_shown(SERVED)),
        "caps": caps,
        "target": TARGET,
        "over_cap": SERVED.in_force(on).refunds.get("over-cap"),
    }
    response = render(request, "public/places/places.html", facts)
    response["Cache-Control"] = "public, max-age=1"
    return response
