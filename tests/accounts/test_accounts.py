"""An account: created, confirmed by the link in the message, and kept when the language changes."""

import html
import re
from pathlib import Path

import pytest
from allauth.account import app_settings
from allauth.core.internal.ratelimit import parse_rates
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from impplus.actions import letters, messages
from impplus.records.models import Attempt, User
from tests.people import PASSWORD as BOBS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]
PASSWORD = "quatre mots faciles ici"


@pytest.mark.parametrize(
    ("create", "listed", "subject"),
    [
        ("/en/account/create/", "/en/local-outbox/", "Confirm your e-mail address for IMP+"),
        (
            "/fr/compte/creer/",
            "/fr/boite-d-envoi-locale/",
            "Confirmez votre adresse électronique pour le PMI+",
        ),
    ],
)
def test_an_account_is_confirmed_by_the_link_in_the_local_outbox(
    client: Client, create: str, listed: str, subject: str
) -> None:
    address = f"new-{create[1:3]}@example.test"
    client.post(create, {"email": address, "password1": PASSWORD})
    messages.send_owed()
    mail = next(one for one in letters.outbox() if one.to == (address,))
    assert mail.subject == subject
    assert f"{listed}{mail.id}/" in client.get(listed).content.decode()
    shown = client.get(f"{listed}{mail.id}/").content.decode()
    (link,) = re.findall(r'<div class="panel".*<a href="http://[^/]+([^"]+)"', shown, re.S)
    assert "<form" in client.get(link).content.decode()
    client.post(link)
    user = User.objects.get(email=address)
    assert (user.role, user.language) == ("applicant", create[1:3])
    assert client.get("/en/my-file/")["Location"] == "/en/application/"


def test_the_browser_keeps_a_session_until_it_is_closed_however_it_began(
    client: Client, bob: User
) -> None:
    client.post("/en/account/create/", {"email": "new@example.test", "password1": PASSWORD})
    begun = client.cookies["session"]
    assert (begun.value != "", begun["max-age"], begun["expires"]) == (True, "", "")
    client.post("/en/account/sign-in/", {"login": bob.email, "password": BOBS})
    other = client.cookies["session"]
    assert (other.value != begun.value, other["max-age"], other["expires"]) == (True, "", "")


def test_the_page_after_it_says_once_that_a_message_comes(client: Client) -> None:
    typed = {"email": "new@example.test", "password1": PASSWORD}
    page = client.post("/en/account/create/", typed, follow=True).content.decode()
    assert page.count("We are sending") == 1


@pytest.mark.parametrize("page", ["account_signup", "account_reset_password"])
def test_a_link_in_a_message_leads_to_our_address_whatever_host_was_named(
    client: Client, bob: User, outbox: Path, settings: Settings, page: str
) -> None:
    settings.SITE_URL = "https://impplus.example.org"
    settings.ALLOWED_HOSTS = ["*"]
    password = "a phrase that is long enough"
    typed = {"email": bob.email, "password1": password, "password2": password}
    client.post(reverse(page), typed, headers={"Host": "elsewhere.example.org"})
    messages.send_owed()
    (message,) = (path.read_text() for path in outbox.iterdir())
    assert set(re.findall(r"https?://[^/\s]+", message)) == {"https://impplus.example.org"}


def test_the_other_language_keeps_the_address_and_sends_nothing(client: Client) -> None:
    typed = {"email": "new@example.test", "password1": PASSWORD, "_redisplay": "1"}
    content = client.post("/fr/compte/creer/", typed).content.decode()
    assert 'value="new@example.test"' in content
    assert (PASSWORD in content, "error-summary" in content, User.objects.count()) == (
        False,
        False,
        0,
    )


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    client: Client, bob: User
) -> None:
    answers = [
        client.post("/fr/compte/ouvrir-session/", {"login": login, "password": "wrong"})
        for login in (bob.email, "nobody@example.test")
    ]
    said = [re.findall(r"<li>(L’adresse[^<]+)", one.content.decode()) for one in answers]
    assert said == [["L’adresse électronique ou le mot de passe est incorrect."]] * 2


