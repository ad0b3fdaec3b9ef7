"""A list costs the same number of queries with one row and with many: each file takes its time to be read."""

from datetime import date
from io import BytesIO

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from impplus.actions import applications, candidates, documents
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.records.models import Application, User
from tests import people
from tests.portal import pages
from tests.portal.parts import TUS, begun


def cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_list_of_applications(
    alices: Client, alice: User, mathieu: User, draft: Application, this_day: date
) -> None:
    one = cost(alices, "/en/application/")
    rows = [people.row(number, this_day) for number in range(2, 31)]
    candidates.import_csv(people.as_csv(*rows), by=mathieu)
    for letter in held_rounds.draw(IMP_PLUS, size=29, seed="6 2", by=mathieu).invitations.all():
        people.bound(alice, letter)
    assert Application.objects.count() == 30
    assert cost(alices, "/en/application/") == one


def test_the_family_the_tasks_and_the_review(
    alices: Client, alice: User, draft: Application, this_day: date
) -> None:
    names = ("family", "tasks", "review", "documents", "fees")

    def child() -> None:
        member = applications.add_member(draft, by=alice)
        people.fill_in(draft, member, people.child_answers(this_day), by=alice)

    child()
    one = {name: cost(alices, pages.address(name, draft)) for name in names}
    for _ in range(29):
        child()
    assert {name: cost(alices, pages.address(name, draft)) for name in names} == one


def test_the_files_of_one_document(alices: Client, alice: User, draft: Application) -> None:
    principal = draft.people.get()

    def send(number: int) -> None:
        documents.upload(
            documents.SentFor(draft, person=principal, key="passport"),
            name=f"{number}.pdf",
            content=BytesIO(people.a_pdf(str(number))),
            by=alice,
        )

    send(0)
    names = ("upload", "documents", "review")
    one = {name: cost(alices, pages.address(name, draft)) for name in names}
    for number in range(1, 6):
        send(number)
    assert {name: cost(alices, pages.address(name, draft)) for name in names} == one


def test_the_timeline_and_the_letters(
    alices: Client, alice: User, submitted: Application, this_day: date
) -> None:
    address = pages.address("status", submitted)
    one = cost(alices, address)
    principal = submitted.people.get(relation="principal")
    for number in range(5):
        documents.upload(
            documents.SentFor(submitted, person=principal, key="passport"),
            name=f"{number}.pdf",
            content=BytesIO(people.a_pdf(f"more {number}")),
            by=alice,
        )
    assert cost(alices, address) == one


def test_files_on_their_way_are_read_only_where_there_are_any(
    alices: Client, draft: Application
) -> None:
    address = pages.address("tasks", draft)
    none = cost(alices, address)
    at = begun(alices, draft, 5)
    assert cost(alices, address) == none + 1
    assert alices.delete(at, headers=TUS).status_code == 204
    assert cost(alices, address) == none
