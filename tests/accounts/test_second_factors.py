"""A second factor: added, asked for at sign-in, stood for by recovery codes, and never gone round."""

import html
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings as installed
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from impplus.actions import messages
from impplus.records.models import Attempt, User
from tests.accounts.test_account import told
from tests.people import PASSWORD, signed_in
from tests.site import COUNTED_TOGETHER

NEW = "quatre mots faciles ici"


def code_of(secret: str, later: int = 0) -> str:
    """The code that an app shows, so many half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later))


def with_password(person: User, password: str = PASSWORD) -> Client:
    browser = Client()
    browser.post(reverse("account_login"), {"login": person.email, "password": password})
    return browser


def confirmed(browser: Client, page: str, password: str = PASSWORD) -> None:
    """Say the password once more, as the page asks."""
    asked = browser.get(page)
    browser.post(asked["Location"], {"password": password, "next": page})


@pytest.fixture
def app(bob: User, django_capture_on_commit_callbacks: Any) -> str:
    """The secret of the app that Bob added to his account."""
    browser, page = with_password(bob), reverse("mfa_activate_totp")
    confirmed(browser, page)
    shown = html.unescape(browser.get(page).content.decode())
    (fours,) = re.findall(r"<code [^>]*>(.*?)</code>", shown)
    secret = re.sub(r"<[^>]*>", "", fours)
    assert re.fullmatch(r"[A-Z2-7]{32}", secret)
    assert "<svg" in shown
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(page, {"code": code_of(secret)}).status_code == 302
    bob.refresh_from_db()
    cache.clear()
    return secret


def recovery_codes(bob: User) -> list[str]:
    made = Authenticator.objects.get(user=bob, type=Authenticator.Type.RECOVERY_CODES)
    codes: list[str] = made.wrap().get_unused_codes()
    return codes


def is_in(browser: Client) -> bool:
    return browser.get(reverse("account")).status_code == 200


def test_an_app_is_added_told_and_asked_for_from_then_on(bob: User, app: str) -> None:
    assert bob.second_factor
    assert told() == [([bob.email], "An app that makes codes was added to your account")]
    browser = with_password(bob)
    assert not is_in(browser)
    there = reverse("mfa_authenticate")
    refused = browser.post(there, {"code": "000000"}).content.decode()
    assert "This is not accepted. Enter the code that is shown now." in refused
    browser.post(there, {"code": code_of(app)})
    assert is_in(browser)


LATER = ("allauth.mfa.stages", "allauth.mfa.webauthn.internal", "cryptography", "fido2")


def test_whoever_has_none_signs_in_without_what_checks_passkeys(
    bob: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [one for one in sys.modules if one.startswith(LATER)]:
        monkeypatch.delitem(sys.modules, name)
    assert is_in(with_password(bob))
    assert [one for one in sys.modules if one.startswith(LATER)] == []


@pytest.mark.parametrize("kept", ["totp", "webauthn"])
def test_each_kind_that_is_no_recovery_code_is_asked_for(bob: User, kept: str) -> None:
    Authenticator.objects.create(user=bob, type=kept, data={})
    browser = Client()
    answer = browser.post(reverse("account_login"), {"login": bob.email, "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_in(browser)


def test_the_secret_is_kept_encrypted(bob: User, app: str) -> None:
    kept = Authenticator.objects.get(user=bob, type=Authenticator.Type.TOTP).data["secret"]
    assert app not in kept


@pytest.mark.parametrize("later", [-1, 0, 1])
def test_a_code_is_taken_half_a_minute_early_or_late_and_once(
    bob: User, app: str, later: int
) -> None:
    first, second = with_password(bob), with_password(bob)
    code = code_of(app, later)
    for browser in (first, second):
        browser.post(reverse("mfa_authenticate"), {"code": code})
        # allauth forgets it after half a minute, while it would still be taken.
        cache.delete(f"allauth.mfa.totp.used?user={bob.pk}&code={code}")
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_code_of_a_minute_ago_is_not_taken(bob: User, app: str) -> None:
    browser = with_password(bob)
    browser.post(reverse("mfa_authenticate"), {"code": code_of(app, -3)})
    assert not is_in(browser)


def test_a_recovery_code_opens_once(bob: User, app: str) -> None:
    codes = recovery_codes(bob)
    assert len(codes) == 10
    first, second = with_password(bob), with_password(bob)
    for browser in (first, second):
        browser.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert (is_in(first), is_in(second)) == (True, False)
    assert recovery_codes(bob) == codes[1:]


def test_a_forgotten_password_never_skips_the_second_factor(bob: User, app: str) -> None:
    browser = Client()
    mail.outbox.clear()
    browser.post(reverse("account_reset_password"), {"email": bob.email})
    messages.send_owed()
    (link,) = re.findall(r"http://[^/]+(/\S+)", str(mail.outbox[-1].body))
    form = browser.get(link)["Location"]
    browser.post(form, {"password1": NEW, "password2": NEW})
    assert not is_in(browser)
    again = with_password(bob, NEW)
    assert not is_in(again)
    again.post(reverse("mfa_authenticate"), {"code": code_of(app)})
    assert is_in(again)


def test_the_password_alone_does_not_confirm_who_changes_the_address(bob: User, app: str) -> None:
    browser = with_password(bob)
    browser.post(reverse("mfa_authenticate"), {"code": code_of(app)})
    page = reverse("account_email")
    new = {"email": "bob.new@example.test", "action_add": "1"}
    told()  # that the app was added
    mail.outbox.clear()
    asked = browser.post(page, new)["Location"]
    assert asked.startswith(reverse("mfa_reauthenticate"))
    by_password = browser.post(
        reverse("account_reauthenticate"), {"password": PASSWORD, "next": page}
    )
    assert by_password["Location"].startswith(reverse("mfa_reauthenticate"))
    assert mail.outbox == []
    browser.post(asked, {"code": recovery_codes(bob)[0], "next": page})
    messages.send_owed()
    assert [one.to for one in mail.outbox] == [["bob.new@example.test"]]


def test_an_app_is_removed_with_its_recovery_codes_and_it_is_told(bob: User, app: str) -> None:
    browser = with_password(bob)
    browser.post(reverse("mfa_authenticate"), {"code": code_of(app)})
    page = reverse("mfa_deactivate_totp")
    asked = browser.get(page)["Location"]
    browser.post(asked, {"code": recovery_codes(bob)[0], "next": page})
    told()
    browser.post(page)
    bob.refresh_from_db()
    assert (bob.second_factor, Authenticator.objects.count()) == (False, 0)
    assert told() == [([bob.email], "The app that makes codes was removed from your account")]
    assert is_in(with_password(bob))


def test_an_officer_is_led_to_add_a_second_factor_where_it_is_needed(
    olivia: User, alice: User, settings: Settings
) -> None:
    queue, browser = reverse("desk:queue"), signed_in(olivia)
    assert browser.get(queue).status_code == 200
    settings.STAFF_SECOND_FACTOR = True
    answer = browser.get(queue, follow=True)
    assert answer.redirect_chain == [(reverse("account"), 302)]
    assert "Your role needs a second proof at sign-in." in answer.content.decode()
    assert browser.post(reverse("desk:take")).status_code == 302
    assert signed_in(alice).get(reverse("portal:bind")).status_code == 200
    User.objects.filter(pk=olivia.pk).update(second_factor=True)
    assert browser.get(queue).status_code == 200


def test_the_demonstration_asks_officers_for_no_second_factor() -> None:
    assert (installed.PRODUCTION, installed.STAFF_SECOND_FACTOR) == (False, False)


def test_what_an_account_has_is_shown_on_its_page(bob: User, app: str) -> None:
    browser = with_password(bob)
    browser.post(reverse("mfa_authenticate"), {"code": recovery_codes(bob)[0]})
    page = html.unescape(browser.get(reverse("account")).content.decode())
    assert "In use: a code is asked for after your password." in page
    assert "9 codes left. Keep them on paper." in page
    messages.send_owed()


def test_codes_that_were_removed_open_nothing_even_half_way_in(bob: User, app: str) -> None:
    codes, half = recovery_codes(bob), with_password(bob)
    Authenticator.objects.filter(user=bob).delete()
    for code in (code_of(app), codes[0]):
        half.post(reverse("mfa_authenticate"), {"code": code})
        assert not is_in(half)


def test_guesses_of_codes_are_counted_by_all_processes_together(bob: User, app: str) -> None:
    right = code_of(app)
    for _ in range(5):
        with_password(bob).post(reverse("mfa_authenticate"), {"code": "000000"})
    browser = with_password(bob)
    answer = browser.post(reverse("mfa_authenticate"), {"code": right})
    assert "Too many attempts." in html.unescape(answer.content.decode())
    assert not is_in(browser)
    assert Attempt.objects.count() == 5  # for the code three, and for the password what is shared


def test_a_code_confirms_once_as_it_signs_in_once(bob: User, app: str) -> None:
    browser, page = with_password(bob), reverse("mfa_deactivate_totp")
    code = code_of(app)
    browser.post(reverse("mfa_authenticate"), {"code": code})
    asked = browser.get(page)["Location"]
    browser.post(asked, {"code": code, "next": page})
    assert browser.get(page).status_code == 302


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_the_same_code_sent_twice_at_once_opens_once(
    bob: User, app: str, settings: Settings, kind: str
) -> None:
    settings.CACHES = COUNTED_TOGETHER
    cache.clear()
    code = code_of(app) if kind == "app" else recovery_codes(bob)[0]
    browsers = [with_password(bob) for _ in range(4)]

    def sent(browser: Client) -> None:
        browser.post(reverse("mfa_authenticate"), {"code": code})
        connection.close()

    with ThreadPoolExecutor(len(browsers)) as at_once:
        list(at_once.map(sent, browsers))
    assert [is_in(one) for one in browsers].count(True) == 1
    cache.clear()
