"""Processor time and statements of each page, beside a bare Django view of the same run.

The application is called in its own process, as a web server would call it: what Python takes is this
process's, what the database takes is its backend's. `python -m bench pages` prints it.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 (Django must stand first)
from django.db import connection, transaction  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.utils.translation import override  # noqa: E402

from bench.asked import BARE, pages  # noqa: E402
from bench.load import visitors  # noqa: E402
from impplus.records.models import Application, User  # noqa: E402

ROUNDS, REQUESTS = 9, 6
SENT = {"form save", "submit"}
VISITORS = visitors()
type Ask = Callable[[], Any]


ORDINARY = [
    "bench.bare_site.beside",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


def asked(ready: Application) -> dict[str, Ask]:
    """Each page by its name, asked for by a client of whoever asks; `ready` waits for its signature."""
    found = list(pages(ready))
    clients = {page.by: _client(page.by) for page in found}
    with override_settings(MIDDLEWARE=ORDINARY):
        plain = _client(found[0].by)
        plain.get(found[0].address)  # its middleware is loaded now, and stays
    asks: dict[str, Ask] = {}
    for page in found:
        name, client = ("bare view", plain) if page.name == BARE else (page.name, clients[page.by])
        asks[name] = (
            partial(_undone, client, page.address, page.sent)
            if page.sent
            else partial(_asked, client, page.address)
        )
    return asks


def _asked(client: Client, address: str) -> Any:
    """A page; each time from another address of the network, so that nobody asks too often."""
    return client.get(address, REMOTE_ADDR=next(VISITORS))


def _undone(client: Client, address: str, sent: Mapping[str, str]) -> Any:
    """What is sent is done, and taken back, so that it can be done again."""
    with transaction.atomic():
        answer = client.post(address, sent)
        transaction.set_rollback(True)
    return answer


def _client(user: User | None) -> Client:
    client = Client()
    if user:
        client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def measured(pages: dict[str, Ask]) -> dict[str, list[tuple[float, float]]]:
    """Milliseconds of Python and of the database for one request, in each round; rounds take turns."""
    for name, ask in pages.items():
        for _ in range(3):
            answer = ask()
            if answer.status_code != (302 if name in SENT else 200):
                raise RuntimeError(f"{name}: {answer.status_code}")
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in pages}
    for _ in range(ROUNDS):
        for name, ask in pages.items():
            ours, theirs = time.process_time(), backend()
            for _ in range(REQUESTS):
                ask()
            python = (time.process_time() - ours) * 1000
            taken[name].append((python / REQUESTS, (backend() - theirs) / REQUESTS))
    return taken


def backend() -> float:
    """Milliseconds that this connection's process of the database has worked."""
    assert connection.connection is not None
    stat = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return int(stat.read_text().split()[0]) / 1e6


def statements(ask: Ask) -> int:
    """How many statements a page sends."""
    seen: list[str] = []

    def see(execute: Any, sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(see):
        ask()
    return len(seen)


def main() -> None:
    """Prints one line of JSON: the rows of the table."""
    rows = []
    ready = Application.objects.get(pk=int(sys.argv[1]))
    with override("en"):
        pages = asked(ready)
        counts = {name: statements(ask) for name, ask in pages.items()}
        taken = measured(pages)
    for name, rounds in taken.items():
        both = [python + theirs for python, theirs in rounds]
        rows.append(
            {
                "name": name,
                "python": statistics.median(python for python, _ in rounds),
                "database": statistics.median(theirs for _, theirs in rounds),
                "median": statistics.median(both),
                "least": min(both),
                "statements": counts[name],
            }
        )
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
