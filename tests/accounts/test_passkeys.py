"""Passkeys over HTTP: an account that has nothing else, and passkeys that do not belong where they are used."""

import html
import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from impplus.actions import messages
from impplus.records.models import User
from tests.accounts.authenticator import Phone, asked_at_sign_in, options_in
from tests.accounts.test_accounts import Counted
from tests.accounts.test_second_factors import confirmed, is_in, with_password

pytestmark = pytest.mark.django_db
NEW = "quatre mots faciles ici"
ADDRESS = "new@example.test"
NONE = dict.fromkeys(
    ("clientDataJSON", "attestationObject", "authenticatorData", "signature"), "AA"
)
NAMED = {"id": "AA", "rawId": "AA", "type": "public-key"}
HOSTILE = (
    *("", "[]", "{}", "null", "1", '"text"', '{"id": 1}', "x" * 10_000, "{" * 2_000, "[" * 10_000),
    json.dumps({**NAMED, "response": {}}),
    json.dumps({**NAMED, "response": NONE}),
    json.dumps({**NAMED, "response": NONE | {"userHandle": "MQ"}}),
)


def signed_up(language: str = "en") -> tuple[Client, Phone]:
    """Somebody new, with a passkey alone."""
    browser, phone = Client(), Phone()
    mail.outbox.clear()
    with override(language):
        browser.post(reverse("account_signup_by_passkey"), {"email": ADDRESS})
        messages.send_owed()
        (link,) = re.findall(r"http://[^/]+(/\S+)", str(mail.outbox[-1].body))
        there = browser.post(link)["Location"]
        assert there == reverse("mfa_signup_webauthn")
        asked = options_in(browser.get(there).content.decode())
        made = phone.made(asked)
        browser.post(there, {"name": "My phone", "passwordless": "on", "credential": made})
    return browser, phone


def by_passkey(phone: Phone, browser: Client | None = None, count: int = 1) -> Client:
    """A browser in which somebody tries to sign in with a passkey alone."""
    browser = browser or Client()
    there = reverse("mfa_login_webauthn")
    asked = asked_at_sign_in(browser, there)
    browser.post(there, {"credential": phone.used(asked, count=count)})
    return browser


@pytest.fixture
def bobs(bob: User) -> Phone:
    """The passkey that Bob added to his account."""
    browser, phone, page = with_password(bob), Phone(), reverse("mfa_add_webauthn")
    confirmed(browser, page)
    asked = options_in(browser.get(page).content.decode())
    browser.post(page, {"name": "Bob’s", "passwordless": "on", "credential": phone.made(asked)})
    bob.refresh_from_db()
    return phone


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_account_is_opened_with_a_passkey_alone(language: str) -> None:
    browser, phone = signed_up(language)
    person = User.objects.get(email=ADDRESS)
    assert (person.has_usable_password(), person.second_factor, person.language) == (
        False,
        True,
        language,
    )
    assert is_in(browser)
    assert is_in(by_passkey(phone))


def test_it_counts_as_both_factors_and_a_password_can_be_added() -> None:
    _, phone = signed_up()
    browser = by_passkey(phone)
    page = html.unescape(browser.get(reverse("account")).content.decode())
    assert "None: your passkey opens the account. You can choose one besides." in page
    assert "None yet. Make some, in case you lose your passkey." in page
    there = reverse("account_set_password")
    confirm = browser.get(there)["Location"]
    assert confirm.startswith(reverse("mfa_reauthenticate_webauthn"))
    asked = options_in(browser.get(confirm).content.decode())
    browser.post(confirm, {"credential": phone.used(asked), "next": there})
    browser.post(there, {"password1": NEW, "password2": NEW})
    assert User.objects.get(email=ADDRESS).check_password(NEW)
    again = Client()
    again.post(reverse("account_login"), {"login": ADDRESS, "password": NEW})
    assert not is_in(again)  # the second factor is asked for


def test_whoever_has_a_passkey_is_asked_for_it_before_a_code(bobs: Phone) -> None:
    added = Authenticator.objects.get(type="webauthn")
    removal = reverse("mfa_remove_webauthn", args=[added.pk])
    confirm = by_passkey(bobs).get(removal)["Location"]
    assert confirm.startswith(reverse("mfa_reauthenticate_webauthn"))


def test_a_passkey_that_was_removed_is_refused_in_words_about_passkeys(bobs: Phone) -> None:
    Authenticator.objects.filter(type="webauthn").delete()
    page = by_passkey(bobs).get(reverse("account_login")).content.decode()
    assert "This passkey is not accepted here." in page


def test_further_passkeys_are_added() -> None:
    browser, phone = signed_up()
    there = reverse("mfa_add_webauthn")
    confirm = browser.get(there)["Location"]
    asked = options_in(browser.get(confirm).content.decode())
    browser.post(confirm, {"credential": phone.used(asked), "next": there})
    other = Phone()
    asked = options_in(browser.get(there).content.decode())
    browser.post(there, {"name": "Mine", "passwordless": "on", "credential": other.made(asked)})
    assert Authenticator.objects.filter(type="webauthn").count() == 2
    assert is_in(by_passkey(other))


