"""The firm's door: its own requests, answered once; its clients, while their mandate lasts."""

import pytest
from django.core import mail
from django.test import Client

from impplus.actions import consultations, mandates, messages
from impplus.queries.tries import FAILURES
from impplus.records.models import Application, Consultation, Firm, User
from impplus.rules.lifecycle import Role
from tests.people import user, written_to
from tests.post import Post

pytestmark = pytest.mark.django_db(transaction=False)
DESKS = [("en", "/en/firm/"), ("fr", "/fr/cabinet/")]


def ask(firm: Firm, name: str = "Leïla Haddad") -> Consultation:
    """A visitor's question."""
    said = "Une seule demande <b>suffit</b>-elle ?"
    return written_to(firm, name=name, email="leila@example.test", language="fr", message=said)


@pytest.fixture
def other_firm(db: None) -> Firm:
    """The firm across the street."""
    return Firm.objects.create(name="Harbour Law", slug="harbour", city="Ottawa")


@pytest.fixture
def desk(client: Client, lucie: User) -> Client:
    """Lucie, signed in."""
    client.force_login(lucie)
    return client


@pytest.mark.parametrize(("language", "address"), DESKS)
def test_an_empty_desk_says_what_will_come(desk: Client, language: str, address: str) -> None:
    page = desk.get(address)
    said = {"en": "Nobody has written yet.", "fr": "Personne n’a encore écrit."}
    assert page.status_code == 200
    assert said[language] in page.content.decode()


def test_new_requests_come_first(desk: Client, firm: Firm, lucie: User) -> None:
    first, second = ask(firm, "First"), ask(firm, "Second")
    consultations.answer(second, text="Oui.", by=lucie)
    shown = desk.get("/en/firm/").context["asked"]
    assert [one.pk for one in shown] == [first.pk, second.pk]


def test_a_request_is_read_and_answered_by_e_mail(desk: Client, firm: Firm) -> None:
    asked = ask(firm)
    address = f"/en/firm/requests/{asked.pk}/"
    assert "&lt;b&gt;suffit&lt;/b&gt;" in desk.get(address).content.decode()
    assert desk.post(address, {"text": "Oui, une seule."}).status_code == 302
    asked.refresh_from_db()
    assert (asked.status, asked.answer) == ("answered", "Oui, une seule.")
    messages.send_owed()
    assert [message.to for message in mail.outbox] == [["leila@example.test"]]


def test_an_answer_that_could_not_leave_is_said_with_why(
    desk: Client, firm: Firm, lucie: User, post: Post
) -> None:
    asked = ask(firm)
    consultations.answer(asked, text="Oui.", by=lucie)
    post.silent = True
    messages.send_owed()
    for page in ("/en/firm/", f"/en/firm/requests/{asked.pk}/"):
        assert FAILURES["unreachable"].en in desk.get(page).content.decode()


def test_an_empty_answer_is_not_sent(desk: Client, firm: Firm) -> None:
    asked = ask(firm)
    page = desk.post(f"/fr/cabinet/demandes-de-consultation/{asked.pk}/", {"text": "  "})
    asked.refresh_from_db()
    assert (page.status_code, asked.status, mail.outbox) == (422, "new", [])
    assert "<title>Erreur" in page.content.decode()


def test_requests_to_another_firm_do_not_exist(desk: Client, other_firm: Firm) -> None:
    asked = ask(other_firm)
    assert desk.get(f"/en/firm/requests/{asked.pk}/").status_code == 404
    assert desk.post(f"/en/firm/requests/{asked.pk}/", {"text": "x"}).status_code == 404
    assert list(desk.get("/en/firm/").context["asked"]) == []


def test_clients_are_seen_while_their_mandate_lasts(
    desk: Client, draft: Application, alice: User, lucie: User
) -> None:
    assert desk.get("/en/firm/").context["rows"] == []
    mandate = mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    (client,) = desk.get("/en/firm/").context["rows"]
    assert client.application == draft
    assert desk.get(f"/en/application/{draft.number}/").status_code == 200
    mandates.end(mandate, by=alice)
    assert desk.get("/en/firm/").context["rows"] == []
    assert desk.get(f"/en/application/{draft.number}/").status_code == 404


@pytest.mark.parametrize("count", [1, 24])
def test_the_desk_asks_the_database_as_often_for_many_as_for_one(
    desk: Client, firm: Firm, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        ask(firm, f"Person {number}")
    with django_assert_num_queries(7):
        desk.get("/en/firm/")


def test_many_requests_are_leafed_through(desk: Client, firm: Firm) -> None:
    for number in range(30):
        ask(firm, f"Person {number}")
    assert len(desk.get("/en/firm/").context["asked"]) == 25
    assert len(desk.get("/en/firm/?requests=2").context["asked"]) == 5


def test_a_colleague_reads_the_firm_s_requests(client: Client, firm: Firm) -> None:
    ask(firm)
    client.force_login(user("luc@example.test", "Luc Roy", Role.REPRESENTATIVE, "fr", firm))
    assert len(client.get("/en/firm/").context["asked"]) == 1
