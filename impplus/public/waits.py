"""How long it takes: the range of the last decisions, how often it was right, and what waits now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.figures import fewest_shown
from impplus.queries.pace import WEEKS, pace_of
from impplus.rules.small_figures import about
from impplus.rules.waits import LAST


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """From the source of the range that each applicant reads."""
    on = today(SERVED)
    pace, fewest = pace_of(SERVED, on), fewest_shown(SERVED, on)
    facts = {
        "pace": pace,
        "open": about(pace.open, fewest),
        "longer": about(pace.longer, fewest),
        "closed": [about(one, fewest) for one in (pace.fewest, pace.most)],
        "below": 2 * fewest,
        "over": WEEKS,
        "last": LAST,
    }
    response = render(request, "public/waits/waits.html", facts)
    response["Cache-Control"] = "public, max-age=300"
    return response
