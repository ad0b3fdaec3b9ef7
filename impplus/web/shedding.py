"""Work that is turned away when there is too much of it, so that submitting an application goes on."""

import re
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import override

from impplus.actions.beside import NoRoom
from impplus.web.addresses import WEBHOOK
from impplus.web.language import lang
from impplus.web.pages import busy, full

PATIENCE = 1.0  # seconds that a request waits for its turn, and for which none waits after one was turned away
# The way of an application that is ready: its review, its signature, and what became of it.
SUBMITTING = ("portal:review", "portal:sign", "portal:check", "portal:receipt")
# What waits for the card provider's answer, and the notices that the provider sends.
ASKING = ("portal:pay", "portal:payment-result")
LANGUAGES = ("en", "fr")
NO_ROOM = "HTTP_X_NO_ROOM"  # our server says that the body found no room on the disk
_PLAIN: Any = {
    "status": NoRoom.status,
    "content_type": "text/plain; charset=utf-8",
    "headers": {"Retry-After": str(NoRoom.seconds)},
}


class Class:
    """Requests of one kind: how many are worked on at once, and when one was last turned away."""

    def __init__(self, most: int) -> None:
        self.room = threading.BoundedSemaphore(most)
        self.turned_away = -PATIENCE

    def enter(self) -> bool:
        """Whether there is room, now or soon; nobody waits while others are being turned away."""
        calm = time.monotonic() - self.turned_away >= PATIENCE
        if self.room.acquire(timeout=PATIENCE) if calm else self.room.acquire(blocking=False):
            return True
        self.turned_away = time.monotonic()
        return False


class Shed:
    """A WSGI application before the site, which is served by so many threads.

    Pages without an account may hold most of the threads, pages of files and drafts all but one, and
    the way of a submission each of them: whatever the rest does, it finds one. What asks the card
    provider may hold half, however long it takes to answer.
    """

    def __init__(self, site: WSGIApplication, threads: int) -> None:
        self.site = site
        self.public, self.private = Class(max(1, threads * 5 // 8)), Class(max(1, threads - 1))
        self.asking = Class(max(1, threads // 2))
        self.unbounded = re.compile(
            "|".join([*_ways(SUBMITTING), "/static/", "/alive$", "/ready$"])
        )
        self.asks = re.compile("|".join([*_ways(ASKING), re.escape(WEBHOOK) + "$"]))
        self.of_accounts = re.compile("|".join(_doors()))

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request, or turn it away."""
        path = environ["PATH_INFO"]
        if NO_ROOM in environ:
            return without_room(environ, start)
        if self.unbounded.match(path):
            return self.site(environ, start)
        kind = self._class_of(path)
        if not kind.enter():
            return turned_away(environ, start)
        return _leaving(self.site, environ, start, kind.room.release)

    def _class_of(self, path: str) -> Class:
        if self.asks.match(path):
            return self.asking
        return self.private if self.of_accounts.match(path) else self.public


def _leaving(
    site: WSGIApplication, environ: WSGIEnvironment, start: StartResponse, leave: Callable[[], None]
) -> Iterable[bytes]:
    """The site's answer; its room is free again once it was made, and before it is read."""
    try:
        return site(environ, start)
    finally:
        leave()


def turned_away(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """The page that says so in both languages, with what was typed, to be sent again."""
    return _page(environ, start, lambda: busy(WSGIRequest(environ)))


def without_room(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
    """The answer to what found no room on the disk; to a part of a file, in plain text as its page shows it."""
    if environ["REQUEST_METHOD"] == "PATCH":
        return _page(environ, start, lambda: HttpResponse(NoRoom.text.say(lang()), **_PLAIN))
    return _page(environ, start, lambda: full(WSGIRequest(environ)))


def _page(
    environ: WSGIEnvironment, start: StartResponse, made: Callable[[], HttpResponse]
) -> Iterable[bytes]:
    """A page that needs no site, in the language of the address."""
    language = "fr" if environ["PATH_INFO"].startswith("/fr/") else "en"
    with override(language):
        page = made()
    headers: list[tuple[str, Any]] = [*page.items(), ("Content-Length", str(len(page.content)))]
    start(f"{page.status_code} {page.reason_phrase}", headers)
    return [page.content]


def _ways(names: Iterable[str]) -> Iterable[str]:
    for language in LANGUAGES:
        with override(language):
            for name in names:
                yield re.escape(reverse(name, args=["-"])).replace(r"/\-/", "/[^/]+/") + "$"


def _doors() -> Iterable[str]:
    """Where the pages of those with an account begin."""
    for language in LANGUAGES:
        with override(language):
            for name in ("portal:home", "desk:queue", "firm:home", "account_login", "home"):
                yield re.escape(reverse(name))