def test_an_installation_that_sends_mail_has_no_outbox(client: Client, settings: Settings) -> None:
    settings.LOCAL_OUTBOX = False
    assert client.get("/en/local-outbox/").status_code == 404
    assert b"local-outbox" not in client.get("/en/").content


def test_a_message_that_is_not_there_is_not_found(client: Client) -> None:
    assert client.get("/en/local-outbox/nothing/").status_code == 404


def test_a_sixth_wrong_password_says_when_to_try_again(client: Client, bob: User) -> None:
    wrong = {"login": bob.email, "password": "wrong"}
    for _ in range(5):
        client.post("/en/account/sign-in/", wrong)
    answer = client.post("/en/account/sign-in/", wrong).content.decode()
    assert "Too many attempts. Wait 1 minute, then try again." in html.unescape(answer)
    assert app_settings.RATE_LIMITS["login_failed"] is None  # it is counted by us


# A wrong password has a sentence of its own, and a second e-mail is left unsent without a word.
TOLD_ELSEWHERE = {"login", "login_failed", "confirm_email"}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/en/account/create/", "Wait one minute, then try again. Nothing was changed."),
        ("/fr/compte/creer/", "Attendez une minute, puis réessayez. Rien n’a été modifié."),
    ],
)
def test_too_many_attempts_are_asked_to_wait_as_long_as_they_are_counted(
    client: Client, address: str, said: str
) -> None:
    limits = app_settings.RATE_LIMITS
    (rate,) = parse_rates(limits["signup"])
    statuses = [client.post(address).status_code for _ in range(rate.amount)]
    refused = client.post(address, {"email": "new@example.test", "password1": PASSWORD})
    assert (set(statuses), refused.status_code) == ({200}, 429)
    assert said in html.unescape(refused.content.decode())
    assert User.objects.count() == 0
    counted = {
        name: max(rate.duration for rate in parse_rates(limit))
        for name, limit in limits.items()
        if name not in TOLD_ELSEWHERE
    }
    assert {name for name, seconds in counted.items() if seconds > 60} == set()
    assert counted["signup"] == 60


def guessed(browser: Client, email: str, times: int, tried: str) -> str:
    """The last answer to somebody who tries a password so often."""
    for _ in range(times):
        page = browser.post("/en/account/sign-in/", {"login": email, "password": tried})
    return html.unescape(page.content.decode())


def test_a_guesser_shuts_out_nobody_but_himself(bob: User) -> None:
    guesser, owner = Client(REMOTE_ADDR="192.0.2.7"), Client(REMOTE_ADDR="198.51.100.9")
    assert "Too many attempts." in guessed(guesser, bob.email, 6, "wrong")
    assert "Too many attempts." in guessed(guesser, bob.email, 1, BOBS)
    owner.post("/en/account/sign-in/", {"login": bob.email, "password": BOBS})
    assert owner.get("/en/account/").status_code == 200


def test_guesses_of_all_processes_are_counted_together(bob: User) -> None:
    assert "Too many attempts." in guessed(Client(), bob.email, 6, "wrong")
    assert Attempt.objects.count() == 3  # of the account, of the network, and of both


@pytest.mark.parametrize("known", [True, False])
def test_signing_up_hashes_one_password_whether_the_address_has_an_account_or_not(
    client: Client, bob: User, settings: Settings, known: bool
) -> None:
    settings.PASSWORD_HASHERS = ["tests.accounts.test_accounts.Counted"]
    Counted.hashed = 0
    email = bob.email if known else "new@example.test"
    client.post("/en/account/create/", {"email": email, "password1": PASSWORD})
    assert Counted.hashed == 1


class Counted(MD5PasswordHasher):
    """Counts how often a password is hashed, which is what takes time."""

    hashed = 0

    def encode(self, password: str, salt: str) -> str:
        Counted.hashed += 1
        return super().encode(password, salt)
