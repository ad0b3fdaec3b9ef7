"""The officer signed in, and the file that a page is about."""

from functools import wraps
from typing import Any, cast
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from impplus.queries.facts import PEOPLE
from impplus.queries.held import held
from impplus.queries.officers import NotItsOfficer, has, must_have
from impplus.queries.refusals import WrongMoment
from impplus.queries.timeline import sentence_of
from impplus.queries.visits import Barred, annotated, is_barred, needs_a_reason
from impplus.records import access
from impplus.records.clock import Now
from impplus.records.models import (
    Application,
    Correspondence,
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


def officer_in(request: HttpRequest) -> User:
    """The officer signed in; `door` has made sure that there is one."""
    return cast(User, request.user)


def about_a_file(view: Page) -> Page:
    """Open a page about one file to federal officers; say so where another officer was first."""

    @door(Role.FEDERAL)
    @wraps(view)
    def opened(request: HttpRequest, number: str, **rest: Any) -> HttpResponseBase:
        officer = officer_in(request)
        read_only = request.method == "GET"  # what is sent may write what `held` says is not there
        application = file_under(number, officer, read_only=read_only)
        if is_barred(application, officer):
            raise Barred
        if (
            _asks(request)
            and needs_a_reason(application, officer)
            and not has(application, officer)
        ):
            then = urlencode({"then": request.get_full_path()})
            return redirect(f"{address('desk:reason', number)}?{then}")
        about(request, application)
        try:
            return view(request, application, **rest)
        except NotItsOfficer as refusal:
            facts = {"application": application, "refusal": refusal}
            return render(request, "desk/handovers/not-yours.html", facts, status=409)
        except WrongMoment:
            return _moved_on(request, number)

    return opened


def _moved_on(request: HttpRequest, number: str) -> HttpResponse:
    """Who did what to the file first: of one act the letter is the last event, and is not what is said."""
    now = file_under(number, officer_in(request))
    last = (
        now.events.filter(by__isnull=False, noun__in=("application", "question", "permit"))
        .exclude(verb="look")
        .select_related("by")
        .order_by("-at", "-id")
        .first()
    )
    facts = {"application": now, "last": last, "sentence": sentence_of(last) if last else None}
    return render(request, "desk/files/moved.html", facts, status=409)


def _asks(request: HttpRequest) -> bool:
    """Whether a page that shows a file asks why another's is opened; whoever takes it over says so there."""
    match = request.resolver_match
    taking = match is not None and match.url_name == "take-over"
    return request.method in ("GET", "HEAD") and not taking


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
    own = Habits.objects.filter(officer=user).order_by()
    found = (
        annotated(access.applications(user), user)
        .filter(receipt__isnull=False, number=number)
        .select_related(
            "applicant", "receipt", "officer", "invitation__candidate", "decision__officer"
        )
        .defer("receipt__content")  # the page of the file reads it
        .annotate(
            read_at=Now(),
            message_waits=Subquery(waiting.values("pk")[:1]),
            change_waits=Subquery(declared.values("pk")[:1]),
            translation_waits=Subquery(asked.values("pk")[:1]),
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
