"""The page of an account: the language, the address, the password, and what its owner is told of."""

import html
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import messages
from impplus.queries.clock import now
from impplus.records.models import Application, Message, Session, User
from tests.people import PASSWORD, signed_in

NEW = "quatre mots faciles ici"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1"


def opened(person: User, user_agent: str = FIREFOX) -> Client:
    """A browser in which somebody signed in by the password."""
    browser = Client(headers={"User-Agent": user_agent})
    browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return browser


def shown(browser: Client, name: str = "account", language: str = "en") -> str:
    with override(language):
        return html.unescape(browser.get(reverse(name)).content.decode())


def told() -> list[tuple[list[str], str]]:
    """To whom each notice went that was owed, and its subject."""
    mail.outbox.clear()
    messages.send_owed()
    return [(one.to, one.subject) for one in mail.outbox]


@pytest.mark.parametrize(("language", "said"), [("en", ">Account</a>"), ("fr", ">Compte</a>")])
def test_the_header_leads_to_the_account(bob: User, olivia: User, language: str, said: str) -> None:
    for who in (bob, olivia):
        assert said in shown(signed_in(who), "start", language)
    assert said not in shown(Client(), "start", language)


def test_the_language_is_chosen_for_the_account_and_its_applications(
    draft: Application, alice: User, bob: User
) -> None:
    browser = signed_in(alice)
    before = (draft.language, alice.language)
    answer = browser.post(reverse("account"), {"language": "en"}, follow=True)
    draft.refresh_from_db()
    alice.refresh_from_db()
    assert (before, draft.language, alice.language) == (("fr", "fr"), "en", "en")
    assert "Saved. Your letters and notices will be in this language." in answer.content.decode()
    assert browser.post(reverse("account"), {"language": "de"}).status_code == 422


def test_a_changed_password_is_told_and_ends_the_other_sessions(bob: User) -> None:
    here, elsewhere = opened(bob), opened(bob, PHONE)
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    here.post(reverse("account_change_password"), sent)
    assert told() == [([bob.email], "Your password was changed")]
    assert [
        here.get(reverse("account")).status_code,
        elsewhere.get(reverse("account")).status_code,
    ] == [200, 302]
    assert "iPhone" not in shown(here)
    assert "Your password was changed" in shown(here)


def test_a_password_chosen_by_the_link_is_told_as_well(bob: User) -> None:
    browser = Client()
    browser.post(reverse("account_reset_password"), {"email": bob.email})
    messages.send_owed()
    (link,) = re.findall(r"http://[^/]+(/\S+)", str(mail.outbox[0].body))
    form = browser.get(link)["Location"]
    browser.post(form, {"password1": NEW, "password2": NEW})
    assert told() == [([bob.email], "Your password was changed")]


def test_another_address_counts_once_it_is_confirmed_and_the_old_one_is_told(bob: User) -> None:
    browser, former = opened(bob), bob.email
    page = reverse("account_email")
    asked = browser.post(page, {"email": "bob.new@example.test", "action_add": "1"}, follow=True)
    confirm = reverse("account_reauthenticate")
    if confirm in asked.redirect_chain[-1][0]:
        where = asked.redirect_chain[-1][0]
        browser.post(where, {"password": PASSWORD, "next": page})
    messages.send_owed()
    (link,) = re.findall(r"http://[^/]+(/\S+)", str(mail.outbox[-1].body))
    assert mail.outbox[-1].to == ["bob.new@example.test"]
    bob.refresh_from_db()
    assert bob.email == former
    Client().post(link)
    bob.refresh_from_db()
    assert bob.email == "bob.new@example.test"
    assert told() == [([former], "The e-mail address of your account was changed")]
    assert Message.objects.get(notice="email_changed").former == ""
    assert browser.get(reverse("account")).status_code == 200


def test_whoever_confirms_another_address_where_it_was_asked_for_goes_back_to_the_account(
    bob: User,
) -> None:
    browser, page = opened(bob), reverse("account_email")
    where = browser.post(page, {"email": "bob.new@example.test", "action_add": "1"})["Location"]
    if reverse("account_reauthenticate") in where:
        browser.post(where, {"password": PASSWORD, "next": page})
    messages.send_owed()
    (link,) = re.findall(r"http://[^/]+(/\S+)", str(mail.outbox[-1].body))
    confirmed = browser.post(link, follow=True)
    assert confirmed.redirect_chain[-1][0] == reverse("account")
    said = "Your e-mail address is confirmed: you sign in with bob.new@example.test."
    assert said in confirmed.content.decode()


def test_a_notice_is_in_the_language_of_its_reader(alice: User) -> None:
    messages.tell_owner(alice, "password_changed")
    assert told() == [([alice.email], "Votre mot de passe a été changé")]


def test_the_open_sessions_are_listed_and_each_can_be_ended(bob: User, alice: User) -> None:
    here, elsewhere, hers = opened(bob), opened(bob, PHONE), opened(alice, PHONE)
    page = shown(here)
    assert [
        re.findall(f"<b>{one}</b>", page) != [] for one in ("Firefox, Linux", "Safari, iPhone")
    ] == [True, True]
    (name,) = re.findall(r'name="session" value="([0-9a-f]+)"', page)
    assert elsewhere.session.session_key not in page
    end = reverse("account_end_session")
    assert "had ended already" in hers.post(end, {"session": name}, follow=True).content.decode()
    assert (
        "The session was ended." in here.post(end, {"session": name}, follow=True).content.decode()
    )
    assert [one.get(reverse("account")).status_code for one in (here, elsewhere, hers)] == [
        200,
        302,
        200,
    ]
    assert told() == []


def test_all_other_sessions_are_ended_in_one_press_and_it_is_told(bob: User, alice: User) -> None:
    here, second, third, hers = opened(bob), opened(bob), opened(bob, PHONE), opened(alice)
    answer = here.post(reverse("account_end_other_sessions"), follow=True)
    assert "2 other sessions were ended." in answer.content.decode()
    assert not Session.objects.filter(account=None).exclude(session_data="").exists()
    seen = [one.get(reverse("account")).status_code for one in (here, second, third, hers)]
    assert seen == [200, 302, 302, 200]
    assert told() == [([bob.email], "Your other sessions were ended")]
    answer = here.post(reverse("account_end_other_sessions"), follow=True)
    assert "Your other sessions were ended." in answer.content.decode()  # as the same press did
    Message.objects.update(owed_at=now() - timedelta(minutes=5))
    answer = here.post(reverse("account_end_other_sessions"), follow=True)
    assert "No other session was open." in answer.content.decode()
