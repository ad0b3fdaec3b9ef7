"""What a page or a job reads does not grow with what is stored: its plans are run among 3,000 files.

Each statement is explained as it runs, where reading a table whole is the last resort: what still
meets more rows than a page can show has no index to go by, and would read a million of a million.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoDbBlocker

from bench.copies import count_on, lines_of, original, write
from impplus.actions import (
    candidates,
    letters,
    messages,
    payment_turns,
    permit_states,
    reviews,
    standing,
)
from impplus.programmes import IMP_PLUS
from impplus.queries import consistency, counts, round_room, search, waiting
from impplus.queries.clock import today
from impplus.queries.figures import counted
from impplus.records.clock import Now
from impplus.records.models import (
    Application,
    Candidate,
    Correspondence,
    Invitation,
    Letter,
    Message,
    Payment,
    Permit,
    Person,
    Report,
    Round,
    StandingMark,
    User,
)
from impplus.rules.lifecycle import Role
from tests.doors.addresses import address
from tests.doors.table import EXPECTED
from tests.doors.world import World, made
from tests.people import as_csv, row, signed_in
from tests.records.plans import Reading, nodes, statements, too_many
from tests.site import owner, undone

pytestmark = pytest.mark.django_db
FILES = 3_000
# One copy in ten is open, by a hash, so that neither all files nor all open ones can be looked at unnoticed.
SPREAD_OVER = ("submitted", "in-review", "processing", *["approved"] * 27)
SPREAD = """
    UPDATE records_application SET status = (%s::text[])[1 + (hashint8(id) & 1023) %% 30] WHERE status <> 'draft'
"""
ANSWERED = """
    UPDATE records_question SET status = 'answered', answered_at = asked_at WHERE hashint8(id) % 20 <> 0
"""
PRIVATE = """
    UPDATE records_delegation SET private = true
     WHERE status = 'accepted' AND hashint8(id) % 3 <> 0 AND id > (SELECT min(id) FROM records_delegation)
