"""Waiting for me: what an officer does next, in its order, and what comes next for whoever has nothing left."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from impplus.actions import reviews
from impplus.desk.file import officer_in, today_in
from impplus.queries import counts
from impplus.queries.faults import faults_for
from impplus.queries.first_acts import last_taken, said
from impplus.queries.habits import habits_of
from impplus.queries.officers import of_nobody, stood_in_for
from impplus.queries.principals import principals_name
from impplus.queries.to_sign import to_sign
from impplus.queries.views import views_of
from impplus.queries.waiting import BANDS, KINDS, Queue, WaitingFile, chosen, queue_of
from impplus.queries.waiting_rows import QueueRow, rows_of, unread_by
from impplus.queries.work import standard
from impplus.records.application import OPEN
from impplus.records.models import Absence, Application, User
from impplus.records.prepared import counted, only, prepared
from impplus.rules.lifecycle import Role
from impplus.web.language import lang
from impplus.web.pages import door
from impplus.words import formats

ON_A_PAGE = 50
WIDEST = 3.75  # rem of the longest bar


@dataclass(frozen=True)
class ReasonGroup:
    """The rows of one reason on a page, and how many there are in all."""

    title: str
    number: int
    rows: tuple[QueueRow, ...]


@dataclass(frozen=True)
class AgeBand:
    """How many of an officer’s open files are of an age, and how wide its bar is, in rem; `last` is None for all older ones."""

    first: int
    last: int | None
    number: int
    width: str


def titles() -> Mapping[str, str]:
    """What each reason is called."""
    return {
        "answered": _("Answered"),
        "signature": _("Second signature"),
        "biometrics": _("Biometrics"),
        "passed": _("Day passed"),
        "message": _("Message"),
        "change": _("Reported change"),
        "age": _("By age"),
    }


def page(request: HttpRequest) -> HttpResponse:
    """The list, of one reason or one band of age where either is chosen; `from` is the place of its first row."""
    officer, today = officer_in(request), today_in(request)
    absences = stood_in_for(officer, today)
    queue = _queue(officer, absences, today)
    why, band = request.GET.get("why", ""), _number(request.GET.get("age", ""), len(BANDS))
    found = chosen(queue.waiting, why if why in KINDS else "", band)
    first = _number(request.GET.get("from", ""), len(found)) or 0
    shown = rows_of(found[first : first + ON_A_PAGE], officer, today)
    facts = {
        "queue": queue,
        "groups": _groups(shown, found),
        "number": len(found),
        "chosen": bool(why) or band is not None,
        "kinds": [(key, title, queue.kinds.get(key, 0)) for key, title in titles().items()],
        "why": why,
        "band": band,
        "bands": _bands(queue),
        "before": max(first - ON_A_PAGE, 0) if first else None,
        "after": first + ON_A_PAGE if first + ON_A_PAGE < len(found) else None,
        "next": _next(queue, shown, officer, today),
        "new": None if queue.next else only(_oldest(officer, today)),
        "of_nobody": number_of_nobody(),
        "absences": absences,
        "to_stand_in": _to_come(officer, today),
        "standard": standard(today),
        "unread": unread_by(officer),
        "views": views_of(officer),
        "habits": habits_of(officer),
        "faults": faults_for(officer),
        "to_sign": to_sign(officer),
    }
    return render(request, "desk/waiting/waiting.html", facts)


def _next(queue: Queue, shown: Sequence[QueueRow], officer: User, today: date) -> QueueRow | None:
    """The row of what comes next, which the page shows already unless something else was chosen."""
    if queue.next is None:
        return None
    row = next((one for one in shown if one.waiting is queue.next), None)
    return row or rows_of([queue.next], officer, today)[0]


@require_POST
@door(Role.FEDERAL)
def take(request: HttpRequest) -> HttpResponse:
    """Open what waits first for the officer; where nothing does, or a new file is asked for, take the oldest that nobody has."""
    officer = officer_in(request)
    today = today_in(request)
    queue = _queue(officer, stood_in_for(officer, today), today)
    if "new" not in request.POST and (first := queue.next):
        return redirect("desk:file", first.facts.number)
    seen = request.POST.get("oldest", "")
    application = reviews.take_oldest(by=officer, seen=seen)
    _say_who_was_first(request, seen, application)
    if application is None:
        messages.info(
            request,
            _("No file is left to take. Those that nobody has, if any, you skipped today."),
        )
        return redirect("desk:queue")
    return redirect("desk:file", application.number)


def _say_who_was_first(request: HttpRequest, seen: str, taken: Application | None) -> None:
    """Where a colleague took the file that the page showed as the oldest: who, and when."""
    first = Application.objects.filter(number=seen, officer__isnull=False).first() if seen else None
    if first and first != taken and (event := last_taken(first)):
        named = {"number": first.number, "first": said(event).say(lang())}
        messages.info(request, _("Somebody took the oldest file, %(number)s. %(first)s") % named)


def _queue(officer: User, absences: Sequence[Absence], today: date) -> Queue:
    """What waits for an officer, and for those who are away and for whom the officer stands in."""
    return queue_of([officer.pk, *(one.officer_id for one in absences)], officer.pk, today)


def _groups(rows: Sequence[QueueRow], found: Sequence[WaitingFile]) -> list[ReasonGroup]:
    """The rows of a page, those of one reason together, each reason with how many there are in all."""
    numbers = Counter(one.kind for one in found)
    together = groupby(rows, lambda row: row.waiting.kind)
    return [ReasonGroup(titles()[kind], numbers[kind], tuple(some)) for kind, some in together]


def _bands(queue: Queue) -> list[AgeBand]:
    most = max(queue.bands, default=0) or 1
    return [
        AgeBand(first, last, number, f"{WIDEST * number / most:.2f}")
        for (first, last), number in zip(BANDS, queue.bands, strict=True)
    ]


@prepared
def _to_come(officer: User, on: date) -> QuerySet[Absence]:
    """The absences of others, after a day, in which the officer is the substitute."""
    named = Absence.objects.filter(substitute=officer, status="declared", first__gt=on)
    return named.select_related("officer").order_by("first", "pk")


@prepared
def _oldest(officer: User, on: date) -> QuerySet[Application]:
    """The file that the officer takes next, with whose it is."""
    return of_nobody(officer, on).annotate(name=principals_name())[:1]


@counted
def number_of_nobody() -> QuerySet[Application]:
    """How many open files no officer has, looked up no further than is said."""
    free = Application.objects.filter(status__in=OPEN, officer=None)
    return free.order_by()[: counts.MOST + 1]


def _number(typed: str, below: int) -> int | None:
    """A number of an address; None where it is none, or not below a limit."""
    found = formats.whole(typed)
    return found if found is not None and 0 <= found < below else None
