"""While no mail server listens, what somebody asks for at an address is owed, and leaves once one does."""

import html
import re
import socket
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from impplus.actions import messages
from impplus.queries.clock import now
from impplus.records.models import Message, User
from tests.accounts.test_account import opened
from tests.people import PASSWORD

pytestmark = pytest.mark.django_db
NEW, OTHER = "new@example.test", "nobody@example.test"
WORDS = "quatre mots faciles ici"
LATE = {"en": "Our messages leave late at the moment.", "fr": "Nos messages partent en retard en ce moment."}  # fmt: skip


@pytest.fixture
def away(settings: Settings) -> dict[str, object]:
    """No mail server listens: a port that nobody has; what stood there before is given back."""
    before = dict(settings.MAILERS)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    options = {"host": "127.0.0.1", "port": port, "timeout": 2}
    settings.MAILERS = {"default": {"BACKEND": smtp, "OPTIONS": options}}
    return before


def comes_back(settings: Settings, before: dict[str, object]) -> list[mail.EmailMessage]:
    """What leaves once mail is there again, of all that was owed."""
    settings.MAILERS = before
    mail.outbox.clear()
    Message.objects.filter(due_at__isnull=False).update(due_at=now() - timedelta(seconds=1))
    messages.send_owed()
    return sorted(mail.outbox, key=lambda one: one.to)


def asks(name: str, email: str, language: str = "en") -> str:
    """The page that somebody reads who asks for something at an address."""
    with override(language):
        there = reverse(name)
    page = Client().post(there, {"email": email, "password1": WORDS}, follow=True)
    assert page.status_code == 200
    return html.unescape(page.content.decode())


def link_in(email: mail.EmailMessage) -> str:
    (link,) = re.findall(r"http://[^/]+(/\S+)", str(email.body))
    return str(link)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_account_is_opened_and_its_message_leaves_later(
    away: dict[str, object], settings: Settings, language: str
) -> None:
    with override(language):
        there, sent = reverse("account_signup"), reverse("account_email_verification_sent")
    browser = Client()
    first = browser.post(there, {"email": NEW, "password1": WORDS}, follow=True)
    assert first.redirect_chain[-1] == (sent, 302)
    assert LATE[language] not in html.unescape(first.content.decode())
    assert messages.send_owed() == 0
    assert LATE[language] in html.unescape(browser.get(sent).content.decode())
    (owed,) = Message.objects.filter(former=NEW)
    assert (owed.status, owed.failure, owed.language) == ("owed", "unreachable", language)
    (email,) = comes_back(settings, away)
    assert (email.to, email.extra_headers["Content-Language"]) == ([NEW], language)
    assert browser.post(link_in(email)).status_code == 302
    assert EmailAddress.objects.get(email=NEW).verified
    assert LATE[language] not in html.unescape(Client().get(sent).content.decode())


@pytest.mark.parametrize(
    "name", ["account_signup", "account_signup_by_passkey", "account_reset_password"]
)
def test_nothing_tells_whether_the_address_is_known(
    away: dict[str, object], settings: Settings, bob: User, name: str
) -> None:
    messages.answer("unknown_account", "first@example.test", account=None, language="en")
    messages.send_owed()
    said = [asks(name, email).replace(email, "") for email in (bob.email, OTHER)]
    plain = [re.sub(r'(csrfmiddlewaretoken" value|data-session)="[^"]+"', "", one) for one in said]
    assert plain[0] == plain[1]
    assert LATE["en"] in plain[0]
    assert [one.to for one in comes_back(settings, away)] == [
        [bob.email],
        ["first@example.test"],
        [OTHER],
    ]


def test_a_link_for_a_password_is_as_good_days_later(
    away: dict[str, object], settings: Settings, bob: User
) -> None:
    asks("account_reset_password", bob.email)
    messages.send_owed()
    Message.objects.update(owed_at=now() - timedelta(days=4))
    (email,) = comes_back(settings, away)
    browser = Client()
    form = browser.get(link_in(email))["Location"]
    browser.post(form, {"password1": WORDS, "password2": WORDS})
    bob.refresh_from_db()
    assert bob.check_password(WORDS)


def test_another_address_is_asked_for_and_confirmed_later(
    away: dict[str, object], settings: Settings, bob: User
) -> None:
    browser, page = opened(bob), reverse("account_email")
    asked = browser.post(page, {"email": NEW, "action_add": "1"})["Location"]
    if reverse("account_reauthenticate") in asked:
        browser.post(asked, {"password": PASSWORD, "next": page})
    messages.send_owed()
    assert LATE["en"] in html.unescape(browser.get(page).content.decode())
    (email,) = comes_back(settings, away)
    Client().post(link_in(email))
    bob.refresh_from_db()
    assert (email.to, bob.email) == ([NEW], NEW)


def test_asked_for_again_while_it_waits_is_one_message(
    away: dict[str, object], settings: Settings, bob: User
) -> None:
    for _press in range(3):
        cache.clear()
        asks("account_reset_password", bob.email)
        asks("account_reset_password", OTHER)
    assert [one.to for one in comes_back(settings, away)] == [[bob.email], [OTHER]]


def test_what_has_no_use_any_more_is_not_sent(
    away: dict[str, object], settings: Settings, bob: User
) -> None:
    asks("account_signup", NEW)
    asks("account_reset_password", bob.email)
    EmailAddress.objects.filter(email=NEW).update(verified=True)
    EmailAddress.objects.filter(user=bob).update(email="bob.elsewhere@example.test")
    assert comes_back(settings, away) == []
    assert list(Message.objects.values_list("status", "former")) == [("given-up", "")] * 2


def test_the_address_of_a_stranger_is_not_kept(away: dict[str, object], settings: Settings) -> None:
    asks("account_reset_password", OTHER)
    Message.objects.update(owed_at=now() - timedelta(days=9))
    messages.send_owed()
    cache.clear()
    asks("account_reset_password", OTHER)
    comes_back(settings, away)
    kept = Message.objects.order_by("pk").values_list("status", "former", "account")
    assert list(kept) == [("given-up", "", None), ("sent", "", None)]
