"""The firm's door: its own requests, answered once; its clients, while their mandate lasts."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from impplus.actions import correspondence, enquiries, letters, mails, mandates, messages
from impplus.practice.models import Enquiry
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.tries import FAILURES
from impplus.records.models import Application, Firm, Mandate, User
from impplus.rules.lifecycle import Role
from impplus.words import formats
from tests.closed import refused
from tests.people import signed_in, user, written_to
from tests.post import Post
from tests.site import owner

pytestmark = pytest.mark.django_db(transaction=False)
__all__ = ["refused"]
DESKS = [("en", "/en/firm/"), ("fr", "/fr/cabinet/")]


def ask(firm: Firm, name: str = "Leïla Haddad") -> Enquiry:
    """A visitor's question."""
    said = "Une seule demande <b>suffit</b>-elle ?"
    email = f"{name.rsplit(maxsplit=1)[-1].lower()}@example.test"
    return written_to(firm, name=name, email=email, language="fr", message=said)


@pytest.fixture
def other_firm(db: None) -> Firm:
    """The firm across the street."""
    return Firm.objects.create(name="Harbour Law", slug="harbour", city="Ottawa")


@pytest.fixture
def desk(client: Client, lucie: User) -> Client:
    """Lucie, signed in."""
    client.force_login(lucie)
    return client


@pytest.fixture
def mandate(draft: Application, alice: User, lucie: User) -> Mandate:
    """Alice's appointment of Lucie."""
    return mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)


@pytest.mark.parametrize(("language", "address"), DESKS)
def test_an_empty_desk_says_what_will_come(desk: Client, language: str, address: str) -> None:
    page = desk.get(address)
    said = {
        "en": "No enquiry is under way.",
        "fr": "Aucune demande de renseignements n’est en cours.",
    }
    assert page.status_code == 200
    assert said[language] in page.content.decode()


def test_an_enquiry_that_is_closed_stands_in_the_list_of_all_alone(
    desk: Client, firm: Firm, lucie: User
) -> None:
    asked = ask(firm)
    enquiries.decline(asked, reason="x", by=lucie)
    pages = [desk.get(one).context["asked"] for one in ("/en/firm/", "/en/firm/enquiries/")]
    assert [list(one) for one in pages] == [[], [asked]]


def test_new_requests_come_first(desk: Client, firm: Firm, lucie: User) -> None:
    first, second = ask(firm, "First"), ask(firm, "Second")
    enquiries.answer(second, text="Oui.", by=lucie)
    shown = desk.get("/en/firm/").context["asked"]
    assert [one.pk for one in shown] == [first.pk, second.pk]


def test_a_request_is_read_and_answered_by_e_mail(desk: Client, firm: Firm, lucie: User) -> None:
    asked = ask(firm)
    address = f"/en/firm/enquiries/{asked.pk}/"
    assert "&lt;b&gt;suffit&lt;/b&gt;" in desk.get(address).content.decode()
    assert desk.post(address, {"text": "Oui, une seule."}).status_code == 302
    asked.refresh_from_db()
    assert (asked.status, asked.replies.get().text) == ("triaged", "Oui, une seule.")
    mails.send_owed()
    readers = sorted(message.to[0] for message in mail.outbox)
    assert readers == ["haddad@example.test", "haddad@example.test", lucie.email]


def test_an_answer_that_could_not_leave_is_said_with_why(
    desk: Client, firm: Firm, lucie: User, post: Post
) -> None:
    asked = ask(firm)
    enquiries.answer(asked, text="Oui.", by=lucie)
    post.silent = True
    mails.send_owed()
    for page in ("/en/firm/", f"/en/firm/enquiries/{asked.pk}/"):
        assert FAILURES["unreachable"].en in desk.get(page).content.decode()


def test_an_empty_answer_is_not_sent(desk: Client, firm: Firm) -> None:
    asked = ask(firm)
    page = desk.post(f"/fr/cabinet/demandes-de-renseignements/{asked.pk}/", {"text": "  "})
    asked.refresh_from_db()
    assert (page.status_code, asked.status, mail.outbox) == (422, "new", [])
    assert "<title>Erreur" in page.content.decode()


