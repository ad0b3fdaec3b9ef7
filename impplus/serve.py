"""The entry of the web server: waitress, in one process or in several that are forked from one.

Waitress reads requests and writes answers without a thread for each, so that slow clients hold none.
"""

import argparse
import ctypes
import gc
import logging
import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from ipaddress import ip_address
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from pkgutil import resolve_name
from typing import Any, NoReturn
from wsgiref.types import WSGIApplication

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.receiver import FixedStreamReceiver
from waitress.server import TcpWSGIServer
from waitress.utilities import BadRequest

from impplus.outside import pdf
from impplus.queries.production import refuse_to_start
from impplus.queries.refusals import NotUnderstood
from impplus.queries.room import FULL
from impplus.web import THREADS
from impplus.web.no_room import Beginning
from impplus.words.text import Text

CONNECTIONS = 4000  # slow ones included; each is a file of the process
HEADERS_WITHIN = 10  # seconds, as nginx is told too
HOW: dict[str, Any] = {
    "threads": THREADS,
    "connection_limit": CONNECTIONS,
    "channel_timeout": 30,
    "cleanup_interval": 2,
    "asyncore_use_poll": True,
    "outbuf_high_watermark": 128
    * 2**20,  # an answer up to this size waits for its reader on the disk
    "max_request_body_size": 64 * 2**20,
    "ident": None,
    "log_socket_errors": False,
    # A proxy on this machine says who asked, for which host, and whether it came by TLS.
    "trusted_proxy": "127.0.0.1",
    "trusted_proxy_headers": "x-forwarded-for x-forwarded-host x-forwarded-proto",
}
# Seconds at the end for what is being answered: a file may be read for 25, and systemd waits for 60.
TO_FINISH = 45
# Passkeys, with what verifies signatures (13 MB), and what waitress asks for names of hosts with (2 MB): loaded before several
# processes are forked, which share it; one alone loads it when it is needed.
SHARED = ("fido2.webauthn", "encodings.idna")
YOUNG = 5  # seconds; a process that ends before it is this old is not started anew at once
LONGEST_GAP = 16

log = logging.getLogger(__name__)


def run(asked: argparse.Namespace, _lang: str) -> int:
    """`impplus serve`: serve the site until a signal asks it to end; NotUnderstood where it cannot listen."""
    refuse_to_start()
    try:
        serve("impplus.wsgi:application", asked.host, asked.port, processes=asked.processes)
    except OSError as fault:
        raise NotUnderstood(
            Text(
                en=f"Nothing can listen at {asked.host}, port {asked.port}: {fault.strerror}.",
                fr=f"Impossible d’écouter à {asked.host}, port {asked.port}\u00a0: {fault.strerror}.",
            )
        ) from None
    return 0


def serve(application: str, host: str, port: int, *, processes: int = 1) -> None:
    """Serve a WSGI application, named "module:name", until a signal asks us to end.

    The port is taken first, so that whoever comes while the application is loaded waits instead of being refused.
    """
    _allow_connections()
    end_when_asked()
    pdf.APART.set()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family, backlog=1024) as listening:
        if processes > 1:
            for shared in SHARED:
                import_module(shared)
        site: WSGIApplication = resolve_name(application)
        if processes == 1:
            answer(site, listening)
        else:
            _fork(site, listening, processes)


def answer(site: WSGIApplication, listening: socket.socket) -> None:
    """Answer whoever connects, in this process."""
    about = (listening.family, listening.type, listening.proto, listening.getsockname())
    how = Adjustments(**HOW)
    Server(site, _sock=listening, bind_socket=False, sockinfo=about, adj=how).run()


class Refused(BadRequest):  # type: ignore[misc]  # waitress has no types
    """What is refused before the site sees it, said by a page of the site."""

    def __init__(self, refused: BadRequest, page: bytes) -> None:
        super().__init__(refused.body)
        self.code, self.reason, self.page = refused.code, refused.reason, page

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        """Status, headers and body, as waitress asks for them."""
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        return f"{self.code} {self.reason}", headers, self.page


class Channel(HTTPChannel):  # type: ignore[misc]
    """A connection; what was read and can be answered at once is answered before the next is looked at."""

    def received(self, data: bytes) -> bool:
        """As waitress does, which hangs up where the disk is full; the site is told instead (X-No-Room)."""
        try:
            return bool(super().received(data))
        except OSError as fault:
            body = self.request.body_rcv if self.request else None
            if fault.errno not in FULL or not isinstance(body, FixedStreamReceiver):
                raise
            log.exception("out of reach")
            body.buf = Beginning(body.buf)
            self.request.headers |= {"CONTENT_LENGTH": str(len(body.buf)), "X_NO_ROOM": "1"}
            return bool(super().received(data))

    def handle_read(self) -> None:
        """As waitress does, which holds a lock while it reads, and so cannot answer meanwhile."""
        super().handle_read()
        while self.server.at_once:
            channel = self.server.at_once.pop()
            channel.service()
            channel.handle_write()


