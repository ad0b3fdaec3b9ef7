"""What each page and job takes in the database that bench.fill made: `python -m bench.fill --measure`.

It prints statements, milliseconds of the database's own process, and the whole, the median of a few; beside
them what version 0.1 took with a million applications.
"""

import logging
import sys
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

import django

django.setup()

from django.conf import settings  # noqa: E402 (Django must stand first)
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils.translation import override  # noqa: E402

from bench.processor import backend, statements  # noqa: E402
from impplus.actions import (  # noqa: E402
    letters,
    messages,
    payment_turns,
    permit_states,
    reviews,
    standing,
)
from impplus.demonstration import held_rounds  # noqa: E402
from impplus.programmes import IMP_PLUS  # noqa: E402
from impplus.records.models import (  # noqa: E402
    Application,
    Candidate,
    Permit,
    Person,
    Round,
    StandingMark,
    User,
)
from impplus.rules.lifecycle import Role  # noqa: E402

TIMES = 5
ROW = "{:<28}{:>6}{:>12.1f}{:>12.1f}{:>12}{:>12}"
# Version 0.1 with a million applications: milliseconds of the database, and the whole.
BEFORE = {
    "queue, open": (3_010, 7_696),
    "queue, all": (6_907, 8_634),
    "queue, all, last page": (8_792, 16_565),
    "queue, approved": (5_101, 6_231),
    "queue, mine": (1_536, 5_246),
    "search, rare name": (4_492, 15_504),
    "search, common name": (7_580, 15_287),
    "search, number": (4_024, 10_531),
    "file": (8, 37),
    "candidates": (39, 134),
    "candidates, last page": (246, 316),
    "candidates, common name": (7_032, 9_625),
    "ministry": (408, 698),
    "rounds": (510, 548),
    "draw page": ("no end", "no end"),
    "start page": (2, 10),
    "places left": (2, 7),
    "status of a file": (4, 24),
    "take the oldest": ("", 884),
    "letters owed": ("", 483),
    "refunds owed": ("", 288),
    "payments under way": ("", 401),
    "draw of 5,000": ("no end", "no end"),
}
type Ask = Callable[[], Any]


def main() -> int:
    print(
        f"{Application.objects.count():,} applications, {Candidate.objects.count():,} candidates\n"
    )
    heading = ("", "stmts", "database ms", "whole ms", "0.1 database", "0.1 whole")
    print("{:<28}{:>6}{:>12}{:>12}{:>13}{:>11}".format(*heading))
    logging.disable(logging.INFO)
    standing.find()  # as the worker does each minute
    with override("en"):
        for name, ask in asked().items():
            print(ROW.format(name, *measured(ask), *BEFORE.get(name, ("", ""))), flush=True)
    return 0


def measured(ask: Ask) -> tuple[int, float, float]:
    """Statements, and the medians of database and whole milliseconds; what is done is taken back."""
    undone = partial(_undone, ask)
    count, taken = statements(undone), []
    for _ in range(TIMES):
        began, theirs = time.perf_counter(), backend()
        undone()
        taken.append((backend() - theirs, (time.perf_counter() - began) * 1000))
    theirs, whole = map(median, zip(*taken, strict=True))
    return count, theirs, whole


def _undone(ask: Ask) -> None:
    with transaction.atomic():
        answer = ask()
        transaction.set_rollback(True)
    if getattr(answer, "status_code", 200) != 200:
        raise RuntimeError(f"answered {answer.status_code}")


def asked() -> dict[str, Ask]:
    """Each page and job by its name."""
    return {**_federal(), **_managers(), **_ministry(), **_others(), **_jobs()}


def _federal() -> dict[str, Ask]:
    file = _file()
    officer = User.objects.get(files=file)  # others are asked why they look
    ask = partial(_page, _client(officer), "desk:queue")
    number, somebody = file.number, Person.objects.order_by("-pk")[0]
    rare, common = somebody.given_names.split()[-1], somebody.family_name
    olivia = ask.args[0]
    return {
        "queue": ask(),  # what waits for the officer
        "queue, open": ask(status="open"),
        "queue, nobody": ask(status="nobody"),
        "queue, all": ask(status="all"),
        "queue, all, last page": ask(status="all", before="end"),
        "queue, approved": ask(status="approved"),
        "queue, mine": ask(status="mine"),
        "search, rare name": ask(status="all", q=rare),
        "search, common name": ask(status="all", q=common),
        "search, number": ask(status="all", q=number),
        "file": _page(olivia, "desk:file", number),
        "decision": _page(olivia, "desk:decision", number),
        "history": _page(olivia, "desk:history", number),
        "border": _page(_client(_officer(Role.BORDER)), "desk:border"),
    }


def _managers() -> dict[str, Ask]:
    ask = partial(_page, _client(_officer(Role.MANAGER)))
    whose = Application.objects.filter(officer__isnull=False, status="processing")[0].officer_id
    return {
        "work": ask("desk:work"),
        "open files": ask("desk:open-files"),
        "open files, past standard": ask("desk:open-files", age="late"),
        "open files of an officer": ask("desk:open-files", officer=str(whose)),
        "files to give out": ask("desk:shares"),
        "work, nothing kept": partial(_unkept, ask("desk:work")),
    }


def _unkept(ask: Ask) -> Any:
    """What is asked where no worker has looked."""
    StandingMark.objects.all().delete()
    return ask()


def _ministry() -> dict[str, Ask]:
    ask = partial(_page, _client(_officer(Role.QUEBEC)))
    held = Round.objects.order_by("-pk")[0]
    common = Person.objects.order_by("-pk")[0].family_name
    return {
        "candidates": ask("desk:candidates"),
        "candidates, last page": ask("desk:candidates", before="end"),
        "candidates, common name": ask("desk:candidates", q=common),
        "ministry": ask("desk:quebec"),
        "rounds": ask("desk:rounds"),
        "round": ask("desk:round", held.year, held.number),
        "announcing a round": ask("desk:announce"),
        "invitations": ask("desk:invitations"),
    }


def _others() -> dict[str, Ask]:
    file, code = _file(), Permit.objects.order_by("-pk")[0].code
    return {
        "start page": _page(Client(), "start"),
        "places left": _page(Client(), "public:places"),
        "verify by code": _page(Client(), "public:verify-code", code),
        "status of a file": _page(_client(file.applicant), "portal:status", file.number),
    }


def _jobs() -> dict[str, Ask]:
    return {
        "where open files stand": standing.find,
        "take the oldest": partial(reviews.take_oldest, by=_officer(Role.FEDERAL)),
        "letters owed": letters.send_owed,
        "messages owed": messages.send_owed,
        "refunds owed": payment_turns.refund_owed,
        "payments under way": payment_turns.sweep,
        "suspensions that ended": permit_states.resume_ended,
        "draw of 5,000": _draw,
    }


def _page(client: Client, name: str, *about: object, **said: str) -> Ask:
    return partial(client.get, reverse(name, args=about), said)


def _file() -> Application:
    with_officer = Application.objects.filter(status="processing", officer__isnull=False)
    return with_officer.select_related("officer").order_by("-pk")[0]


def _officer(role: Role) -> User:
    return User.objects.filter(role=role.value).order_by("pk")[0]


def _draw() -> None:
    by = _officer(Role.QUEBEC)
    held_rounds.drop_waiting(IMP_PLUS, by=by)
    held_rounds.draw(IMP_PLUS, size=5_000, seed="7 1", by=by)


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


if __name__ == "__main__":
    connection.ensure_connection()
    sys.exit(main())