def test_requests_to_another_firm_do_not_exist(desk: Client, other_firm: Firm) -> None:
    asked = ask(other_firm)
    assert desk.get(f"/en/firm/enquiries/{asked.pk}/").status_code == 404
    assert desk.post(f"/en/firm/enquiries/{asked.pk}/", {"text": "x"}).status_code == 404
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
    with django_assert_num_queries(4), django_assert_num_queries(7, using="firm"):
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


def test_an_appointment_that_ended_is_listed_by_its_number_and_day_alone(
    desk: Client, draft: Application, mandate: Mandate, alice: User
) -> None:
    mandates.end(mandate, by=alice)
    mandate.refresh_from_db()
    day = formats.day(IMP_PLUS.day_of(mandate.ended_at), "en")
    page = desk.get("/en/firm/").content.decode()
    assert page.count(f"Application {draft.number}: ended on {day}\n") == 1
    assert "Benali" not in page
    with owner():
        Mandate.objects.update(ended_at=mandate.ended_at - timedelta(days=91))
    assert draft.number not in desk.get("/en/firm/").content.decode()


def test_the_old_address_says_since_when_and_to_her_alone(
    desk: Client, draft: Application, mandate: Mandate, alice: User, bob: User
) -> None:
    mandates.end(mandate, by=alice)
    mandate.refresh_from_db()
    day = formats.day(IMP_PLUS.day_of(mandate.ended_at), "en")
    said = f"You no longer represent the person who makes application {draft.number}, since {day}."
    for page in ("", "status/", "messages/"):
        answer = desk.get(f"/en/application/{draft.number}/{page}")
        assert (answer.status_code, answer.content.decode().count(said)) == (404, 1)
    assert said not in signed_in(bob).get(f"/en/application/{draft.number}/").content.decode()
    mandates.give(draft, lawyer=mandate.lawyer, signature="Alice Benali", by=alice)
    assert desk.get(f"/en/application/{draft.number}/").status_code == 200
    assert "ended on" not in desk.get("/en/firm/").content.decode()


def test_a_file_with_something_new_is_marked_until_it_is_opened(
    desk: Client, submitted: Application, lucie: User, alice: User, olivia: User
) -> None:
    mandates.give(submitted, lawyer=lucie, signature="Alice Benali", by=alice)
    assert "New in the file" not in desk.get("/en/firm/").content.decode()
    correspondence.reply(submitted, text="Oui.", by=olivia)
    assert desk.get("/en/firm/").content.decode().count("New in the file") == 1
    assert desk.get(f"/en/application/{submitted.number}/status/").status_code == 200
    assert "New in the file" not in desk.get("/en/firm/").content.decode()


def test_her_e_mails_name_the_file_and_lead_to_it(
    submitted: Application, lucie: User, alice: User, mailoutbox: list[EmailMessage]
) -> None:
    mandate = mandates.give(submitted, lawyer=lucie, signature="Alice Benali", by=alice)
    User.objects.update(language="en")
    messages.send_owed()
    mailoutbox.clear()
    correspondence.write(submitted, text="Une question.", by=alice)
    mandates.end(mandate, by=alice)
    messages.send_owed()
    number, site = submitted.number, settings.SITE_URL
    told, ended = (one for one in mailoutbox if one.to == [lucie.email])
    assert [one.subject.endswith(f" – {number}") for one in (told, ended)] == [True, True]
    assert told.body.startswith(f"Application {number}\n\n")
    assert f"\n\n{site}/en/application/{number}/\n\n" in told.body
    assert f"the person who makes application {number}:" in ended.body
    assert f"\n\n{site}/en/my-file/\n\n" in ended.body
    hers = [one for one in mailoutbox if one.to == [alice.email]]
    assert [f"{site}/en/my-file/" in one.body for one in hers] == [True, True]
    assert [number in f"{one.subject} {one.body}" for one in hers] == [False, False]


def test_a_time_for_the_federal_court_that_is_over_is_no_last_day_to_come(
    desk: Client, refused: Application, alice: User, lucie: User
) -> None:
    mandates.give(refused, lawyer=lucie, signature="Alice Benali", by=alice)
    letters.send_owed()
    assert "last day" in desk.get("/en/firm/").content.decode()
    with clock.at(clock.now() + timedelta(days=100)):
        english, french = (desk.get(one).content.decode() for one in ("/en/firm/", "/fr/cabinet/"))
    assert ("time ended on" in english, "last day" in english) == (True, False)
    assert ("délai écoulé le" in french, "dernier jour" in french) == (True, False)
