"""What did not leave is seen at once by the office that answers for it, with why, and is tried again there."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from pytest_django import Settings

from impplus.actions import mandates, messages
from impplus.queries import clock
from impplus.queries.tries import FAILURES
from impplus.records.models import Application, Event, Invitation, Letter, Message, User
from impplus.rules.lifecycle import Role, status_of
from impplus.web.tags import instant
from tests import people
from tests.people import signed_in
from tests.post import Post, send_all

DESKS = [("desk", "queue"), ("ministry", "quebec")]


@pytest.fixture
def refused(letter: Invitation, received: Application, alice: User, post: Post) -> list[Message]:
    """The e-mails of a receipt and of a letter of invitation, both refused by the address."""
    post.answers = {alice.email: 550, letter.candidate.email: 550}
    send_all()
    return [received.letters.get().messages.get(), letter.letters.get().messages.get()]


def said(browser: Client, name: str, *parts: object) -> str:
    """What a page of the desk says, in English."""
    return browser.get(reverse(f"desk:{name}", args=parts)).content.decode()


@pytest.mark.parametrize(("office", "home"), DESKS)
def test_nothing_is_said_while_everything_leaves(
    office: str, home: str, request: pytest.FixtureRequest, letter: Invitation, post: Post
) -> None:
    send_all()
    browser = request.getfixturevalue(office)
    assert "not sent" not in said(browser, home)
    page = said(browser, "unsent")
    assert ("Every letter could be made." in page, "Every e-mail was sent." in page) == (True, True)


@pytest.mark.parametrize(("office", "home"), DESKS)
def test_each_office_sees_its_own_with_why(
    office: str, home: str, request: pytest.FixtureRequest, refused: list[Message]
) -> None:
    browser = request.getfixturevalue(office)
    assert "1 letter or e-mail was not sent" in said(browser, home)
    listed = browser.get(reverse("desk:unsent")).context["emails"]
    assert list(listed) == [refused[0] if office == "desk" else refused[1]]
    assert escape(FAILURES["refused"].en) in said(browser, "unsent")


def test_what_nobody_tries_is_seen_within_a_minute(desk: Client, received: Application) -> None:
    waits = "It has waited for more than half a minute and was not tried."
    Letter.objects.update(due_at=clock.now())
    assert waits not in said(desk, "unsent")
    Letter.objects.update(due_at=clock.now() - timedelta(seconds=31))
    assert waits in said(desk, "unsent")
    assert "1 letter or e-mail was not sent" in said(desk, "queue")


@pytest.mark.parametrize(
    ("late", "sentence"),
    [(0, "No e-mail is late."), (31, "It has waited for more than half a minute")],
    ids=["on time", "late"],
)
def test_while_e_mails_wait_the_page_says_how_many_and_since_when(
    desk: Client, received: Application, alice: User, post: Post, late: int, sentence: str
) -> None:
    send_all()
    for _ in range(2):
        messages.tell(received, "message-sent")
    since = clock.now() - timedelta(seconds=late)
    Message.objects.filter(status="owed").update(owed_at=since, due_at=since)
    page = " ".join(said(desk, "unsent").split())
    at = " ".join(instant(since).split())
    assert f"2 e-mails wait to be sent, the first since {at}." in page
    assert ("Every e-mail was sent." in page, sentence in page) == (False, True)
    messages.send_owed()
    page = said(desk, "unsent")
    assert ("Every e-mail was sent." in page, "to be sent, the first" in page) == (True, False)


def test_a_letter_that_waits_to_be_made_is_counted(desk: Client, received: Application) -> None:
    Letter.objects.update(due_at=clock.now())
    page = said(desk, "unsent")
    assert (
        "1 letter waits to be made" in " ".join(page.split()),
        "No letter is late." in page,
    ) == (
        True,
        True,
    )


def test_an_officer_sends_an_e_mail_again(
    desk: Client, ministry: Client, refused: list[Message], alice: User, olivia: User, post: Post
) -> None:
    address = reverse("desk:retry-message", args=[refused[0].pk])
    assert ministry.post(address).status_code == 404
    post.answers.clear()
    assert desk.post(address, follow=True).status_code == 200
    assert messages.send_owed() == 1
    assert [email.to for email in post.taken] == [[alice.email]]
    assert Event.objects.get(noun="message", verb="retry").by.role == "federal-officer"
    assert desk.post(address).status_code == 302  # what the first press did
    other = signed_in(people.user("omar@example.test", "Omar Diallo", Role.FEDERAL))
    assert other.post(address).status_code == 409


def test_a_letter_that_cannot_be_signed_is_made_again_from_the_page(
    desk: Client, received: Application, settings: Settings, tmp_path: Path, post: Post
) -> None:
    keys = settings.KEYS_FOLDER
    settings.KEYS_FOLDER = tmp_path
    send_all()
    assert FAILURES["signature"].en in said(desk, "unsent")
    assert FAILURES["signature"].en in said(desk, "papers", received.number)
    settings.KEYS_FOLDER = keys
    letter = received.letters.get()
    desk.post(reverse("desk:retry-letter", args=[letter.pk]))
    send_all()
    assert Letter.objects.get(pk=letter.pk).status == "sent"
    assert "Every letter could be made." in said(desk, "unsent")


def test_a_letter_says_what_became_of_each_of_its_e_mails(
    desk: Client, received: Application, alice: User, lucie: User, post: Post
) -> None:
    mandates.give(received, lawyer=lucie, signature="Alice Benali", by=alice)
    post.answers = {lucie.email: 550}
    send_all()
    page = said(desk, "papers", received.number)
    assert escape(FAILURES["refused"].en) in page
    assert status_of("message", "sent").name.en in page
    assert "the representative</span>" in page
    mine, hers = Client(), Client()
    mine.force_login(alice)
    hers.force_login(lucie)
    address = reverse("portal:status", args=[received.number])
    told = [browser.get(address).content.decode() for browser in (mine, hers)]
    assert ["E-mail sent on" in one for one in told] == [True, False]
    assert ["could not be delivered" in one for one in told] == [False, True]
    assert [reverse("account_email") in one for one in told] == [False, True]


def test_the_ministry_sees_what_became_of_a_letter_of_invitation(
    ministry: Client, letter: Invitation, refused: list[Message]
) -> None:
    made = letter.round
    for page in (
        said(ministry, "invitation", letter.number),
        said(ministry, "round", made.year, made.number),
        said(ministry, "candidates"),
    ):
        assert escape(FAILURES["refused"].en) in page


@pytest.mark.parametrize(
    ("language", "about", "subject"),
    [
        ("en", "An account", "Opening an account, confirming an address"),
        ("fr", "Un compte", "Ouverture d’un compte, confirmation d’une adresse"),
    ],
)
def test_the_e_mails_of_accounts_are_seen_without_their_addresses(
    desk: Client,
    ministry: Client,
    bob: User,
    post: Post,
    language: str,
    about: str,
    subject: str,
) -> None:
    address = "first@example.test"
    post.answers = {bob.email: 451, address: 451}
    messages.answer("unknown_account", address, account=None, language="fr")
    messages.answer("password_reset_key", bob.email, account=bob, language="en")
    send_all()
    assert list(ministry.get(reverse("desk:unsent")).context["emails"]) == []
    with override(language):
        page = desk.get(reverse("desk:unsent")).content.decode()
    assert (page.count(about), page.count(subject)) == (2, 2)
    assert (address in page, bob.email in page) == (False, False)
    unsent = Message.objects.get(former=address)
    post.answers.clear()
    desk.post(reverse("desk:retry-message", args=[unsent.pk]))
    send_all()
    unsent.refresh_from_db()
    assert unsent.status == "sent"


def test_a_machine_is_told_that_an_e_mail_of_an_account_is_late(bob: User) -> None:
    assert Client().get("/ready").json()["mail"] is True
    messages.answer("password_reset_key", bob.email, account=bob, language="en")
    Message.objects.update(due_at=clock.now() - timedelta(seconds=31))
    said = Client().get("/ready")
    assert (said.status_code, said.json()["mail"]) == (200, False)