def test_the_link_opened_elsewhere_lets_nobody_in_and_a_password_can_be_chosen() -> None:
    begun, elsewhere = Client(), Client()
    begun.post(reverse("account_signup_by_passkey"), {"email": ADDRESS})
    messages.send_owed()
    (link,) = re.findall(r"http://[^/]+(/\S+)", str(mail.outbox[-1].body))
    assert elsewhere.post(link)["Location"] != reverse("mfa_signup_webauthn")
    assert (is_in(begun), is_in(elsewhere)) == (False, False)
    mail.outbox.clear()
    elsewhere.post(reverse("account_reset_password"), {"email": ADDRESS})
    messages.send_owed()
    (link,) = re.findall(r"http://[^/]+(/\S+)", str(mail.outbox[-1].body))
    form = elsewhere.get(link)["Location"]
    elsewhere.post(form, {"password1": NEW, "password2": NEW})
    elsewhere.post(reverse("account_login"), {"login": ADDRESS, "password": NEW})
    assert is_in(elsewhere)


@pytest.mark.parametrize("known", [True, False])
def test_no_password_is_hashed_at_a_sign_up_by_passkey(
    bob: User, settings: Settings, known: bool
) -> None:
    settings.PASSWORD_HASHERS = ["tests.accounts.test_accounts.Counted"]
    Counted.hashed = 0
    email = bob.email if known else ADDRESS
    Client().post(reverse("account_signup_by_passkey"), {"email": email})
    messages.send_owed()
    assert (Counted.hashed, len(mail.outbox)) == (0, 1)


def test_a_passkey_of_another_person_is_no_second_factor(
    bob: User, bobs: Phone, alice: User
) -> None:
    User.objects.filter(pk=bob.pk).update(second_factor=True)
    browser = with_password(bob)
    there = reverse("mfa_authenticate")
    asked = options_in(browser.get(there).content.decode())
    stranger = Phone(owner=bobs.owner)
    browser.post(there, {"credential": stranger.used(asked)})
    assert not is_in(browser)
    asked = options_in(browser.get(there).content.decode())
    stranger.name = bobs.name  # another key under the same name
    browser.post(there, {"credential": stranger.used(asked)})
    assert not is_in(browser)


def test_a_passkey_cannot_claim_another_account(bobs: Phone, bob: User) -> None:
    _, mine = signed_up()
    mine.owner = bobs.owner
    assert not is_in(by_passkey(mine))


@pytest.mark.parametrize(
    "otherwise", [{"origin": "https://evil.example"}, {"verified": False}], ids=str
)
def test_a_passkey_for_another_site_or_without_a_finger_is_refused(
    bobs: Phone, otherwise: dict[str, object]
) -> None:
    for name, value in otherwise.items():
        setattr(bobs, name, value)
    assert not is_in(by_passkey(bobs))


def test_what_a_passkey_answered_once_opens_nothing_a_second_time(bobs: Phone) -> None:
    browser, there = Client(), reverse("mfa_login_webauthn")
    sent = bobs.used(asked_at_sign_in(browser, there))
    browser.post(there, {"credential": sent})
    assert is_in(browser)
    replaying = Client()
    asked_at_sign_in(replaying, there)
    replaying.post(there, {"credential": sent})
    assert not is_in(replaying)


def test_a_copy_that_counts_back_is_refused(bobs: Phone) -> None:
    assert is_in(by_passkey(bobs, count=5))
    bobs.uses = 3
    assert not is_in(by_passkey(bobs, count=1))
    assert not is_in(by_passkey(bobs, count=1))
    assert is_in(by_passkey(bobs, count=1))


def test_a_passkey_that_never_counts_opens_each_time(bobs: Phone) -> None:
    assert [is_in(by_passkey(bobs, count=0)) for _ in range(3)] == [True] * 3


def test_an_answer_that_is_none_is_refused_in_words(bobs: Phone, bob: User) -> None:
    for sent in HOSTILE:
        cache.clear()
        answer = Client().post(reverse("mfa_login_webauthn"), {"credential": sent})
        assert answer.status_code in (200, 302)
        browser = with_password(bob)
        assert browser.post(reverse("mfa_authenticate"), {"credential": sent}).status_code == 200
        assert not is_in(browser)


@pytest.mark.parametrize("sent", HOSTILE)
def test_a_new_passkey_that_is_none_is_refused_in_words(bob: User, sent: str) -> None:
    browser, page = with_password(bob), reverse("mfa_add_webauthn")
    confirmed(browser, page)
    browser.get(page)
    answer = browser.post(page, {"name": "x", "passwordless": "on", "credential": sent})
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()
