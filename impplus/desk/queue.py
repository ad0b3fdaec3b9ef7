"""The federal officers' queue: the oldest file first, for everyone."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.db.models import Count, Exists, Min, OuterRef, Prefetch, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from impplus.actions import reviews
from impplus.desk.file import officer_in
from impplus.desk.search import found, leaf, typed
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.records import access
from impplus.records.models import Application, Person, Question
from impplus.rules.lifecycle import STATUSES, Role, Status, status_of
from impplus.web.pages import door

OPEN = tuple(s.key for s in STATUSES if s.noun == "application" and s.actor == Role.FEDERAL)
LISTED = tuple(s.key for s in STATUSES if s.noun == "application" and s.key != "draft")


@dataclass(frozen=True)
class Pile:
    """The files in one status: how many, and the age in days of the oldest."""

    status: Status
    number: int
    oldest: date | None
    days: int | None

    @property
    def open(self) -> bool:
        """Whether an officer still has something to do."""
        return self.status.key in OPEN


@require_GET
@door(Role.FEDERAL, Role.QUEBEC)
def page(request: HttpRequest) -> HttpResponse:
    """The queue; officers of the ministry have their own page."""
    if officer_in(request).role == Role.QUEBEC:
        return redirect("desk:quebec")
    chosen = request.GET.get("status", "open")
    mine = "mine" in request.GET
    today = clock.today(SERVED)
    files = _listed(request, chosen, mine)
    leafed = leaf(request, files)
    for file in leafed.object_list:
        file.days = (today - SERVED.day_of(file.receipt.received_at)).days
    piles = _piles(access.applications(officer_in(request)), today)
    return render(
        request,
        "desk/queue/queue.html",
        {
            "piles": piles,
            "waiting": next((pile for pile in piles if pile.status.key == "submitted"), None),
            "files": leafed,
            "chosen": chosen,
            "chosen_status": status_of("application", chosen) if chosen in LISTED else None,
            "mine": mine,
            "q": typed(request),
        },
    )


@require_POST
@door(Role.FEDERAL)
def take(request: HttpRequest) -> HttpResponse:
    """Take the oldest file that nobody has."""
    application = reviews.take_oldest(by=officer_in(request))
    if application is None:
        messages.info(request, _("No file is waiting: another officer took the last one."))
        return redirect("desk:queue")
    return redirect("desk:file", application.number)


def _listed(request: HttpRequest, chosen: str, mine: bool) -> QuerySet[Application]:
    principal = Person.objects.filter(relation="principal")
    files = access.applications(officer_in(request)).filter(receipt__isnull=False)
    if chosen != "all":
        files = files.filter(status__in=[chosen] if chosen in LISTED else OPEN)
    if mine:
        files = files.filter(officer=officer_in(request))
    if typed(request):
        named = found(
            principal,
            typed(request),
            ("given_names", "family_name", "application__number", "csq_number"),
        )
        files = files.filter(pk__in=named.values("application"))
    # Counted for the files that are shown, and not joined to every file that is listed.
    people = Person.objects.filter(application=OuterRef("pk")).order_by()
    asked = Question.objects.filter(application=OuterRef("pk"))
    return (
        files.select_related("receipt", "officer")
        .defer("receipt__content")  # long, and not shown here
        .prefetch_related(
            Prefetch("people", queryset=principal.defer("answers"), to_attr="principals")
        )
        .annotate(
            size=Subquery(people.values("application").values(n=Count("*"))),
            waits=Exists(asked.filter(status="open")),
            answered=Exists(asked.filter(status="answered")),
        )
        .order_by("receipt__received_at", "pk")
    )


def _piles(files: QuerySet[Application], today: date) -> list[Pile]:
    rows = files.order_by().values_list("status").annotate(Count("pk"), Min("receipt__received_at"))
    counted = {status: (number, first) for status, number, first in rows}
    piles = []
    for key in LISTED:
        number, first = counted.get(key, (0, None))
        oldest = SERVED.day_of(first) if first else None
        days = (today - oldest).days if oldest else None
        piles.append(Pile(status_of("application", key), number, oldest, days))
    return piles
