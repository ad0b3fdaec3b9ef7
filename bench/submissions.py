"""Submissions over HTTP: what one costs the processor, and how many are accepted each second.

Beside our site stands, under the same server, a bare Django view that writes the same rows by plain SQL.
"""

import os
import re
import socket
import statistics
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

import psycopg

from bench.pages import served
from bench.world import World

WARM, ROUNDS, IN_A_ROUND = 60, 66, 6  # short rounds: what else the machine does falls on all alike
CLIENTS = (1, 8, 32, 64)
EACH = 192  # submissions of one measure, shared among its clients
TOKEN = "b" * 32
SENT = f"declared=on&signature=Alice+Benali&csrfmiddlewaretoken={TOKEN}".encode()
_BACKENDS = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"

type Press = tuple[str, str]  # where a draft is submitted, and the session of its applicant


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the processor for one submission: of the server's process, and of the database's."""

    server: float
    database: float

    @property
    def both(self) -> float:
        """Together."""
        return self.server + self.database


@dataclass(frozen=True)
class Rate:
    """How many were accepted each second, and how many milliseconds one took."""

    name: str
    clients: int
    per_second: float
    p50: float
    p99: float


@dataclass(frozen=True)
class Site:
    """A WSGI application under our server, and what is pressed there, one after another."""

    application: str
    environment: dict[str, str]
    presses: Iterator[Press]


def ours(world: World) -> Site:
    """Our own site in a world."""
    return Site("impplus.wsgi:application", world.environment, iter(world.pressed))


def with_bare_view(world: World) -> dict[str, Site]:
    """The same, and a bare view of Django that writes the same rows."""
    bare = Site("bench.bare:application", world.environment, iter(world.bare))
    return {"ours": ours(world), "bare view": bare}


def costs(sites: Mapping[str, Site]) -> dict[str, list[Cost]]:
    """What each round of each site took; they take turns."""
    taken: dict[str, list[Cost]] = {name: [] for name in sites}
    with ExitStack() as stack:
        up = [
            (
                *stack.enter_context(served(site.application, site.environment, 1)),
                stack.enter_context(
                    psycopg.connect(site.environment["DATABASE_URL"], autocommit=True)
                ),
            )
            for site in sites.values()
        ]
        for turn in range(ROUNDS + 1):
            for (port, pid, connection), (name, site) in zip(up, sites.items(), strict=True):
                number = IN_A_ROUND if turn else WARM
                before = worked(pid), backends(connection)
                press_all(port, list(islice(site.presses, number)))
                after = worked(pid), backends(connection)
                if turn:
                    parts = (now - then for now, then in zip(after, before, strict=True))
                    taken[name].append(Cost(*(part / number for part in parts)))
    return taken


def worked(pid: int) -> float:
    """Milliseconds that all threads of a process have worked."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((one / "schedstat").read_text().split()[0]) for one in threads) / 1e6


def backends(connection: psycopg.Connection) -> float:
    """Milliseconds that the processes of the database's other connections have worked."""
    return sum(worked(pid) for (pid,) in connection.execute(_BACKENDS))


def rates(sites: Mapping[str, Site]) -> Iterator[Rate]:
    """By each number of clients, a measure of each site, with as many processes as there are cores."""
    processes = os.cpu_count() or 1
    for name, site in sites.items():
        with served(site.application, site.environment, processes) as (port, _):
            press_all(port, list(islice(site.presses, WARM)), clients=8)
            for clients in CLIENTS:
                began = time.perf_counter()
                taken = press_all(port, list(islice(site.presses, EACH)), clients=clients)
                yield rate(name, clients, taken, time.perf_counter() - began)


def rate(name: str, clients: int, taken: Sequence[float], seconds: float) -> Rate:
    """The rate of submissions that took so many seconds each, and so many together."""
    parts = statistics.quantiles(taken, n=100)
    return Rate(name, clients, len(taken) / seconds, parts[49] * 1000, parts[98] * 1000)


def press_all(port: int, presses: Sequence[Press], clients: int = 1) -> list[float]:
    """Submit each, shared among clients with a connection of their own; seconds of each."""
    shares = [presses[n::clients] for n in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        return [one for taken in pool.map(partial(_pressed, port), shares) for one in taken]


def _pressed(port: int, presses: Iterable[Press]) -> list[float]:
    """Seconds of each submission, one after another over one connection."""
    taken = []
    with socket.create_connection(("127.0.0.1", port), timeout=60) as line:
        for address, session in presses:
            head = (
                f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
                f"Cookie: session={session}; csrf={TOKEN}\r\n"
                f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(SENT)}\r\n\r\n"
            )
            began = time.perf_counter()
            line.sendall(head.encode() + SENT)
            answer = line.recv(65536)
            while b"\r\n\r\n" not in answer:
                answer += line.recv(65536)
            taken.append(time.perf_counter() - began)
            if not answer.startswith(b"HTTP/1.1 302 ") or not re.search(
                rb"\r\nContent-Length: 0\r\n", answer
            ):
                raise ValueError(f"not received: {answer[:2000].decode()}")
    return taken