class Server(TcpWSGIServer):  # type: ignore[misc]
    """Waitress, which besides answers from memory in the thread that reads, so that no page’s thread is
    waited for, and hangs up on whoever has not sent all headers after some seconds.

    `in_memory` of the application says of a path, a scheme and a cookie whether the answer is there; `refused` holds the page
    for what never reaches it, by status.
    """

    channel_class = Channel

    def __init__(self, site: WSGIApplication, **how: Any) -> None:
        self.telling: dict[HTTPChannel, float] = {}
        self.at_once: list[Channel] = []
        self.refused: Mapping[int, bytes] = getattr(site, "refused", {})
        self.in_memory: Callable[[str, str, str], bool] = getattr(site, "in_memory", _nothing)
        self.reader = threading.get_ident()
        super().__init__(site, **how)

    def run(self) -> None:
        """As waitress does, which at the end leaves five seconds to what is being answered."""
        try:
            self.asyncore.loop(
                timeout=self.adj.asyncore_loop_timeout,
                map=self._map,
                use_poll=self.adj.asyncore_use_poll,
            )
        except (SystemExit, KeyboardInterrupt):
            self.task_dispatcher.shutdown(timeout=TO_FINISH)

    def add_task(self, channel: Channel) -> None:
        """Have a request answered: by a thread of its own, unless it can be at once."""
        request = channel.requests[0]
        if not isinstance(getattr(request.body_rcv, "buf", None), Beginning):
            request.headers.pop("X_NO_ROOM", None)  # which a client may not say
        trusted = channel.addr[0] == HOW["trusted_proxy"]
        if trusted and not is_understood(request.headers):
            request.error = BadRequest("What the proxy says of the request is malformed.")
        if request.error and request.error.code in self.refused:
            request.error = Refused(request.error, self.refused[request.error.code])
        scheme = request.headers.get("X_FORWARDED_PROTO", "http") if trusted else "http"
        asks = not request.error and not request.query and request.command in ("GET", "HEAD")
        cookie = request.headers.get("COOKIE", "")
        if asks and self._reads() and self.in_memory(request.path, scheme, cookie):
            self.at_once.append(channel)
        else:
            super().add_task(channel)

    def pull_trigger(self) -> None:
        """Wake the thread that reads, unless it is awake: it asks."""
        if not self._reads():
            super().pull_trigger()

    def _reads(self) -> bool:
        return threading.get_ident() == self.reader

    def maintenance(self, now: float) -> None:
        """What waitress does every few seconds; it sees silent clients, and not slow ones."""
        super().maintenance(now)
        telling = [
            channel
            for channel in self.active_channels.values()
            if channel.request and not channel.request.headers_finished
        ]
        self.telling = {channel: self.telling.get(channel, now) for channel in telling}
        for channel, since in self.telling.items():
            if now - since > HEADERS_WITHIN:
                channel.will_close = True
        _give_back()


def is_understood(headers: Mapping[str, str]) -> bool:
    """Whether a proxy's headers are an address (the last, where there are several), a host and a scheme.

    For others waitress would write to the log what a stranger wrote, or fail.
    """
    address = headers.get("X_FORWARDED_FOR", "::1").rpartition(",")[2]
    try:
        ip_address(address.strip().strip("[]"))
    except ValueError:
        return False
    rest = headers.get("X_FORWARDED_FOR", "") + headers.get("X_FORWARDED_HOST", "")
    return '"' not in rest and headers.get("X_FORWARDED_PROTO", "http") in ("http", "https")


def _give_back() -> None:
    """Give the system the memory back that pages, and templates written out, left free; glibc keeps 5 MB of it."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


def _nothing(_path: str, _scheme: str, _cookie: str) -> bool:
    return False


def _fork(site: WSGIApplication, listening: socket.socket, processes: int) -> None:
    """Keep so many children serving; they share what was loaded, and what the site says is done beforehand."""
    if beforehand := getattr(site, "beforehand", None):
        beforehand()
    gc.collect()
    gc.freeze()  # what stands now is never collected, so no child copies it
    _give_back()
    children: list[ForkProcess] = []
    gap = 1
    while True:
        while len(children) < processes:
            children.append(child(answer, site, listening))
        born = time.monotonic()
        wait([one.sentinel for one in children])
        if time.monotonic() - born > YOUNG:
            gap = 1
        for ended in [one for one in children if not one.is_alive()]:
            children.remove(ended)
            log.error("A web process ended (%s): another one starts.", ended.exitcode)
        time.sleep(gap)
        gap = min(2 * gap, LONGEST_GAP)


def child(work: Callable[..., None], *given: Any) -> ForkProcess:
    """A process forked from this one that does the work, and ends when this one does, even if killed."""
    process = get_context("fork").Process(target=_tied, args=(work, *given), daemon=True)
    process.start()
    return process


def _tied(work: Callable[..., None], *given: Any) -> None:
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work(*given)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def end_when_asked() -> None:
    """From here on a polite kill ends the process as Ctrl-C does, once: systemd and the parent both send one."""
    signal.signal(signal.SIGTERM, _end)


def _end(_number: int, _frame: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise SystemExit(0)


def _allow_connections() -> None:
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * CONNECTIONS
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
