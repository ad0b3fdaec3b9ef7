"""What every page knows, who may open a door, and how a refusal is said."""

import logging
import sys
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import NoReverseMatch
from django.utils.translation import gettext, gettext_lazy as _
from django.views.decorators.http import require_safe

from impplus.actions import looks
from impplus.actions.beside import NoRoom, is_full
from impplus.actions.refused_files import LARGEST
from impplus.queries.clients import NoLongerRepresents
from impplus.queries.refusals import NotYours, Refusal
from impplus.queries.unsent import emails_are_late
from impplus.rules.lifecycle import Role
from impplus.web import ended, forms
from impplus.web.addresses import address_in
from impplus.web.language import lang
from impplus.web.logs import request_number
from impplus.web.moved_on import page_of
from impplus.web.signed_in import account_in

type Page = Callable[..., HttpResponseBase]

OTHER = {"en": "fr", "fr": "en"}
STAFF = (Role.FEDERAL, Role.QUEBEC, Role.BORDER, Role.MANAGER)
ROLES = {role.name: role.value for role in Role}
CSRF = "csrfmiddlewaretoken"
AWAY = (OperationalError, InterfaceError)  # the database is, or gave way to somebody else

submitted = forms.submitted  # every page asks it of this module

log = logging.getLogger(__name__)
_FACTOR_NEEDED = _(
    "Your role needs a second proof at sign-in. Add a passkey or an app that makes codes; then your desk opens."
)


def about(request: HttpRequest, record: Model) -> None:
    """Say which record a page is about, for the event that remembers who looked."""
    cast(Any, request).about = record


def other_url(request: HttpRequest) -> str:
    """The same page in the other language, with its query; the start page where there is none."""
    match, other = getattr(request, "resolver_match", None), OTHER[lang()]
    if match is None:
        return address_in(other, "start")
    try:
        found = address_in(other, match.view_name, *match.args, **match.kwargs)
    except NoReverseMatch:
        return address_in(other, "start")
    query = request.META.get("QUERY_STRING", "")
    return f"{found}?{query}" if query else found


def page_facts(request: HttpRequest) -> dict[str, Any]:
    """The context of every template."""
    return {
        "language": lang(),
        "other_language": OTHER[lang()],
        "other_url": other_url(request),
        "demonstration": not settings.PRODUCTION,
        "local_outbox": settings.LOCAL_OUTBOX,
        "prepares_only": settings.PREPARES_ONLY,
        "emails_are_late": emails_are_late,  # asked by the pages that say so
        "operator": settings.OPERATOR,
        "roles": ROLES,
        "whose": partial(ended.whose, request),  # asked by the pages on which one types
    }


def wait(request: HttpRequest, seconds: int) -> None:
    """Say on the answer after how many seconds another try makes sense, where it does (0: nothing is said)."""
    cast(Any, request).seconds_to_wait = seconds


def door(*roles: Role) -> Callable[[Page], Page]:
    """Open a page to these roles: others are asked to sign in, or find nothing there.

    What staff are shown is remembered: a page about one record says which (`about`).
    """

    def decorate(page: Page) -> Page:
        @wraps(page)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user = request.user = account_in(request)
            if not user.is_authenticated:
                ended.keep(request)
                return redirect_to_login(ended.page_of(request))
            if user.role not in roles:
                raise Http404
            if ended.asks_for_rows(request) and ended.stays(request):
                return redirect(request.get_full_path())
            cast(Any, request).typed_before = ended.given_back(request)
            if settings.STAFF_SECOND_FACTOR and user.role in STAFF and not user.second_factor:
                messages.info(request, _FACTOR_NEEDED)
                return redirect("account")
            response = page(request, *args, **kwargs)
            response.headers.setdefault("Cache-Control", "no-store")
            if user.role in STAFF and response.status_code < 300:
                shown = request.resolver_match.view_name if request.resolver_match else ""
                looks.look(getattr(request, "about", None), page=shown, by=user)
            return response

        return guarded

    return decorate


def sentences(get_response: Page) -> Page:
    """Middleware: a refused action becomes a page that says why, with its status.

    Besides, PostgreSQL cannot look for a null byte, so an address with one is not found; and no
    browser keeps a page that was made for somebody with a session.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if "\x00" in request.path and not request.path.startswith("/api/"):
            return not_found(request)
        response = get_response(request)
        if seconds := getattr(request, "seconds_to_wait", 0):
            response["Retry-After"] = str(seconds)
        if "Cache-Control" not in response and settings.SESSION_COOKIE_NAME in request.COOKIES:
            response["Cache-Control"] = "no-store"
        if isinstance(response, HttpResponseNotAllowed):
            page = render(request, "web/405.html", status=405)
            page["Allow"] = response.get("Allow", "")
            return page
        return response

    answer.process_view = _roomy  # type: ignore[attr-defined]
    answer.process_exception = refused  # type: ignore[attr-defined]
    return answer


def _roomy(request: HttpRequest, *_page: Any) -> HttpResponse | None:
    """The page of a form whose files found no room, before anything is made of the rest; None of any other."""
    if not request.path.startswith("/api/"):
        _ = request.POST  # is read before, to check its token
    return full(request) if hasattr(request, "found_no_room") else None


def refused(request: HttpRequest, exception: Exception) -> HttpResponse | None:
    """The page of a Refusal, or of a database that is away; any other exception is left to Django."""
    if isinstance(exception, AWAY):
        return unavailable(request, exception)
    if not isinstance(exception, Refusal):
        return None
    if isinstance(exception, NotYours):
        return not_found(request, exception)
    wait(request, exception.seconds)
    role = getattr(request.user, "role", "")
    facts = {"refusal": exception, "opened": request.method != "POST"}
    facts["again"] = page_of(getattr(exception, "of", None), role)
    return render(request, "web/refusal.html", facts, status=exception.status)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Takes a signed-in person to the door of their role."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    doors = {
        Role.FEDERAL: gettext("desk/"),
        Role.QUEBEC: gettext("desk/"),
        Role.BORDER: gettext("desk/"),
        Role.MANAGER: gettext("desk/"),
        Role.REPRESENTATIVE: gettext("firm/"),
    }
    return redirect(f"/{lang()}/{doors.get(Role(request.user.role), gettext('application/'))}")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page of an address that leads nowhere; Django's own reads what was sent there, readable or not."""
    ended = exception if isinstance(exception, NoLongerRepresents) else None
    return render(request, "404.html", {"ended": ended}, status=404)


