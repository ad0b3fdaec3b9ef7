"""The firm's first page: requests, the new ones first, then the clients, each with who acts next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Paginator
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.firm.entry import role_in
from impplus.practice import access as firms_access
from impplus.practice.models import Matter
from impplus.programmes import SERVED
from impplus.queries.clients import ENDED_DAYS, ended_lately, new_since
from impplus.queries.clock import today
from impplus.queries.counts import count_of
from impplus.queries.court import last_days
from impplus.queries.ended_papers import ListedEnd, ended_papers
from impplus.queries.firm_absences import standing_in
from impplus.queries.unsent import mails_unsent
from impplus.records import access
from impplus.records.models import Application, Question, User
from impplus.rules.firm_states import UNDER_WAY
from impplus.rules.lifecycle import ROLES, STATUSES, Role, acts_next
from impplus.web.pages import door
from impplus.words.people import NOBODY
from impplus.words.text import Text

A_PAGE = 25
CLOSED = [status.key for status in STATUSES if status.noun == "application" and status.closed]


@dataclass(frozen=True)
class Client:
    """A client's application, who acts next in it, and by when a question is to be answered."""

    application: Application
    name: str
    due: date | None
    court: date | None  # the last day to ask the Federal Court about a refusal
    new: datetime | None  # when something came that the representative has not opened the file for
    matter: Matter | None  # the open one of the firm that the file is joined to
    ended: list[ListedEnd]  # what became of permits and letters that give no right any more

    @property
    def actor(self) -> Text:
        """Who acts next."""
        actor = acts_next(self.application.status, asked=self.due is not None)
        return ROLES[actor] if actor else NOBODY


@require_safe
@door(Role.REPRESENTATIVE)
def page(request: HttpRequest) -> HttpResponse:
    """The enquiries under way, and the clients' applications with who acts next."""
    user: User = request.user  # type: ignore[assignment]
    role = role_in(request)
    requests = firms_access.enquiries(user).filter(status__in=UNDER_WAY).prefetch_related("mails")
    new_first = Case(When(status="new", then=0), default=1)
    asked = Paginator(requests.order_by(new_first, "-requested_at", "-pk"), A_PAGE)
    shown = Paginator(_clients(user), A_PAGE).get_page(request.GET.get("page"))
    rows = _rows(user, list(shown.object_list))
    facts = {
        "firm": user.firm,
        "role": role,
        "here": "home",
        "stands_in": standing_in(user),
        "unsent": count_of(mails_unsent(user)),
        "asked": asked.get_page(request.GET.get("requests")),
        "clients": shown,
        "rows": rows,
        "days": ENDED_DAYS,
        "today": today(SERVED) if any(row.court for row in rows) else None,
        "ended": list(ended_lately(user)[:A_PAGE]),
    }
    return render(request, "firm/home/home.html", facts)


def _rows(user: User, files: Sequence[Application]) -> list[Client]:
    keys = [one.pk for one in files]
    matters = firms_access.matters(user).filter(application__in=keys, status="open")
    joined = {one.application: one for one in matters}
    courts, ended = last_days(files), ended_papers(files)
    return [
        Client(
            one,
            one.invitation.candidate.name,
            due=vars(one)["due"],
            court=courts.get(one.pk),
            new=vars(one)["new"],
            ended=ended.get(one.pk, []),
            matter=joined.get(one.pk),
        )
        for one in files
    ]


def _clients(user: User) -> QuerySet[Application]:
    """Files with a question to answer first, the soonest day before, then open ones, then closed ones; the newest change first."""
    asked = Question.objects.filter(application=OuterRef("pk"), status="open").order_by("due_on")
    closed_last = Case(When(Q(status__in=CLOSED), then=1), default=0)
    return (
        access.applications(user)
        .select_related("invitation__candidate")
        .annotate(due=Subquery(asked.values("due_on")[:1]), closed=closed_last, new=new_since(user))
        .order_by(F("due").asc(nulls_last=True), "closed", "-changed_at", "pk")
    )
