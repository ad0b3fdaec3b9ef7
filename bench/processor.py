"""Processor time and statements of each page, beside a bare Django view of the same run.

The application is called in its own process, as a web server would call it: what Python takes is this
process's, what the database takes is its backend's. `python -m bench pages` prints it.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 (Django must stand first)
from django.db import connection, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import path, reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from impplus.records.models import Application, Permit, User  # noqa: E402

ROUNDS, REQUESTS = 9, 6
SENT = {"form save", "submit"}
type Ask = Callable[[], Any]


def bare(request: HttpRequest) -> HttpResponse:
    """A session, its user, and one query: the least that a page of ours could do."""
    name = User.objects.values_list("name", flat=True).get(email=request.user.email)  # type: ignore[union-attr]
    return HttpResponse(name)


def addresses(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:
    """Middleware: the addresses below instead of the site's."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.urlconf = "bench.processor"
        return get_response(request)

    return answer


urlpatterns = [path("bare/", bare)]
BARE = [
    "bench.processor.addresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]


def asked(ready: Application) -> Iterator[tuple[str, Ask]]:
    """Each page by its name, as someone who may open it asks for it; `ready` waits for its signature."""
    drafts = Application.objects.filter(status="draft", documents__isnull=False)
    draft = drafts.exclude(applicant=ready.applicant).order_by("pk")[0]
    taken = Application.objects.filter(status="processing").order_by("pk")[0]
    nobody, alice, olivia = Client(), _client(draft.applicant), _client(taken.officer)
    plain, signer = _client(draft.applicant), _client(ready.applicant)
    with override_settings(MIDDLEWARE=BARE):
        plain.get("/bare/")  # its middleware is loaded now, and stays
    yield "bare view", partial(plain.get, "/bare/")
    code = Permit.objects.order_by("pk")[0].code
    form = reverse("portal:step", args=[draft.number, "home"])
    for name, client, address in (
        ("start page", nobody, reverse("start")),
        ("task list", alice, reverse("portal:tasks", args=[draft.number])),
        ("form page, countries", alice, form),
        ("review", alice, reverse("portal:review", args=[draft.number])),
        ("queue", olivia, reverse("desk:queue")),
        ("file", olivia, reverse("desk:file", args=[taken.number])),
        ("decision", olivia, reverse("desk:decision", args=[taken.number])),
        ("verify by code", nobody, reverse("public:verify-code", args=[code])),
        ("places left", nobody, reverse("public:places")),
    ):
        yield name, partial(client.get, address)
    said = draft.people.get(relation="principal")
    again = {"lives_country": said.answers["lives_country"], "_version": f"{said.answers_version}"}
    yield "form save", partial(_undone, alice, form, again)
    signature = {"declared": "on", "signature": ready.people.get(relation="principal").name}
    review = reverse("portal:review", args=[ready.number])
    yield "submit", partial(_undone, signer, review, signature)


def _undone(client: Client, address: str, sent: dict[str, str]) -> Any:
    """What is sent is done, and taken back, so that it can be done again."""
    with transaction.atomic():
        answer = client.post(address, sent)
        transaction.set_rollback(True)
    return answer


def _client(user: User | None) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])  # type: ignore[arg-type]
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
        pages = dict(asked(ready))
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
