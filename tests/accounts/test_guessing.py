"""Whoever guesses waits, from however many networks; the owner gets in by a known device, a passkey or a new password."""

import html
import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from impplus.actions import messages
from impplus.actions.attempts import ACCOUNT, DEVICE, NETWORK, PAIR
from impplus.records.models import Attempt, User
from tests.accounts.test_accounts import Counted
from tests.accounts.test_second_factors import app, code_of, recovery_codes, with_password
from tests.people import PASSWORD
from tests.site import COUNTED_TOGETHER

__all__ = ["app"]
pytestmark = pytest.mark.django_db
NEW = "quatre mots faciles ici"


def guessed(email: str, tried: str, browser: Client | None = None, network: str = "") -> str:
    """The answer to somebody who tries a password."""
    browser = browser or Client(REMOTE_ADDR=network or "192.0.2.7")
    page = browser.post("/en/account/sign-in/", {"login": email, "password": tried}, follow=True)
    return html.unescape(page.content.decode())


def from_everywhere(email: str) -> None:
    """As many failures as an account has free, each from another network."""
    for number in range(ACCOUNT.free):
        assert "is not correct" in guessed(email, "wrong", network=f"192.0.2.{number}")


def test_a_guesser_with_many_networks_is_slowed_and_told_how_not_to_wait(bob: User) -> None:
    from_everywhere(bob.email)
    said = guessed(bob.email, PASSWORD, network="198.51.100.9")
    assert (
        "Too many attempts. Wait 1 minute, then try again. "
        "You need not wait if you use a passkey or choose a new password."
    ) in said


def test_an_address_without_an_account_is_answered_the_same(bob: User) -> None:
    pages = []
    for email in (bob.email, "nobody@example.test"):
        from_everywhere(email)
        page = guessed(email, "wrong", network="198.51.100.9")
        page = re.sub(r'(csrfmiddlewaretoken" value|data-token)="[^"]+"', "", page)
        pages.append(page.replace(email, "…"))
    assert pages[0] == pages[1]
    assert "Too many attempts." in pages[0]


def test_the_owner_on_a_device_of_before_is_not_slowed_by_others(bob: User) -> None:
    home = Client(REMOTE_ADDR="192.0.2.7")
    guessed(bob.email, PASSWORD, home)
    home.post("/en/account/sign-out/")
    from_everywhere(bob.email)
    guessed(bob.email, "mistyped", home)
    guessed(bob.email, PASSWORD, home)
    assert home.get("/en/account/").status_code == 200


def test_the_owner_on_a_device_of_before_is_not_slowed_by_whoever_shares_the_network(
    bob: User,
) -> None:
    home = Client(REMOTE_ADDR="192.0.2.7")
    guessed(bob.email, PASSWORD, home)
    home.post("/en/account/sign-out/")
    for number in range(NETWORK.free + 5):
        guessed(f"nobody{number}@example.test", "wrong")
    assert "You need not wait if you use a passkey" in guessed("nobody@example.test", "wrong")
    guessed(bob.email, PASSWORD, home)
    assert home.get("/en/account/").status_code == 200


def test_a_stolen_device_cookie_is_slowed_by_itself(bob: User) -> None:
    home, thief = Client(), Client(REMOTE_ADDR="198.51.100.9")
    guessed(bob.email, PASSWORD, home)
    thief.cookies["device-en"] = home.cookies["device-en"].value
    for _ in range(DEVICE.free):
        guessed(bob.email, "wrong", thief)
    assert "Too many attempts." in guessed(bob.email, PASSWORD, thief)
    assert Attempt.objects.count() == 3  # of the device, and what was counted before it was known


def test_a_device_is_known_for_its_own_account_only(alice: User, bob: User) -> None:
    browser = Client()
    guessed(alice.email, PASSWORD, browser)
    browser.post("/en/account/sign-out/")
    for _ in range(PAIR.free):
        guessed(bob.email, "wrong", browser)
    assert "Too many attempts." in guessed(bob.email, PASSWORD, browser)


