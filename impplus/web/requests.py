"""What each request meets first: a number, a line in the log, and what the whole site answers alike."""

import logging
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.http.request import MediaType
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_http_methods

from impplus.actions import scans
from impplus.actions.beside import store_answers
from impplus.queries.health import health
from impplus.web.logs import request_number

type Answer = Callable[[HttpRequest], HttpResponseBase]
type Page = Callable[..., HttpResponseBase]

UNKEPT = {"Cache-Control": "no-store"}
METHODS = ("GET", "HEAD", "POST")
PROBES = ("/alive", "/ready")
READ = ("GET", "HEAD")
OURS = "impplus."
# What no page of ours asks of a browser; one reads codes with the camera, and says so.
PERMISSIONS = (
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(),"
    " browsing-topics=()"
)

log = logging.getLogger(__name__)


def numbered(get_response: Answer) -> Answer:
    """Middleware: each request has a number, on its answer and on each of its lines in the log."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        given = request_number.set(secrets.token_hex(8))
        began = time.perf_counter()
        try:
            response = get_response(request)
            response["X-Request-ID"] = request_number.get()
            response.headers.setdefault("Permissions-Policy", PERMISSIONS)
            if (
                request.resolver_match or response.status_code >= 400
            ):  # a file of the site is no event
                _note(request, response.status_code, time.perf_counter() - began)
        finally:
            request_number.reset(given)
        return response

    return answer


def refusing(get_response: Answer) -> Answer:
    """Middleware: a coding that a client refuses (`gzip;q=0`) counts as not named, as what packs pages and files looks at names alone."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        asked = request.META.get("HTTP_ACCEPT_ENCODING", "")
        if "=" in asked:
            request.META["HTTP_ACCEPT_ENCODING"] = _not_refused(asked)
        return get_response(request)

    return answer


def _not_refused(asked: str) -> str:
    """The codings that a header names and does not refuse; none where it cannot be understood."""
    try:
        return ",".join(one for one in asked.split(",") if MediaType(one).quality > 0)
    except ValueError:
        return ""


def packed(get_response: Answer) -> Answer:
    """Middleware: a page is sent compressed to a browser that can read it; files, PDFs and streams go as they are.

    Django hides by chance how long what was compressed is (BREACH), and the token of forms is another on each page.
    """
    pack = GZipMiddleware(get_response).process_response

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        page = response.headers.get("Content-Type", "").startswith("text/html")
        return pack(request, response) if page and not response.streaming else response

    return answer


def _note(request: HttpRequest, status: int, seconds: float) -> None:
    """The page's name stands for its address, which may hold a number or a code."""
    match = request.resolver_match
    facts = {
        "method": request.method,
        "page": match.view_name if match else "",
        "status": status,
        "ms": round(seconds * 1000),
    }
    log.info("answered", extra={"facts": facts})


def probed(get_response: Answer) -> Answer:
    """Middleware: what a machine asks of this process, whatever host it names, by TLS or not.

    Without a worker jobs wait, e-mails may leave late and pages do not, with little room left every page works, and files wait for a
    scanner that is away (null: there is none): it is ready all the same, and says so.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path in PROBES and request.method not in READ:
            return HttpResponseNotAllowed(READ)
        if request.path == "/alive":
            return JsonResponse({"alive": True}, headers=UNKEPT)
        if request.path == "/ready":
            found = health()
            facts = {"database": found.database, "migrations": found.migrations}
            facts["store"] = store_answers()
            ready = all(facts.values())
            rest = {"worker": found.worker, "mail": found.mail, "room": found.room}
            said = {"ready": ready, **facts, **rest, "scanner": scans.answers()}
            return JsonResponse(said, status=200 if ready else 503, headers=UNKEPT)
        return get_response(request)

    return answer


def methods(get_response: Answer) -> Answer:
    """Middleware: a page is read or sent to; the API, and a page with `takes`, say for themselves what else they take."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.method in METHODS or request.path.startswith("/api/"):
            return get_response(request)
        try:
            match = resolve(request.path_info)
        except Resolver404:
            return HttpResponseNotAllowed(METHODS)
        if request.method in getattr(match.func, "takes", ()):
            return get_response(request)
        if hasattr(match.func, "takes") or match.func.__module__.startswith(OURS):
            # The outermost decorator of each says what it takes, and refuses the rest before anything is read.
            page: Page = match.func
            return page(request, *match.args, **match.kwargs)
        return HttpResponseNotAllowed(METHODS)

    return answer


def takes(*names: str) -> Callable[[Page], Page]:
    """Let a page have these methods, and no others."""

    def decorate(page: Page) -> Page:
        made: Page = require_http_methods(names)(page)
        made.takes = names  # type: ignore[attr-defined]
        return made

    return decorate
