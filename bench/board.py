"""A firm's board with a number of clients: milliseconds of a page and its statements, beside the bare view of the same run.

The application is called in its own process, as a web server would call it. `python -m bench board` prints it.
"""

import json
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 (Django must stand first)
from django.db import connections  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.utils.translation import override  # noqa: E402

from bench.bare_site import ADDRESS  # noqa: E402
from bench.load import visitors  # noqa: E402
from bench.processor import ORDINARY  # noqa: E402
from impplus.demonstration.accounts import open_account  # noqa: E402
from impplus.practice.models import Deadline, Matter  # noqa: E402
from impplus.programmes import SERVED  # noqa: E402
from impplus.queries.clock import today  # noqa: E402
from impplus.records.models import Firm, User  # noqa: E402
from impplus.rules.lifecycle import Role  # noqa: E402
from impplus.words.matters import STAGES  # noqa: E402

SIZES, REQUESTS = (200, 5000), 60
KINDS = ("question", "biometrics", "passport", "csq", "imm-5476")
VISITORS = visitors()
type Asked = Callable[[], Any]


def firm_of(size: int) -> User:
    """A lawyer whose firm has so many clients, two deadlines each."""
    firm = Firm.objects.create(name=f"Cabinet {size}", slug=f"cabinet-{size}", city="Montréal")
    lawyer = open_account(
        f"lawyer{size}@example.test", "Lucie Tremblay", Role.REPRESENTATIVE, "en", firm, demo=False
    )
    on, stages = today(SERVED), list(STAGES)
    matters = Matter.objects.bulk_create(
        Matter(
            firm=firm.pk,
            number=f"2026-{n:05}",
            name=f"Client {n} Desrosiers",
            family=f"Nadège {n}\nSami {n}",
            people=3,
            nationality="HTI",
            language="fr",
            lawyer=lawyer.pk,
            stage=stages[n % len(stages)],
            acts=STAGES[stages[n % len(stages)]].acts,
            missing="bank letter" if n % 4 == 0 else "",
            searched="All",
            searched_by="Lucie Tremblay",
        )
        for n in range(size)
    )
    Deadline.objects.bulk_create(
        Deadline(
            firm=firm.pk,
            matter=one,
            kind=KINDS[(n + again) % len(KINDS)],
            since=on,
            due_on=on + timedelta(days=(n * 7 + again * 40) % 300 - 2),
        )
        for n, one in enumerate(matters)
        for again in range(2)
    )
    return lawyer


def asked(client: Client, address: str) -> Any:
    """A page; each time from another address of the network, so that nobody asks too often."""
    return client.get(address, REMOTE_ADDR=next(VISITORS))


def signed_in(user: User) -> Client:
    """A client of somebody who is signed in."""
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def pages() -> Iterator[tuple[str, Asked]]:
    """The bare view, and for each size the board, a search, and a view."""
    lawyers = {size: firm_of(size) for size in SIZES}
    for alias in connections:
        with connections[alias].cursor() as cursor:
            cursor.execute("ANALYZE")
    with override_settings(MIDDLEWARE=ORDINARY):
        plain = signed_in(lawyers[SIZES[0]])
        plain.get(ADDRESS)
    yield "bare view", partial(asked, plain, ADDRESS)
    for size, lawyer in lawyers.items():
        client = signed_in(lawyer)
        for name, query in (("", ""), (", a search", "?q=desrosiers+19"), (", we act", "?view=we")):
            yield f"board of {size:,}{name}", partial(asked, client, f"/en/firm/clients/{query}")


def statements(ask: Asked) -> int:
    """How many statements a page sends, on both connections."""
    seen = list[str]()

    def see(execute: Any, sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(connections[alias].execute_wrapper(see))
        ask()
    return len(seen)


def main() -> None:
    """Prints one line of JSON: of each page its name, the median and the 95th of a hundred in ms, and its statements."""
    rows = []
    with override("en"):
        found = list(pages())
        taken: dict[str, list[float]] = {name: [] for name, _ in found}
        for name, ask in found:
            for _ in range(3):
                if (answer := ask()).status_code != 200:
                    raise RuntimeError(f"{name}: {answer.status_code}")
        for _ in range(REQUESTS):  # the pages take turns
            for name, ask in found:
                began = time.perf_counter()
                ask()
                taken[name].append((time.perf_counter() - began) * 1000)
        for name, ask in found:
            half, most = statistics.median(taken[name]), statistics.quantiles(taken[name], n=20)[-1]
            rows.append([name, half, most, statements(ask)])
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
