"""Pages over HTTP under the site's own server: the processor's time of each, and pages per second.

One process, asked by one client on a kept connection. What is counted is all that the server's
process and its backends of the database worked meanwhile, so what a server adds is in it.
"""

import http.client
import json
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass

import psycopg

from bench.load import visitors
from bench.pages import served
from bench.submissions import backends, worked
from bench.world import World, printed

ROUNDS, REQUESTS = 31, 6  # short rounds: what else the machine does falls on all alike
WARM = 30  # each thread of the server has a connection of its own, which prepares what comes again
VISITORS = visitors()
BARE = "bare view of Django"


@dataclass(frozen=True)
class Cost:
    """Of one page: milliseconds of the processor in Python and in the database, and seconds until it was read."""

    python: float
    database: float
    seconds: float

    @property
    def processor(self) -> float:
        return self.python + self.database


@dataclass(frozen=True)
class Page:
    """What a client asks of a server: a process, and its port."""

    name: str
    port: int
    server: int
    address: str
    cookie: str
    sent: str

    def ask(self, times: int) -> None:
        """Ask for it so many times on one connection; RuntimeError where another answer comes."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port)) as connection:
            for _ in range(times):
                self._ask(connection)

    def _ask(self, connection: http.client.HTTPConnection) -> None:
        headers = {"Cookie": self.cookie, "X-Forwarded-For": next(VISITORS)}
        if self.sent:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        method = "POST" if self.sent else "GET"
        connection.request(method, self.address, self.sent or None, headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != (302 if self.sent else 200):
            raise RuntimeError(f"{self.name}: {answer.status}")


def of(world: World) -> dict[str, list[Cost]]:
    """Each page by its name, the ordinary bare view first; rounds take turns."""
    asked = json.loads(printed(world.environment, "bench.asked", world.drafts[0]).splitlines()[-1])
    with ExitStack() as stack:
        servers = [
            stack.enter_context(
                served(application, world.environment | {"DJANGO_SETTINGS_MODULE": settings}, 1)
            )
            for application, settings in (
                ("bench.ordinary_site:application", "bench.ordinary"),
                ("impplus.wsgi:application", "bench.beside"),
            )
        ]
        database = stack.enter_context(
            psycopg.connect(world.environment["DATABASE_URL"], autocommit=True)
        )
        pages = [
            Page(port=servers[n > 0][0], server=servers[n > 0][1], **one)
            for n, one in enumerate(asked)
        ]
        for page in pages:
            page.ask(WARM)
        rounds = [[_cost(page, database) for page in pages] for _ in range(ROUNDS)]
    costs = zip(*rounds, strict=True)
    return {page.name: list(of_it) for page, of_it in zip(pages, costs, strict=True)}


def _cost(page: Page, database: psycopg.Connection) -> Cost:
    ours, theirs, began = worked(page.server), backends(database), time.perf_counter()
    page.ask(REQUESTS)
    seconds = time.perf_counter() - began
    python, waited = worked(page.server) - ours, backends(database) - theirs
    return Cost(python / REQUESTS, waited / REQUESTS, seconds / REQUESTS)
