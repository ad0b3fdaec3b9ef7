"""The public counter, served before the framework: bytes that are made anew at most once a second."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from impplus.web.shedding import Class, turned_away

FRESH = 1.0  # seconds
SOON = 0.1  # seconds
KEPT = 60.0  # seconds for which the last answer is given where no new one can be made; it says its time
# What one visitor sends and another does not: whoever asks gets the same bytes.
_OF_ONE = (
    "HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_ACCEPT_LANGUAGE", "HTTP_ACCEPT_ENCODING",
    "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE",
)  # fmt: skip
_LEFT_OUT = ("set-cookie", "x-request-id")


@dataclass(frozen=True)
class Bytes:
    """An answer of the site, and when it was made by the process's own clock."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    made: float


class Counter:
    """A WSGI application before the site: some addresses without a query are answered from memory.

    The address alone chooses the bytes, so the page of a language is that language’s. One request a
    second asks the site; others get what there is. Where the site has no answer, the last one stays;
    where there is none, who waits for it is turned away after a second, so that no thread is held.
    At `public` addresses, whose pages say no time of their own, it does not, and only those who send
    no cookie are answered from memory: others may be known there. `refused` are the pages that the server sends where it
    refuses a request before anybody here sees it, by status; `beforehand` is what is done once where several processes are forked.
    """

    beforehand: Callable[[], None] | None = None

    def __init__(
        self,
        site: WSGIApplication,
        addresses: Iterable[str],
        public: Iterable[str] = (),
        refused: Mapping[int, bytes] = MappingProxyType({}),
    ) -> None:
        self.site, self.addresses, self.public = site, frozenset(addresses), frozenset(public)
        self.refused = refused
        self.kept: dict[tuple[str, str], Bytes] = {}
        self.asking = Class(1)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request; HEAD is told everything but the body, which neither our server nor Django leaves out."""
        found = self._answered(environ, start)
        if environ["REQUEST_METHOD"] != "HEAD":
            return found
        if hasattr(found, "close"):
            found.close()
        return [b""]

    def _answered(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        ours = self._is_ours(path, environ.get("HTTP_COOKIE", ""))
        if not ours or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self.site(environ, start)
        if environ.get("QUERY_STRING") or not environ.get("HTTP_HOST"):
            return self.site(environ, start)
        found = self._bytes((path, environ["wsgi.url_scheme"]), environ)
        if found is None:
            return turned_away(environ, start)
        start(found.status, found.headers)
        return [found.body]

    def in_memory(self, path: str, scheme: str, cookie: str) -> bool:
        """Whether the answer for an address is there, and will be for a while: nobody is asked for it."""
        kept = self.kept.get((path, scheme)) if self._is_ours(path, cookie) else None
        return kept is not None and time.monotonic() - kept.made < FRESH - SOON

    def _is_ours(self, path: str, cookie: str) -> bool:
        return path in self.addresses or (path in self.public and not cookie)

    def _bytes(self, key: tuple[str, str], environ: WSGIEnvironment) -> Bytes | None:
        """The answer; None where nothing is kept and somebody has asked in vain for a while."""
        kept = self.kept.get(key)
        if kept and time.monotonic() - kept.made >= KEPT:
            kept = None  # whoever comes meanwhile waits for a new one
        if kept and (_is_fresh(kept) or not self.asking.room.acquire(blocking=False)):
            return kept
        if not kept and not self.asking.enter():
            return None
        try:
            kept = self.kept.get(key)  # whoever waited may find what was made meanwhile
            if kept and _is_fresh(kept):
                return kept
            made = self._asked(environ)
        finally:
            self.asking.room.release()
        if made.status.startswith("200"):
            self.kept[key] = made
        elif kept and key[0] in self.addresses and made.made - kept.made < KEPT:
            return kept
        return made

    def _asked(self, environ: WSGIEnvironment) -> Bytes:
        """What the site answers to somebody of whom nothing is known."""
        told: list[Any] = []

        everybody = environ["PATH_INFO"] in self.addresses
        left_out = (*_LEFT_OUT, "vary") if everybody else _LEFT_OUT

        def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
            told[:] = [status, [one for one in headers if one[0].lower() not in left_out]]

        bare = {name: value for name, value in environ.items() if name not in _OF_ONE}
        made = time.monotonic()
        answer = self.site(bare | {"REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}, start)
        try:
            body = b"".join(answer)
        finally:
            getattr(answer, "close", lambda: None)()
        return Bytes(told[0], told[1], body, made)


def _is_fresh(kept: Bytes) -> bool:
    return time.monotonic() - kept.made < FRESH