"""
LAST_RESORT = "seqscan", "hashjoin", "mergejoin"
PLANNED_AS_USUAL = "; ".join(
    f"RESET {name}" for name in ("enable_seqscan", "seq_page_cost", "random_page_cost")
)


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Three thousand applications, copies of a few people's, gone at the end."""
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(undone())
        stack.enter_context(owner())
        few = made()
        others = as_csv(*(row(number, today(IMP_PLUS)) for number in range(2, 6)))
        candidates.import_csv(others, by=few.mathieu)
        until = few.permit.valid_until
        permit_states.suspend(few.permit, ground="officer", until=until, by=few.olivia)
        _done()
        for number, held in enumerate(Round.objects.order_by("number"), start=1):
            Round.objects.filter(pk=held.pk).update(number=number)
        source = original(connection.connection)
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr("bench.copies.IN_A_ROUND", 1)
        copies = range(1, FILES // source.applications + 1)
        write(connection.connection, lines_of(source), copies)
        count_on(connection.connection, source)
        with connection.cursor() as cursor:
            cursor.execute(SPREAD, [list(SPREAD_OVER)])
            cursor.execute(ANSWERED)
            cursor.execute(PRIVATE)
            cursor.execute("ANALYZE")
            for name in LAST_RESORT:
                cursor.execute(f"SET LOCAL enable_{name} = off")
            # What is stored lies on few pages here: a plan is chosen by the rows that it looks at.
            cursor.execute("SET LOCAL seq_page_cost = 0")
            cursor.execute("SET LOCAL random_page_cost = 0")
            cursor.execute("SET LOCAL jit = off")
        for module in (counts, search, waiting):
            patch.setattr(module, "MOST", 20)
        standing.find()
        patch.setattr(consistency, "MOST", 5)  # each has a finding for every condition
        patch.setattr(round_room, "MOST", 4)  # it counts five times as many letters
        yield few


def _done() -> None:
    """Nothing is owed any more: what a job of the minute finds grows with what it has to do."""
    sent = {"status": "sent", "sent_at": Now(), "due_at": None}
    Letter.objects.filter(status="owed").update(invented=True, **sent)
    Message.objects.filter(status="owed").update(**sent)
    Payment.objects.filter(status="refund-owed").update(status="refunded")
    Payment.objects.filter(status="open").update(status="failed")
    Report.objects.filter(status="declared").update(status="noted", noted_at=Now())
    Correspondence.objects.filter(status="waiting").update(status="answered")


def page(
    role: Role, name: str, *about: Callable[[], object], **query: Callable[[], object]
) -> Reading:
    """A page as somebody of a role opens it."""

    def reading() -> Callable[[], Any]:
        who = User.objects.filter(role=role.value).order_by("pk").first()
        assert who
        address = reverse(name, args=[one() for one in about])
        asked = {key: one() for key, one in query.items()}
        return partial(signed_in(who).get, address, asked)

    return reading


def in_middle() -> str:
    """The number of a file that stands in the middle of every list."""
    rows = Application.objects.filter(status="approved").order_by("received_at")
    return rows[rows.count() // 2].number


def as_applicant() -> Callable[[], Any]:
    """The status page of an open file in the middle of the queue, as the person reads it."""
    rows = Application.objects.filter(status="submitted").order_by("received_at")
    file = rows.select_related("applicant")[rows.count() // 2]
    return partial(signed_in(file.applicant).get, reverse("portal:status", args=[file.number]))


desk, ministry, manager = (
    partial(page, role) for role in (Role.FEDERAL, Role.QUEBEC, Role.MANAGER)
)
LISTS = ("open", "mine", "nobody", "all", "submitted", "approved")
READ: dict[str, Reading] = {
    "what waits": desk("desk:queue"),
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
    "where work waits": manager("desk:work"),
    "files to give out": manager("desk:shares"),
    "status": as_applicant,
    "candidates": ministry("desk:candidates"),
    "candidates, after": ministry(
        "desk:candidates", after=lambda: Candidate.objects.order_by("pk")[500].reference
    ),
    "candidates, last": ministry("desk:candidates", before=lambda: "end"),
    "candidates, a number": ministry(
        "desk:candidates", q=lambda: Candidate.objects.order_by("-pk")[0].csq_number
    ),
    "rounds": ministry("desk:rounds"),
    "letter of invitation": ministry(
        "desk:invitation", lambda: Invitation.objects.order_by("-pk")[0].number
    ),
    "round": ministry(
        "desk:round",
        lambda: Round.objects.order_by("-pk")[0].year,
        lambda: Round.objects.order_by("-pk")[0].number,
    ),
    "ministry": ministry("desk:quebec"),
    "draw": ministry("desk:announce"),
    "take the oldest": lambda: partial(
        reviews.take_oldest, by=User.objects.filter(role=Role.FEDERAL.value)[0]
    ),
    "letters owed": lambda: letters.send_owed,
    "messages owed": lambda: messages.send_owed,
    "refunds owed": lambda: payment_turns.refund_owed,
    "payments under way": lambda: payment_turns.sweep,
    "suspensions that ended": lambda: permit_states.resume_ended,
    "figures": lambda: partial(Client().get, reverse("public:figures")),
    "figures of a month without any": lambda: partial(
        counted, IMP_PLUS, date(2022, 6, 1), date(2022, 7, 1)
    ),
    "outcomes of the same findings": lambda: consistency.consistency,
    "verification": lambda: partial(
        Client().get,
        reverse("public:verify-code", args=[Permit.objects.order_by("-pk")[0].code]),
    ),
}


@pytest.mark.parametrize("name", READ)
def test_no_more_is_read_than_is_shown(name: str, filled: World) -> None:
    assert too_many(READ[name]) == []


@pytest.mark.parametrize("who", ["alice", "karim"])
def test_no_page_about_a_family_reads_those_of_others(who: str, filled: World) -> None:
    found = {}
    with override("en"):
        for row, cells in EXPECTED.items():
            if cells[who] == "200" != cells["nobody"]:
                there = address(filled, row)
                found[row] = too_many(lambda there=there: partial(filled.browser(who).get, there))
    assert len(found) > 10
    assert {row: read for row, read in found.items() if read} == {}


def test_a_common_name_is_looked_for_by_its_index(filled: World) -> None:
    """Though many rows have it, so that the table would not have to be read to its end."""
    names = Person.objects.values("family_name").annotate(people=Count("pk"))
    common = names.order_by("-people")[0]["family_name"]
    with undone(), connection.cursor() as cursor:
        cursor.execute(PLANNED_AS_USUAL)
        ((sql, values),) = statements(lambda: partial(search.files_found, common))
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", values)
        (plan,) = cursor.fetchone()
    kinds = [node["Node Type"] for node in nodes(plan[0]["Plan"])]
    assert kinds == ["Limit", "Bitmap Heap Scan", "Bitmap Index Scan"]


@pytest.mark.parametrize(
    ("index", "name"),
    [
        ("open_files", "queue, open"),
        ("payments_under_way", "payments under way"),
        ("decisions_by_time", "outcomes of the same findings"),
        ("files_ended", "figures of a month without any"),
    ],
)
def test_an_index_that_is_missing_is_noticed(index: str, name: str, filled: World) -> None:
    with undone():
        with owner(), connection.cursor() as cursor:
            cursor.execute(f"DROP INDEX {index}")
        assert too_many(READ[name]) != []


@pytest.mark.parametrize("age", ["", "late"])
def test_of_open_files_only_the_events_of_those_that_are_shown_are_read(
    age: str, filled: World
) -> None:
    found = too_many(manager("desk:open-files", age=lambda: age))
    assert [
        one for one in found if " of records_event by records_event_application" not in one
    ] == []


@pytest.mark.parametrize("name", ["where work waits", "files to give out"])
def test_where_nothing_is_kept_of_open_files_is_noticed(name: str, filled: World) -> None:
    with undone():
        StandingMark.objects.all().delete()
        assert too_many(READ[name]) != []


def test_where_open_files_stand_is_found_by_indexes(
    filled: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, most in {"standing.MOST": 20, "work.DECIDED": 4, "work.PASSED_OVER": 20}.items():
        monkeypatch.setattr(f"impplus.queries.{name}", most)
    assert too_many(lambda: standing.find) == []
    with undone():
        with owner(), connection.cursor() as cursor:
            cursor.execute("DROP INDEX open_files")
        assert too_many(lambda: standing.find) != []
