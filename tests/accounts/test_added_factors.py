"""A second factor that somebody else added is removed by the link of the e-mail that tells of it, and a new password follows."""

import html
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from impplus.actions import recoveries
from impplus.queries import clock
from impplus.queries.refusals import WrongMoment
from impplus.records.models import User
from tests.accounts.test_recovery import links
from tests.accounts.test_second_factors import app, is_in, recovery_codes, with_password

__all__ = ["app"]


def link() -> str:
    """The link of the e-mail that says what was added."""
    (page,) = links()
    return page


def test_the_link_removes_what_a_stranger_added_and_ends_every_session(bob: User, app: str) -> None:
    stranger = with_password(bob)
    stranger.post(reverse("mfa_authenticate"), {"code": recovery_codes(bob)[0]})
    page, owner = link(), Client()
    assert "If it was not you, remove it within 72 hours" in str(mail.outbox[0].body)
    assert owner.get(page).status_code == 200
    assert Authenticator.objects.filter(
        user=bob
    ).exists()  # a program that opens links removes nothing
    assert "Choose a new password now" in html.unescape(owner.post(page).content.decode())
    bob.refresh_from_db()
    assert (bob.second_factor, Authenticator.objects.filter(user=bob).exists()) == (False, False)
    assert not is_in(stranger)
    assert is_in(with_password(bob))
    assert links() == []
    assert [one.subject for one in mail.outbox] == [
        "The app that makes codes was removed from your account"
    ]


def test_the_link_pressed_twice_shows_once_more_what_it_did(bob: User, app: str) -> None:
    page = link()
    said = [html.unescape(Client().post(page).content.decode()) for _ in range(2)]
    assert ["It is removed" in one for one in said] == [True, True]
    links()
    assert len(mail.outbox) == 1


def test_another_factor_stays_with_its_recovery_codes(bob: User, app: str) -> None:
    page = link()
    passkey = Authenticator.objects.create(
        user=bob, type=Authenticator.Type.WEBAUTHN, data={"name": "Bob’s own"}
    )
    Client().post(page)
    kept = set(Authenticator.objects.filter(user=bob).values_list("type", flat=True))
    assert kept == {passkey.type, Authenticator.Type.RECOVERY_CODES}
    bob.refresh_from_db()
    assert bob.second_factor


def test_a_link_that_is_too_old_or_none_of_ours_removes_nothing(bob: User, app: str) -> None:
    page = link()
    token = page.rstrip("/").rpartition("/")[2]
    with clock.at(clock.now() + timedelta(hours=72, minutes=1)):
        said = html.unescape(Client().get(page).content.decode())
        reach = f'<a href="{reverse("public:help")}#reach">How to write to us</a>'
        assert ("no longer good" in said, said.count(reach)) == (True, 1)
        with pytest.raises(WrongMoment):
            recoveries.undo(token)
    with pytest.raises(WrongMoment):
        recoveries.undo(token[:-1] + ("A" if token[-1] != "A" else "B"))
    assert Authenticator.objects.filter(user=bob).count() == 2


def test_no_browser_keeps_the_page_of_the_link(bob: User, app: str) -> None:
    assert "no-store" in Client().get(link()).headers["Cache-Control"]


def test_whoever_removed_it_meanwhile_reads_no_link(bob: User, app: str) -> None:
    Authenticator.objects.filter(user=bob).delete()
    assert links() == []
    assert "choose a new password at once" in str(mail.outbox[0].body)
