"""The ministry's page: candidates, letters and rounds, in figures."""

from django.db.models import Case, Count, F, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Least
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.desk.file import officer_in
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.batches import unfinished
from impplus.queries.counts import count_of
from impplus.queries.faults import faults_for
from impplus.queries.forecasts import awaited, newest
from impplus.queries.places import places_left
from impplus.records.models import Candidate, Invitation, Round
from impplus.rules.lifecycle import Role
from impplus.web.pages import door

SHOWN = 5


@require_safe
@door(Role.QUEBEC)
def page(request: HttpRequest) -> HttpResponse:
    """The four figures, the forecast with its numbers of letters, and the last rounds."""
    on = clock.today(SERVED)
    places = places_left(SERVED, on.year)
    forecast = newest(places)
    letters = Invitation.objects.filter(round__programme=SERVED)
    return render(
        request,
        "desk/quebec/quebec.html",
        {
            "candidates": count_of(Candidate.objects.all()),
            "living": count_of(letters.filter(status__in=["issued", "used"])),
            "used": count_of(letters.filter(status="used")),
            "revoked": count_of(letters.filter(status="revoked")),
            "faults": faults_for(officer_in(request)),
            "waiting": Round.objects.filter(
                programme=SERVED, status__in=("announced", "drawn")
            ).first(),
            "batches": unfinished()[:SHOWN],
            "places": places,
            "forecast": forecast,
            "awaited": forecast is None and awaited(places),
            "rounds": with_counts()[:SHOWN],
        },
    )


def with_counts() -> QuerySet[Round]:
    """The programme's rounds, the newest first: how many letters they issued, how many were used."""
    mine = Round.objects.filter(programme=SERVED).select_related(
        "announced_by", "drawn_by", "released_by"
    )
    used = Invitation.objects.filter(round=OuterRef("pk"), status="used").order_by()
    counted = used.values("round").values(number=Count("*"))
    taken = F("batch__done") - F("batch__left_out")
    ended = When(batch__status__in=("done", "dropped"), then=taken)
    none = When(status__in=("announced", "drawn", "dropped"), then=Value(0))
    issued = Case(none, ended, default=Least("size", "considered"), output_field=IntegerField())
    rounds = mine.annotate(issued=issued, used=Coalesce(Subquery(counted), Value(0)))
    return rounds.order_by("-year", "-number")
