"""`python -m bench.growth`: what each page and job takes in the database that bench.fill made.

It prints statements, milliseconds of the database's own process, and the whole, the least of a few.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 (Django must stand first)
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from bench.processor import backend, statements  # noqa: E402
from impplus.actions import letters, messages, payments, permits, reviews, rounds  # noqa: E402
from impplus.programmes import IMP_PLUS  # noqa: E402
from impplus.records.models import (  # noqa: E402
    Application,
    Candidate,
    Permit,
    Person,
    Round,
    User,
)
from impplus.rules.lifecycle import Role  # noqa: E402

TIMES = 5
ROW = "{:<34}{:>6}{:>12.1f}{:>12.1f}"
type Ask = Callable[[], Any]


def main() -> int:
    print(
        f"{Application.objects.count():,} applications, {Candidate.objects.count():,} candidates\n"
    )
    print("{:<34}{:>6}{:>12}{:>12}".format("", "stmts", "database ms", "whole ms"))
    with override("en"):
        for name, ask in asked().items():
            print(ROW.format(name, *measured(ask)), flush=True)
    return 0


def measured(ask: Ask) -> tuple[int, float, float]:
    """Statements, and the least of database and whole milliseconds; what is done is taken back."""
    undone = partial(_undone, ask)
    count, taken = statements(undone), []
    for _ in range(TIMES):
        began, theirs = time.perf_counter(), backend()
        undone()
        taken.append((backend() - theirs, (time.perf_counter() - began) * 1000))
    return count, min(theirs for theirs, _ in taken), min(whole for _, whole in taken)


def _undone(ask: Ask) -> None:
    with transaction.atomic():
        answer = ask()
        transaction.set_rollback(True)
    if getattr(answer, "status_code", 200) != 200:
        raise RuntimeError(f"answered {answer.status_code}")


def asked() -> dict[str, Ask]:
    """Each page and job by its name."""
    olivia, mathieu = (
        _client(User.objects.filter(role=r.value)[0]) for r in (Role.FEDERAL, Role.QUEBEC)
    )
    queue, candidates = reverse("desk:queue"), reverse("desk:candidates")
    file = Application.objects.filter(status="processing").order_by("-pk")[0]
    somebody = Person.objects.order_by("-pk")[0]
    rare, common = somebody.given_names.split()[-1], somebody.family_name
    permit, held = Permit.objects.order_by("-pk")[0], Round.objects.order_by("-pk")[0]
    officer = User.objects.filter(role=Role.FEDERAL.value)[0]
    pages = {
        "queue": (olivia, queue, {}),
        "queue, all": (olivia, queue, {"status": "all"}),
        "queue, all, last page": (olivia, queue, {"status": "all", "before": "end"}),
        "queue, approved": (olivia, queue, {"status": "approved"}),
        "queue, mine": (olivia, queue, {"status": "mine"}),
        "search, rare name": (olivia, queue, {"status": "all", "q": rare}),
        "search, common name": (olivia, queue, {"status": "all", "q": common}),
        "search, number": (olivia, queue, {"status": "all", "q": file.number}),
        "file": (olivia, reverse("desk:file", args=[file.number]), {}),
        "decision": (olivia, reverse("desk:decision", args=[file.number]), {}),
        "candidates": (mathieu, candidates, {}),
        "candidates, last page": (mathieu, candidates, {"before": "end"}),
        "candidates, common name": (mathieu, candidates, {"q": common}),
        "ministry": (mathieu, reverse("desk:quebec"), {}),
        "rounds": (mathieu, reverse("desk:rounds"), {}),
        "round": (mathieu, reverse("desk:round", args=[held.year, held.number]), {}),
        "draw page": (mathieu, reverse("desk:draw"), {}),
        "start page": (Client(), reverse("start"), {}),
        "places left": (Client(), reverse("public:places"), {}),
        "verify by code": (Client(), reverse("public:verify-code", args=[permit.code]), {}),
        "status of a file": (
            _client(file.applicant),
            reverse("portal:status", args=[file.number]),
            {},
        ),
    }
    jobs = {
        "take the oldest": partial(reviews.take_oldest, by=officer),
        "letters owed": letters.send_owed,
        "messages owed": messages.send_owed,
        "refunds owed": payments.refund_owed,
        "payments under way": payments.sweep,
        "suspensions that ended": permits.resume_ended,
        "draw 5,000 (the whole)": _draw,
    }
    return {
        **{name: partial(who.get, at, said) for name, (who, at, said) in pages.items()},
        **jobs,
    }


def _draw() -> None:
    mathieu = User.objects.filter(role=Role.QUEBEC.value)[0]
    rounds.draw(IMP_PLUS, size=5_000, seed="bench", by=mathieu)


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


if __name__ == "__main__":
    connection.ensure_connection()
    sys.exit(main())
