"""How long it takes: the range for a file received now, how often such ranges were right, and what waits now."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.figures import fewest_shown
from impplus.queries.pace import WEEKS, pace_of
from impplus.rules.small_figures import about
from impplus.rules.waits import weeks_to


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """From the source of the range that each applicant reads."""
    on = today(SERVED)
    pace, fewest = pace_of(SERVED, on), fewest_shown(SERVED, on)
    number, slow, fast = (about(one, fewest) for one in (pace.open, pace.fewest, pace.most))
    facts = {
        "pace": pace,
        "open": number,
        "longer": about(pace.longer, fewest),
        "closed": (slow, fast),
        # From what is shown: the whole weeks of the exact numbers would tell when one more is closed.
        "weeks": [weeks_to(number, one) for one in (fast, slow) if one]
        if number and slow
        else None,
        "below": 2 * fewest,
        "over": WEEKS,
        "settled": about(pace.told.settled, fewest) if pace.told else None,
    }
    response = render(request, "public/waits/waits.html", facts)
    response["Cache-Control"] = "public, max-age=300"
    return response
