"""What everybody may know of invitation rounds: criteria and digests before a draw, and its seed after it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.round_criteria import of
from impplus.records.models import Round

SHOWN = 50


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The criteria of today, and the newest rounds; of candidates nothing but how many there were."""
    rounds = Round.objects.filter(programme=SERVED, number__gt=0).order_by("-year", "-number")[
        :SHOWN
    ]
    facts = {"rounds": rounds, "criteria": of(SERVED, today(SERVED)), "programme": SERVED}
    return render(request, "public/rounds/rounds.html", facts)