def test_the_cookie_goes_to_the_account_pages_of_both_languages_alone(bob: User) -> None:
    browser = Client()
    guessed(bob.email, PASSWORD, browser)
    held = {name: browser.cookies[f"device-{name}"] for name in ("en", "fr")}
    assert {name: one["path"] for name, one in held.items()} == {
        "en": "/en/account/",
        "fr": "/fr/compte/",
    }
    for one in held.values():
        assert (one["httponly"], one["samesite"], one["max-age"]) == (True, "Lax", 31_536_000)
        assert bob.email not in one.value


def test_whoever_chooses_a_new_password_by_mail_need_not_wait(bob: User) -> None:
    from_everywhere(bob.email)
    owner = Client(REMOTE_ADDR="198.51.100.9")
    owner.post(reverse("account_reset_password"), {"email": bob.email})
    messages.send_owed()
    (link,) = re.findall(r"http://[^/]+(/\S+)", str(mail.outbox[-1].body))
    form = owner.get(link)["Location"]
    owner.post(form, {"password1": NEW, "password2": NEW})
    guessed(bob.email, NEW, owner)
    assert owner.get("/en/account/").status_code == 200


def test_strangers_who_ask_for_her_new_password_keep_nobody_from_asking(bob: User) -> None:
    there = reverse("account_reset_password")
    done = reverse("account_reset_password_done")
    for number in range(8):
        asked = Client(REMOTE_ADDR=f"192.0.2.{number}").post(there, {"email": bob.email})
        assert asked["Location"] == done
        messages.send_owed()
    owners = Client(REMOTE_ADDR="198.51.100.9").post(there, {"email": bob.email})
    assert owners["Location"] == done
    assert [one.to for one in mail.outbox] == [[bob.email]] * 5


@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_guesses_of_codes_are_counted_across_networks(bob: User, app: str, kind: str) -> None:
    there = reverse("mfa_authenticate")
    browsers = [with_password(bob) for _ in range(ACCOUNT.free)]
    for number, browser in enumerate(browsers):
        browser.cookies.pop("device-en", None)
        browser.post(there, {"code": "000000"}, REMOTE_ADDR=f"192.0.2.{number}")
    right = code_of(app) if kind == "app" else recovery_codes(bob)[0]
    answer = browsers[0].post(there, {"code": right}, REMOTE_ADDR="198.51.100.9")
    assert "Too many attempts. Wait 1 minute" in html.unescape(answer.content.decode())


def test_the_cache_forgets_nothing_that_holds_however_full_it_is(settings: Settings) -> None:
    settings.CACHES = {"default": COUNTED_TOGETHER["default"] | {"OPTIONS": {"MAX_ENTRIES": 5}}}
    kept = caches["default"]
    kept.set("over", 1, timeout=-1)
    for number in range(30):
        kept.set(f"counted-{number}", number, timeout=300)
    assert [kept.get(f"counted-{number}") for number in range(30)] == list(range(30))


@pytest.mark.parametrize("usable", [True, False], ids=["with a password", "without one"])
def test_a_wrong_password_is_the_same_work_whether_an_account_has_the_address_or_not(
    bob: User, settings: Settings, usable: bool
) -> None:
    settings.PASSWORD_HASHERS = ["tests.accounts.test_accounts.Counted"]
    if not usable:
        bob.set_unusable_password()
        bob.save()
    work = []
    guessed("first@example.test", "wrong")
    for email in (bob.email, "nobody@example.test"):
        Counted.hashed = 0
        with CaptureQueriesContext(connection) as asked:
            guessed(email, "wrong")
        shapes = [re.sub(r"'[^']*'", "?", one["sql"]) for one in asked.captured_queries]
        work.append((shapes, Counted.hashed))
    assert work[0] == work[1]
    assert work[0][1] == 1


def test_an_address_that_only_somebody_else_has_confirmed_opens_the_account_of_that_one(
    alice: User, bob: User
) -> None:
    EmailAddress.objects.create(user=alice, email=bob.email, verified=False, primary=False)
    User.objects.filter(pk=alice.pk).update(password=make_password(NEW))
    browser = Client()
    assert "is not correct" in guessed(bob.email, NEW, browser)
    guessed(bob.email, PASSWORD, browser)
    assert browser.get("/en/account/").context["user"] == bob
