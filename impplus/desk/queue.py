"""Files in lists, the oldest first: open, of one officer, of nobody, of one status, and those that are sought."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from impplus.desk import waiting
from impplus.desk.file import officer_in, today_in
from impplus.desk.lists import ON_A_PAGE, ListPage, first_page, is_first, page_of_list, typed
from impplus.programmes import SERVED
from impplus.queries import counts
from impplus.queries.faults import faults_for
from impplus.queries.habits import habits_of
from impplus.queries.principals import principals_name
from impplus.queries.search import declared_found, files_found, is_cut
from impplus.queries.views import views_of
from impplus.queries.visits import annotated, is_barred
from impplus.records import access
from impplus.records.application import OPEN
from impplus.records.models import (
    Application,
    Person,
    Question,
    User,
)
from impplus.records.prepared import prepared
from impplus.rules.lifecycle import STATUSES, Role, Status, status_of
from impplus.web.pages import door

LISTING = {
    "status",
    "q",
    "after",
    "before",
}  # what asks for a list of files, and not for what waits
NEVER_RECEIVED = ("draft", "destroyed")
LISTED = tuple(s.key for s in STATUSES if s.noun == "application" and s.key not in NEVER_RECEIVED)


OWN_PAGES = {
    Role.QUEBEC: "desk:quebec",
    Role.BORDER: "desk:border",
    Role.MANAGER: "desk:work",
}


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


@require_safe
@door(Role.FEDERAL, Role.QUEBEC, Role.BORDER, Role.MANAGER)
def page(request: HttpRequest) -> HttpResponse:
    """What waits for the officer, or a list of files that the address asks for; the ministry, the border and managers have pages of their own."""
    if own_page := OWN_PAGES.get(Role(officer_in(request).role)):
        return redirect(own_page)
    if not LISTING & request.GET.keys():
        return waiting.page(request)
    chosen, today, text = request.GET.get("status", "open"), today_in(request), typed(request)
    officer, found = officer_in(request), files_found(text) if text else None
    files = partial(_listed, officer, chosen, found)
    page_of_files = _page_of(request, files, officer, chosen, sought=found is not None)
    _with_days(page_of_files.rows, text, today, officer)
    piles = _piles(today)
    number = _number(piles, chosen) if found is None else None
    return render(
        request,
        "desk/queue/queue.html",
        {
            "piles": piles,
            "waiting": piles[0],
            "oldest": _oldest("submitted"),
            "pages": page_of_files,
            "files": page_of_files.rows,
            "number": counts.count_of(files()) if number is None else number,
            "only_some": found is not None and is_cut(found),
            "chosen": chosen,
            "chosen_status": status_of("application", chosen) if chosen in LISTED else "",
            "q": text,
            "of_nobody": waiting.number_of_nobody(),
            "closed": _closed(found or (), chosen),
            "everywhere": urlencode({"status": "all", "q": text}),
            "views": views_of(officer),
            "habits": habits_of(officer),
            "faults": faults_for(officer),
        },
    )


def _page_of(
    request: HttpRequest,
    files: Callable[[], QuerySet[Application]],
    officer: User,
    chosen: str,
    *,
    sought: bool,
) -> ListPage:
    """The page of a list that is asked for; the first of one in which nothing is sought is compiled once."""
    if is_first(request) and not sought:
        return first_page(_first(officer, (_known(chosen),)), "number")
    return page_of_list(request, _with_facts(files(), officer), "received_at", "number")


def _with_days(rows: Sequence[Any], text: str, today: date, officer: User) -> None:
    """Say of each file how old it is, whom of those declared later was found, and whether it is closed to the officer."""
    declared = declared_found(text, [file.pk for file in rows]) if text else {}
    for file in rows:
        file.days = (today - SERVED.day_of(file.received_at)).days
        file.declared = declared.get(file.pk, ())
        file.barred = is_barred(file, officer)


def _known(chosen: str) -> str:
    """The list that was asked for; that of open files where there is none of that name."""
    return chosen if chosen in LISTED or chosen in ("all", "mine", "nobody") else "open"


def _closed(found: Collection[int], chosen: str) -> int:
    """How many of the files found are closed, and so on no list of open ones."""
    if not found or chosen not in ("open", "mine", "nobody"):
        return 0
    return Application.objects.filter(pk__in=found).exclude(status__in=OPEN).count()


def _listed(officer: User, chosen: str, found: list[int] | None) -> QuerySet[Application]:
    """The files of one list, each from an index in the order of receipt; among those found, if any were sought."""
    files = access.applications(officer).filter(received_at__isnull=False)
    if chosen != "all":
        files = files.filter(status__in=[chosen] if chosen in LISTED else OPEN)
    if chosen == "mine":
        files = files.filter(officer=officer.pk)
    if chosen == "nobody":
        files = files.filter(officer=None)
    if found is not None:
        files = files.filter(pk__in=found)
    return files


@prepared
def _first(officer: User, chosen: tuple[str]) -> QuerySet[Application]:
    """The files with which a list begins."""
    files = _with_facts(_listed(officer, chosen[0], None), officer)
    return files.order_by("received_at", "pk")[: ON_A_PAGE + 1]


@prepared
def _oldest(status: str) -> QuerySet[Application]:
    """The file received first among those in a status, with its number."""
    files = Application.objects.filter(status=status).order_by("received_at", "pk")
    return files.only("number")[:1]


def _with_facts(files: QuerySet[Application], officer: User) -> QuerySet[Application]:
    """The files with what the list shows of each, looked up for those that are shown.

    Of one that is closed to the officer it shows the number alone.

    A question by its key: whether one exists, PostgreSQL would find out by reading all of them first.
    """
    people = Person.objects.filter(application=OuterRef("pk")).order_by()
    asked = Question.objects.filter(application=OuterRef("pk")).order_by().values("pk")
    return annotated(files, officer).annotate(
        name=principals_name(),
        officer_name=F("officer__name"),
        size=Subquery(people.values("application").values(n=Count("*"))),
        waits=Subquery(asked.filter(status="open")[:1]),
        answered=Subquery(asked.filter(status="answered")[:1]),
    )


def _number(piles: Iterable[Pile], chosen: str) -> int | None:
    """How many files a list has, where the piles tell it."""
    if chosen in ("mine", "nobody"):
        return None
    among = {"all": LISTED, **{key: (key,) for key in LISTED}}.get(chosen, OPEN)
    return sum(pile.number for pile in piles if pile.status.key in among)


def _piles(today: date) -> list[Pile]:
    piles = []
    for key, (number, first) in counts.by_status(LISTED).items():
        oldest = SERVED.day_of(first) if first else None
        days = (today - oldest).days if oldest else None
        piles.append(Pile(status_of("application", key), number, oldest, days))
    return piles