def not_read(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be read: too large, or not of the form that browsers send."""
    if isinstance(exception, RequestDataTooBig):
        return _in_both("web/413.html", 413, largest=LARGEST)
    if isinstance(exception, MultiPartParserError):
        return _in_both("web/not-whole.html", 400)
    return _in_both("400.html", 400)


def not_checked(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its token: sent from our own page, it is kept, to be sent again with a fresh one."""
    page = _in_both("403_csrf.html", 403, **_after_a_lost_token(request))
    page["Cache-Control"] = "no-store"
    return page


def _after_a_lost_token(request: HttpRequest) -> dict[str, Any]:
    """What was typed with a fresh token, and the page where it was typed; nothing of what another site sent."""
    ours = {settings.SITE_URL, f"{request.scheme}://{request.get_host()}"}
    if request.headers.get("Origin") not in ours:
        return {}
    kept = _kept(request)
    sent = [one for one in kept["again"] or () if one[0] != CSRF]
    kept["again"] = [*sent, (CSRF, get_token(request))] if sent else None
    return kept | {"back": request.get_full_path()}


def failed(request: HttpRequest) -> HttpResponse:
    """The page of an error that nothing expected, under the number by which the log knows it."""
    fault = sys.exception()
    if isinstance(fault, AWAY):
        return unavailable(request, fault)
    if is_full(fault):
        log.error("out of reach", exc_info=fault)
        return full(request)
    log.error("A page failed.", exc_info=fault)
    return _in_both("500.html", 500, number=request_number.get())


def unavailable(request: HttpRequest, fault: Exception) -> HttpResponse:
    """The page that needs a database which is away; what was typed comes along, to be sent again."""
    log.error(
        "The database is away: %s", (str(fault).strip() or type(fault).__name__).splitlines()[0]
    )
    return _later(request, seconds=30, busy=False)


def full(request: HttpRequest) -> HttpResponse:
    """The page of a form that could not be laid down to be read, as the disk is full: what was typed in it comes along."""
    page = _in_both("web/507.html", 503, refusal=NoRoom.text, **_kept(request, files=True))
    page["Retry-After"] = str(NoRoom.seconds)
    page["Cache-Control"] = "no-store"
    return page


def too_much() -> HttpResponse:
    """The page of a request with more headers than the server reads, which never reaches the site."""
    return _in_both("web/431.html", 431)


def busy(request: HttpRequest) -> HttpResponse:
    """The page of a request that was turned away unread, so that others are served."""
    return _later(request, seconds=10, busy=True)


def _later(request: HttpRequest, *, seconds: int, busy: bool) -> HttpResponse:
    posted = request.method == "POST"
    kept = _kept(request) if posted else {}
    page = _in_both("web/503.html", 503, sent=posted, busy=busy, **kept)
    page["Retry-After"] = str(seconds)
    page["Cache-Control"] = "no-store"
    return page


def _kept(request: HttpRequest, *, files: bool = False) -> dict[str, Any]:
    """What was typed, to be sent `again`; None where nothing was, or a password would have to come along.

    With `files`, which no page can keep, the form is opened with what was typed, so that they are chosen again.
    """
    try:
        posted = request.POST
        files = files or hasattr(request, "found_no_room") or forms.REDISPLAY in posted
        files = files or bool(request.FILES)
    except (BadRequest, MultiPartParserError, SuspiciousOperation):
        return {"again": None, "files": files}
    sent = [(key, str(one)) for key, values in posted.lists() for one in values]
    typed = any(value and not name.startswith("_") and name != CSRF for name, value in sent)
    lost = any("password" in name for name in posted) or (files and not typed)
    again = None if lost else [one for one in sent if one[0] != forms.REDISPLAY]
    return {"again": again, "files": files}


def _in_both(template: str, status: int, **facts: Any) -> HttpResponse:
    """A page in both languages, that of the address first; it needs neither database nor session."""
    headers = {"Content-Language": f"{lang()}, {OTHER[lang()]}"}
    return HttpResponse(render_to_string(template, facts), status=status, headers=headers)


def too_many(request: HttpRequest) -> HttpResponse:
    """More attempts than allauth allows in a while."""
    return render(request, "web/429.html", status=429)
