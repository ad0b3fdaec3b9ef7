"""Signing in, signing out and signing up give nothing away, and lead nowhere else."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from impplus.actions import messages
from impplus.records.models import User
from tests.doors.addresses import address
from tests.doors.markup import Markup, Sheet
from tests.doors.table import EXPECTED, answered
from tests.doors.test_who_may_open import rows_kept
from tests.doors.world import World
from tests.people import PASSWORD

ELSEWHERE = ("https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example",
             "http:evil.example", "javascript:alert(1)", " //evil.example", "https:/evil.example",
             "/%0d%0aLocation:%20https://evil.example", "data:text/html,x",
             "/\t/evil.example", "/%09/evil.example", "/\n/evil.example", "///evil.example",
             "/\t\\evil.example", "https:evil.example", "\x00//evil.example")  # fmt: skip
NEW = "quatre mots faciles ici"


def sign_in(browser: Client, email: str, where: str = "") -> HttpResponse:
    there = reverse("account_login") + (f"?next={where}" if where else "")
    sent = {"login": email, "password": PASSWORD} | ({"next": where} if where else {})
    return browser.post(there, sent)


@pytest.mark.parametrize("where", ELSEWHERE)
def test_signing_in_or_out_never_leads_to_another_site(world: World, where: str) -> None:
    browser = Client()
    asked = browser.get(reverse("account_login"), {"next": where}).content.decode()
    offered = [one["href"] for one in Markup(asked).all("a")]
    signed_in = sign_in(browser, world.alice.email, where).headers["Location"]
    again = browser.get(reverse("account_login"), {"next": where}).headers["Location"]
    signed_out = browser.post(reverse("account_logout"), {"next": where}).headers["Location"]
    led = [*offered, signed_in, again, signed_out]
    assert [one for one in led if not re.match(r"[#/](?![/\\])", one)] == []


def test_signing_in_leads_to_the_page_that_was_asked_for(world: World) -> None:
    wanted = address(world, "portal:status file")
    browser = Client()
    asked = browser.get(wanted).headers["Location"]
    assert asked == f"{reverse('account_login')}?next={wanted}"
    assert sign_in(browser, world.alice.email, wanted).headers["Location"] == wanted


def test_the_session_of_before_is_not_the_session_of_after(world: World) -> None:
    browser = Client()
    session = browser.session
    session["planted"] = "by somebody else"
    session.save()
    browser.cookies[settings.SESSION_COOKIE_NAME] = planted = session.session_key
    sign_in(browser, world.alice.email)
    signed_in = browser.cookies[settings.SESSION_COOKIE_NAME].value
    assert signed_in != planted
    stranger = Client()
    stranger.cookies[settings.SESSION_COOKIE_NAME] = planted
    assert stranger.get(reverse("portal:home")).status_code == 302
    browser.post(reverse("account_logout"))
    stranger.cookies[settings.SESSION_COOKIE_NAME] = signed_in
    asked = stranger.get(reverse("portal:home")).headers["Location"]
    assert asked.startswith(reverse("account_login"))


def test_a_new_password_ends_the_sessions_that_the_old_one_began(world: World) -> None:
    first, second = Client(), Client()
    for browser in (first, second):
        sign_in(browser, world.alice.email)
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert first.post(reverse("account_change_password"), sent).status_code == 302
    assert first.get(reverse("portal:home")).status_code == 200
    assert second.get(reverse("portal:home")).status_code == 302


@pytest.mark.parametrize("password", ["short", "1qaz2wsx3edc4rfv", "new.person@example", "x" * 14])
def test_a_weak_password_is_refused_in_the_language_of_the_page(
    world: World, password: str
) -> None:
    said = {}
    for language in ("en", "fr"):
        there = address(world, "account_signup", language)
        sent = {"email": "new.person@example.test", "password1": password}
        content = Client().post(there, sent).content.decode()
        said[language] = re.findall(r'href="#id_password1">([^<]+)', content)
        assert 'id="id_password1_error"' in content
        assert Sheet(content).standing("password") == {"password1": ""}
    assert len(said["en"]) == len(said["fr"]) >= 1
    assert set(said["en"]) & set(said["fr"]) == set()
    assert not User.objects.filter(email="new.person@example.test").exists()


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "name", ["account_signup", "account_signup_by_passkey", "account_reset_password"]
)
def test_nobody_learns_who_has_an_account(
    world: World, name: str, language: str, plain: Callable[[HttpResponse], str]
) -> None:
    there, said = address(world, name, language), []
    messages.send_owed()
    mail.outbox.clear()
    for email in (world.bob.email, "bob.nobody@example.test"):
        answer = Client().post(there, {"email": email, "password1": NEW}, follow=True)
        page = plain(answer).replace(email, "")
        said.append((answer.redirect_chain, answer.status_code, page))
    assert said[0] == said[1]
    messages.send_owed()
    assert [message.to for message in mail.outbox] == [
        [world.bob.email],
        ["bob.nobody@example.test"],
    ]


@pytest.mark.parametrize("name", ["account_signup", "account_signup_by_passkey"])
def test_a_message_that_is_sent_again_tells_nothing_either(
    world: World, name: str, plain: Callable[[HttpResponse], str]
) -> None:
    said = []
    for email in (world.bob.email, "bob.nobody@example.test"):
        browser = Client()
        browser.post(reverse(name), {"email": email, "password1": NEW})
        answer = browser.post(reverse("account_send_again"), follow=True)
        said.append((answer.redirect_chain, plain(answer).replace(email, "")))
    assert said[0] == said[1]


def test_confirming_who_it_is_never_leads_to_another_site(world: World) -> None:
    for where in ELSEWHERE:
        browser = Client()
        sign_in(browser, world.alice.email)
        sent = {"password": PASSWORD, "next": where}
        answer = browser.post(reverse("account_reauthenticate"), sent)
        led = answer.headers.get("Location", "/")
        assert re.match(r"[#/](?![/\\])", led), where


# Sent from a firm's own site, without a session (tests/public/test_enquiry_from_site.py).
FROM_ELSEWHERE = {"public:enquiry-from-site"}


def test_every_form_needs_its_token(world: World) -> None:
    for who in ("nobody", "alice", "olivia", "mathieu", "lucie"):
        browser, before = Client(enforce_csrf_checks=True), rows_kept()
        if who != "nobody":
            browser.force_login(getattr(world, who))
        for row, reader in answered("200", "302", "405", "409"):
            if reader != who or row.startswith(("api:", "^")) or row in FROM_ELSEWHERE:
                continue
            answer = browser.post(address(world, row, "fr"), {"sure": "1"})
            page = Markup(answer.content.decode())
            assert (row, answer.status_code) == (row, 403)
            assert {language for _text, language in page.words} == {"en", "fr"}, row
        assert rows_kept() == before
    assert EXPECTED["api:assess"]["nobody"] == "405"


def test_a_token_of_another_browser_is_no_token(world: World) -> None:
    browser = Client(enforce_csrf_checks=True)
    other = Client(enforce_csrf_checks=True)
    browser.force_login(world.alice)
    page = other.get(reverse("account_login")).content.decode()
    token = Markup(page).all("input")[0]["value"]
    answer = browser.post(reverse("account_logout"), {"csrfmiddlewaretoken": token})
    assert answer.status_code == 403
