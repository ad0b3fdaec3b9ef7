"""The same press again on a page of an account shows what the first one did; another press is another."""

import html
import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from impplus.actions import messages
from impplus.records.models import User
from tests.accounts.authenticator import Phone
from tests.accounts.test_account import opened
from tests.accounts.test_passkeys import bobs
from tests.accounts.test_second_factors import app, code_of, recovery_codes, with_password
from tests.people import PASSWORD

__all__ = ["app", "bobs"]
pytestmark = pytest.mark.django_db
NEW, OTHER = "quatre mots faciles ici", "quatre autres mots ici"
ADDRESS = "bob.new@example.test"


def twice(browser: Client, there: str, sent: dict[str, str]) -> list[tuple[int, str]]:
    """How the same press is answered twice: the status, and what is said where it leads."""
    answers = []
    for _press in range(2):
        answer = browser.post(there, sent)
        led = answer.headers.get("Location", "")
        said = browser.get(led).content.decode() if led else ""
        found = re.findall(r'<div class="note [a-z]+" role="status">(.*?)</div>', said, re.S)
        words = re.sub(r"<[^>]+>", " ", html.unescape(" ".join(found)))
        answers.append((answer.status_code, f"{led}: {' '.join(words.split())}"))
    return answers


def link_of(name: str, browser: Client, sent: dict[str, str]) -> str:
    mail.outbox.clear()
    browser.post(reverse(name), sent)
    messages.send_owed()
    (link,) = re.findall(r"http://[^/]+(/\S+)", str(mail.outbox[-1].body))
    return str(link)


def test_a_password_is_changed(bob: User) -> None:
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    browser, there = opened(bob), reverse("account_change_password")
    first, second = twice(browser, there, sent)
    assert (first[0], first) == (302, second)
    other = browser.post(there, sent | {"password1": OTHER, "password2": OTHER})
    bob.refresh_from_db()
    assert (other.status_code, bob.check_password(NEW)) == (200, True)  # it is not correct any more


def test_a_password_is_chosen_by_the_link(bob: User) -> None:
    browser = Client()
    there = browser.get(link_of("account_reset_password", browser, {"email": bob.email}))[
        "Location"
    ]
    first, second = twice(browser, there, {"password1": NEW, "password2": NEW})
    assert (first[0], first) == (302, second)
    assert "already" in Client().post(there, {"password1": NEW, "password2": NEW}).content.decode()


def test_an_address_is_confirmed(bob: User) -> None:
    browser = Client()
    link = link_of("account_signup", browser, {"email": "new@example.test", "password1": NEW})
    assert EmailAddress.objects.get(email="new@example.test").verified is False
    elsewhere = Client()
    first, second = twice(elsewhere, link, {})
    assert (first[0], first) == (302, second)
    assert Client().post(link).status_code == 404


def test_another_address_is_asked_for(bob: User) -> None:
    browser, there = opened(bob), reverse("account_email")
    asked = browser.post(there, {"email": ADDRESS, "action_add": "1"})
    if "confirm-again" in asked["Location"]:
        browser.post(asked["Location"], {"password": PASSWORD, "next": there})
        EmailAddress.objects.filter(email=ADDRESS).delete()
        browser.get(there)  # which says that a message was sent
    first, second = twice(browser, there, {"email": ADDRESS, "action_add": "1"})
    assert (first[0], first) == (302, second)
    assert EmailAddress.objects.filter(email=ADDRESS).count() == 1


def test_a_passkey_is_removed(bob: User, bobs: Phone) -> None:
    browser, listed = with_password(bob), reverse("mfa_list_webauthn")
    key = bob.authenticator_set.get(type="webauthn").pk
    there = reverse("mfa_remove_webauthn", args=[key])
    assert browser.get(listed).status_code in (200, 302)
    first, second = twice(browser, there, {})
    assert (first[0], first) == (302, second)


def test_an_app_is_removed(bob: User, app: str) -> None:
    browser, page = with_password(bob), reverse("mfa_deactivate_totp")
    browser.post(reverse("mfa_authenticate"), {"code": code_of(app)})
    asked = browser.get(page)["Location"]
    browser.post(asked, {"code": recovery_codes(bob)[0], "next": page})
    first, second = twice(browser, page, {})
    assert (first[0], first) == (302, second)


def test_other_sessions_are_ended(bob: User) -> None:
    browser, _elsewhere = opened(bob), opened(bob)
    first, second = twice(browser, reverse("account_end_other_sessions"), {})
    assert "1 other session was ended." in first[1]
    assert "Your other sessions were ended." in second[1]


def test_signing_up_and_asking_for_a_password(bob: User) -> None:
    for name in ("account_signup", "account_reset_password"):
        first, second = twice(
            Client(), reverse(name), {"email": "new@example.test", "password1": NEW}
        )
        assert (name, first[0], second[0]) == (name, 302, 302)
        assert (name, first[1].split(":")[0]) == (name, second[1].split(":")[0])
