"""What a page or a job reads does not grow with what is stored: its plans are run among 2,000 files.

Each statement is explained as it runs, where reading a table whole and sorting are the last resort: what still
meets more rows than a page can show has no index to go by, and would read a million of a million.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from bench.copies import count_on, lightened, lines_of, original, write
from impplus import demonstration
from impplus.actions import letters, payments, permits, reviews
from impplus.programmes import IMP_PLUS
from impplus.queries import counts, search
from impplus.queries.clock import today
from impplus.records.clock import Now
from impplus.records.models import Application, Candidate, Invitation, Letter, Payment, Permit, User
from impplus.rules.lifecycle import Role
from tests.people import signed_in
from tests.site import owner

pytestmark = pytest.mark.django_db
FILES = 2_000
MET = 300  # rows that a statement may look at; a page shows 25
RECEIVED = (1, 20, 45, 120, 200, 240, 290)
LAST_RESORT = "seqscan", "bitmapscan", "sort", "hashjoin", "mergejoin"
type Read = Callable[[], Any]


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Two thousand applications of invented people, gone at the end."""
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(transaction.atomic())
        stack.enter_context(owner())
        demonstration.create(today(IMP_PLUS), received=RECEIVED, started=(3, 5, 7, 9))
        source = original(connection.connection)
        copies = range(1, FILES // source.applications + 1)
        write(connection.connection, lines_of(lightened(source)), copies)
        count_on(connection.connection, source)
        _done()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            for name in LAST_RESORT:
                cursor.execute(f"SET LOCAL enable_{name} = off")
            cursor.execute("SET LOCAL jit = off")
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(counts, "MOST", 50)
        patch.setattr(search, "MOST", 50)
        yield
        transaction.set_rollback(True)


def _done() -> None:
    """Nothing is owed any more: what a job of the minute finds grows with what it has to do."""
    Letter.objects.filter(status="owed").update(status="sent", invented=True, sent_at=Now())
    Payment.objects.filter(status="refund-owed").update(status="refunded")
    Payment.objects.filter(status="open").update(status="failed")


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def statements(read: Read) -> list[tuple[str, Any]]:
    """What is asked of the database."""
    asked: list[tuple[str, Any]] = []

    def see(execute: Any, sql: str, values: Any, *rest: Any) -> Any:
        if "records_" in sql and sql.lstrip().startswith(("SELECT", "UPDATE")):
            asked.append((sql, values))
        return execute(sql, values, *rest)

    with undone(), connection.execute_wrapper(see):
        answer = read()
        assert getattr(answer, "status_code", 200) == 200
    assert asked
    return asked


def too_many(read: Read) -> list[str]:
    """The parts of plans in which more rows are met than may be."""
    found = []
    for sql, values in statements(read):
        with undone(), connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", values)
            (plan,) = cursor.fetchone()
        explained = json.loads(plan) if isinstance(plan, str) else plan
        found += [
            f"{node['Node Type']} of {node['Relation Name']} meets {met(node):.0f} rows: {sql}"
            for node in nodes(explained[0]["Plan"])
            if node.get("Relation Name", "").startswith("records_") and met(node) > MET
        ]
    return found


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for inner in plan.get("Plans", ()):
        yield from nodes(inner)


def met(node: dict[str, Any]) -> float:
    """The rows that a part of a plan looked at, those included that it left out."""
    kept = float(node["Actual Rows"])
    left = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return (kept + float(left)) * float(node["Actual Loops"])


def page(
    role: Role, name: str, *about: Callable[[], object], **query: Callable[[], object]
) -> Read:
    """A page as somebody of a role opens it."""

    def read() -> Any:
        who = User.objects.filter(role=role.value, demo=True).order_by("pk").first()
        assert who
        address = reverse(name, args=[one() for one in about])
        return signed_in(who).get(address, {key: one() for key, one in query.items()})

    return read


def in_middle() -> str:
    """The number of a file that stands in the middle of every list."""
    rows = Application.objects.filter(status="approved").order_by("received_at")
    return rows[rows.count() // 2].number


def of(role: Role) -> Callable[..., Read]:
    return lambda name, *about, **query: page(role, name, *about, **query)


def open_draft() -> str:
    return Application.objects.filter(status="draft", applicant=_applicant()).first().number  # type: ignore[union-attr]


def _applicant() -> User:
    who = User.objects.filter(role=Role.APPLICANT.value, demo=True).order_by("pk").first()
    assert who
    return who


desk, ministry = of(Role.FEDERAL), of(Role.QUEBEC)
LISTS = ("open", "mine", "all", "submitted", "in-review", "processing", "approved", "refused",
         "returned", "withdrawn")  # fmt: skip
READ: dict[str, Read] = {
    **{f"queue, {name}": desk("desk:queue", status=lambda name=name: name) for name in LISTS},
    **{
        f"queue, {name}, {where}": desk("desk:queue", status=lambda name=name: name, **key)
        for name in ("open", "all", "approved")
        for where, key in {
            "after": {"after": in_middle},
            "before": {"before": in_middle},
            "last": {"before": lambda: "end"},
        }.items()
    },
    "queue, a number": desk("desk:queue", status=lambda: "all", q=in_middle),
    "queue, a rare name": desk(
        "desk:queue",
        status=lambda: "all",
        q=lambda: Candidate.objects.order_by("-pk")[0].given_names.split()[-1],
    ),
    "queue, a letter": desk("desk:queue", q=lambda: Invitation.objects.order_by("-pk")[0].number),
    "queue, a permit": desk("desk:queue", q=lambda: Permit.objects.order_by("-pk")[0].number),
    "file": desk("desk:file", in_middle),
    "candidates": ministry("desk:candidates"),
    "candidates, after": ministry(
        "desk:candidates", after=lambda: Candidate.objects.order_by("pk")[3000].reference
    ),
    "candidates, last": ministry("desk:candidates", before=lambda: "end"),
    "candidates, a number": ministry(
        "desk:candidates", q=lambda: Candidate.objects.order_by("-pk")[0].csq_number
    ),
    "rounds": ministry("desk:rounds"),
    "letter of invitation": ministry(
        "desk:invitation", lambda: Invitation.objects.order_by("-pk")[0].number
    ),
    "take the oldest": lambda: reviews.take_oldest(
        by=User.objects.filter(role=Role.FEDERAL.value)[0]
    ),
    "letters owed": letters.send_owed,
    "refunds owed": payments.refund_owed,
    "payments under way": payments.sweep,
    "suspensions that ended": permits.resume_ended,
    "verification": lambda: Client().get(
        reverse("public:verify-code", args=[Permit.objects.order_by("-pk")[0].code])
    ),
    "places left": lambda: Client().get(reverse("public:places")),
}


@pytest.mark.parametrize("name", READ)
def test_no_more_is_read_than_is_shown(name: str, filled: None) -> None:
    assert too_many(READ[name]) == []


@pytest.mark.parametrize(
    ("index", "name"),
    [
        ("open_files", "queue, open"),
        ("people_by_word", "queue, a rare name"),
        ("payments_under_way", "payments under way"),
    ],
)
def test_an_index_that_is_missing_is_noticed(index: str, name: str, filled: None) -> None:
    with undone():
        with owner(), connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX {index}")
        assert too_many(READ[name]) != []
