"""Somebody who has lost every second factor gets in again: after a wait, by a link, and never unseen."""

import html
import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from impplus.actions import messages, recoveries
from impplus.cli.main import main
from impplus.queries import clock
from impplus.queries.refusals import WrongMoment
from impplus.records.models import Event, Recovery, User
from tests.accounts.test_second_factors import app, code_of, is_in, recovery_codes, with_password
from tests.people import PASSWORD

__all__ = ["app"]
LATER = timedelta(hours=72, minutes=1)


def asked(email: str, browser: Client | None = None) -> str:
    """What somebody reads who asks."""
    browser = browser or Client()
    with override("en"):
        answer = browser.post(reverse("account_recovery"), {"email": email}, follow=True)
    return html.unescape(answer.content.decode())


def links() -> list[str]:
    """The pages of the links in the e-mails that were owed."""
    mail.outbox.clear()
    messages.send_owed()
    return [
        one
        for each in mail.outbox
        for one in re.findall(r"http://[^/]+(/\S+/recovery/\S+)", str(each.body))
    ]


def link_after_the_wait(bob: User) -> str:
    asked(bob.email)
    links()
    with clock.at(clock.now() + LATER):
        recoveries.go_on()
        (link,) = links()
    return link


def test_the_owner_is_told_at_once_with_a_link_that_stops_it(bob: User, app: str) -> None:
    links()  # that the app was added
    asked(bob.email)
    (link,) = links()
    (told,) = mail.outbox
    assert (told.to, told.subject) == (
        [bob.email],
        "It was asked to remove the second proof of your account",
    )
    assert "Nothing happens for 72 hours" in str(told.body)
    assert Client().get(link).status_code == 200
    assert Recovery.objects.get().status == "waiting"  # a program that opens links stops nothing
    Client().post(link)
    assert Recovery.objects.get().status == "dropped"
    assert "no longer good" in html.unescape(Client().get(link).content.decode())
    assert Client().post(link).status_code == 200  # the same press again shows what it did
    links()
    assert [one.subject for one in mail.outbox] == [
        "The removal of the second proof of your account was stopped"
    ]


def test_nothing_happens_before_the_wait_is_over(bob: User, app: str) -> None:
    asked(bob.email)
    with clock.at(clock.now() + timedelta(hours=71)):
        recoveries.go_on()
    assert Recovery.objects.get().status == "waiting"
    assert not is_in(with_password(bob))


def test_after_the_wait_the_link_removes_the_factors_once_and_ends_every_session(
    bob: User, app: str
) -> None:
    open_before = with_password(bob)
    open_before.post(reverse("mfa_authenticate"), {"code": recovery_codes(bob)[0]})
    assert is_in(open_before)
    link = link_after_the_wait(bob)
    browser = Client()
    assert "Remove the second proof" in html.unescape(browser.get(link).content.decode())
    assert Authenticator.objects.filter(user=bob).exists()
    assert browser.post(link).status_code == 200
    bob.refresh_from_db()
    assert (bob.second_factor, Authenticator.objects.filter(user=bob).exists()) == (False, False)
    assert not is_in(open_before)
    assert not is_in(browser)  # the link itself opens nothing
    assert browser.post(link).status_code == 200  # the same press again shows what it did
    assert is_in(with_password(bob))
    links()
    assert [one.subject for one in mail.outbox] == [
        "The second proof of your account was removed: passkeys, app and recovery codes"
    ]
    said = list(Event.objects.filter(noun="recovery").order_by("pk").values_list("verb", "detail"))
    assert said == [("request", {}), ("confirm", {}), ("end", {})]


def test_a_link_that_is_too_old_does_nothing(bob: User, app: str) -> None:
    link = link_after_the_wait(bob)
    with clock.at(clock.now() + LATER + timedelta(days=8)):
        recoveries.go_on()
    assert Client().post(link).status_code == 409
    assert Recovery.objects.get().status == "dropped"
    assert Authenticator.objects.filter(user=bob).exists()


def test_whoever_signs_in_with_a_factor_stops_it_and_the_password_alone_does_not(
    bob: User, app: str
) -> None:
    asked(bob.email)
    browser = with_password(bob)
    assert Recovery.objects.get().status == "waiting"
    browser.post(reverse("mfa_authenticate"), {"code": code_of(app)})
    assert Recovery.objects.get().status == "dropped"


def test_an_open_session_shows_it_and_leads_to_stopping_it(bob: User, app: str) -> None:
    browser = with_password(bob)
    browser.post(reverse("mfa_authenticate"), {"code": code_of(app)})
    asked(bob.email)
    with override("en"):
        page = html.unescape(browser.get(reverse("account")).content.decode())
    (link,) = re.findall(r'href="(/en/account/recovery/stop/[^"]+)"', page)
    browser.post(link)
    assert Recovery.objects.get().status == "dropped"


def test_it_is_asked_once_at_a_time(bob: User, app: str) -> None:
    links()  # that the app was added
    for _ in range(3):
        asked(bob.email)
    assert (Recovery.objects.count(), len(links())) == (1, 1)


def test_nobody_learns_who_has_an_account_or_a_factor(bob: User, alice: User, app: str) -> None:
    said = {asked(one) for one in (bob.email, alice.email, "nobody@example.test")}
    assert len(said) == 1
    assert Recovery.objects.count() == 1


def test_who_asks_too_often_waits(bob: User, app: str) -> None:
    browser = Client()
    for _ in range(5):
        asked("nobody@example.test", browser)
    answer = browser.post(reverse("account_recovery"), {"email": bob.email})
    assert (answer.status_code, Recovery.objects.count()) == (429, 0)


@pytest.mark.parametrize("token", ["x", "1:2:3", "MQ"])
def test_a_link_that_nobody_sent_does_nothing(bob: User, app: str, token: str) -> None:
    asked(bob.email)
    for act in (recoveries.stop, recoveries.use):
        with pytest.raises(WrongMoment):
            act(token)


def test_the_link_that_stops_it_is_not_the_one_that_does_it(bob: User, app: str) -> None:
    links()  # that the app was added
    asked(bob.email)
    (stop,) = links()
    with clock.at(clock.now() + LATER):
        recoveries.go_on()
    with pytest.raises(WrongMoment):
        recoveries.use(stop.rstrip("/").rpartition("/")[2])


def test_the_wait_is_a_setting(bob: User, app: str, settings: Settings) -> None:
    settings.RECOVERY_HOURS = 1
    asked(bob.email)
    found = Recovery.objects.get()
    assert found.due_at - found.asked_at < timedelta(hours=1, minutes=1)


def test_an_operator_takes_the_factors_of_staff_away_and_of_nobody_else(
    bob: User, app: str, olivia: User, capsys: pytest.CaptureFixture[str]
) -> None:
    Authenticator.objects.create(user=olivia, type="totp", data={})
    asked(olivia.email)
    assert not Recovery.objects.exists()
    assert main(["officer", "remove-factors", "--email", bob.email]) == 2
    assert main(["officer", "remove-factors", "--email", olivia.email]) == 0
    assert not Authenticator.objects.filter(user=olivia).exists()
    assert Authenticator.objects.filter(user=bob).exists()
    assert olivia.email in capsys.readouterr().out
    assert Event.objects.get(noun="account").verb == "release"
    assert PASSWORD


@pytest.mark.usefixtures("app")
def test_an_answer_takes_as_long_whether_there_is_such_an_account(bob: User) -> None:
    for email in (bob.email, "nobody@example.test"):
        begun = time.monotonic()
        asked(email)
        assert time.monotonic() - begun >= recoveries.AS_LONG
    assert Recovery.objects.count() == 1
