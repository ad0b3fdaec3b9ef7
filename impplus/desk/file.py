"""The officer signed in, and the file that a page is about."""

from datetime import date
from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.facts import PEOPLE
from impplus.queries.first_acts import first_act, last_taken, said
from impplus.queries.held import held
from impplus.queries.officers import NotItsOfficer, has, is_anothers, must_have
from impplus.queries.refusals import WrongMoment
from impplus.queries.visits import Barred, annotated, is_barred, needs_a_reason
from impplus.records import access
from impplus.records.application import OPEN
from impplus.records.clock import Now
from impplus.records.models import (
    Application,
    Correspondence,
    Countersignature,
    Habits,
    Report,
    Translation,
    User,
)
from impplus.records.prepared import only, prepared
from impplus.rules import lifecycle
from impplus.rules.lifecycle import Role, Verb
from impplus.web.addresses import address
from impplus.web.pages import Page, about, door

# Pages on another officer's file: those on whose it is, and those on which whoever said why it is opened writes or signs.
ABOUT_WHOSE = frozenset({"take-over", "hand-over", "release", "skip", "read-handover"})
BY_READERS = frozenset(
    {"notes", "close-mistaken", "countersignature", "reopening", "reconsideration"}
)


def officer_in(request: HttpRequest) -> User:
    """The officer signed in; `door` has made sure that there is one."""
    return cast(User, request.user)


def today_in(request: HttpRequest) -> date:
    """The day of the programme that is served: the clock was read with who is signed in."""
    return SERVED.day_of(officer_in(request).read_at or clock.now())


def about_a_file(view: Page) -> Page:
    """Open a page about one file to federal officers; say so where another officer was first."""

    @door(Role.FEDERAL)
    @wraps(view)
    def opened(request: HttpRequest, number: str, **rest: Any) -> HttpResponseBase:
        officer = officer_in(request)
        # What is sent may write what `held` says is not there.
        application = file_under(number, officer, read_only=_reads(request))
        if is_barred(application, officer):
            raise Barred
        if _asks_why(request, application, officer):
            then = urlencode({"then": request.get_full_path()})
            return redirect(f"{address('desk:reason', number)}?{then}")
        about(request, application)
        try:
            if _acts_on_anothers(request, application, officer):
                must_have(application, officer)
            return view(request, application, **rest)
        except NotItsOfficer as refusal:
            taken = last_taken(application) if refusal.has else None
            facts = {"application": application, "refusal": refusal, "typed": typed_in(request)}
            facts["first"] = said(taken) if taken else None
            return render(request, "desk/handovers/not-yours.html", facts, status=409)
        except WrongMoment as refusal:
            return _moved_on(request, number, refusal)

    return opened


def _moved_on(request: HttpRequest, number: str, refusal: WrongMoment) -> HttpResponse:
    """Who was first and did what, to what the press was about or to the file."""
    now = file_under(number, officer_in(request))
    last = first_act(refusal.of or now) or first_act(now)
    facts = {
        "application": now,
        "first": said(last) if last else None,
        "typed": typed_in(request),
    }
    return render(request, "desk/files/moved.html", facts, status=409)


def _reads(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD")


def _asks_why(request: HttpRequest, application: Application, officer: User) -> bool:
    """Whether the officer is to say why another’s file is opened; whoever takes it over says so there."""
    if not needs_a_reason(application, officer) or has(application, officer):
        return False
    return _name(request) not in ABOUT_WHOSE and (_reads(request) or application.status not in OPEN)


def _acts_on_anothers(request: HttpRequest, application: Application, officer: User) -> bool:
    """Whether something is sent that only the officer of an open file does."""
    if _reads(request) or not is_anothers(application, officer):
        return False
    free = ABOUT_WHOSE if needs_a_reason(application, officer) else ABOUT_WHOSE | BY_READERS
    return _name(request) not in free


def _name(request: HttpRequest) -> str:
    match = request.resolver_match
    return (match.url_name or "") if match else ""


def typed_in(request: HttpRequest) -> list[str]:
    """The words that an officer wrote in vain, to be copied."""
    return [text for _, texts in request.POST.lists() for text in texts if " " in text.strip()]


def file_under(number: str, user: User, *, read_only: bool = False) -> Application:
    """The file under this number, where an officer may open it, or no such page; for a page that changes nothing with what it holds (`held`)."""
    found = only(_numbered(user, number, read_only))
    if found is None:
        raise Http404
    return found


@prepared
def _numbered(user: User, number: str, read_only: bool) -> QuerySet[Application]:
    """With what every page about a file reads."""
    waiting = Correspondence.objects.filter(application=OuterRef("pk"), status="waiting").order_by()
    declared = Report.objects.filter(application=OuterRef("pk"), status="declared").order_by()
    asked = Translation.objects.filter(application=OuterRef("pk"), status="asked").order_by()
    unsigned = Countersignature.objects.filter(application=OuterRef("pk"), status="asked")
    own = Habits.objects.filter(officer=user).order_by()
    found = (
        annotated(access.applications(user), user)
        .filter(receipt__isnull=False, number=number)
        .select_related(
            "applicant",
            "receipt",
            "officer",
            "invitation__candidate",
            "decision__officer",
            "assistance",
        )
        .defer("receipt__content")  # the page of the file reads it
        .annotate(
            read_at=Now(),
            message_waits=Subquery(waiting.values("pk")[:1]),
            change_waits=Subquery(declared.values("pk")[:1]),
            translation_waits=Subquery(asked.values("pk")[:1]),
            signature_waits=Subquery(unsigned.order_by().values("pk")[:1]),
            habits=Subquery(own.values("chosen")[:1]),
        )
        .prefetch_related(PEOPLE, "payments")
    )
    return found.annotate(**held()) if read_only else found


def may(application: Application, verb: Verb) -> bool:
    """Whether an officer may do this now, as the state table says."""
    return lifecycle.may("application", verb, application.status, Role.FEDERAL)


def must_be_open_to(application: Application, verb: Verb, by: User) -> None:
    """Raise WrongMoment where the status no longer allows this, NotItsOfficer where another officer has the file, before a form is filled in."""
    if not may(application, verb):
        raise WrongMoment
    must_have(application, by)
