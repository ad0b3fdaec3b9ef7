"""The page on which an account is deleted: what it says before the press, and what is left afterwards."""

import html
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from impplus.actions import letters, mandates, messages
from impplus.records.models import Application, Intake, User
from tests import people
from tests.accounts.test_second_factors import is_in, with_password
from tests.people import PASSWORD
from tests.web.test_step_up import proved

DELETE = "account_delete"


def page(browser: Client, language: str = "en") -> str:
    with override(language):
        return html.unescape(browser.get(reverse(DELETE)).content.decode())


def answered(browser: Client, address: str, sent: dict[str, str]) -> tuple[int, str, str]:
    """What somebody learns from an answer: its status, where it leads, what it says but for tokens."""
    answer = browser.post(address, sent)
    said = answer.content.decode().replace(sent.get("login", sent.get("email", "")), "")
    body = said.partition("<main")[2].partition('name="csrfmiddlewaretoken"')
    return answer.status_code, answer.headers.get("Location", ""), body[0]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("every answer and every file", "no longer represents you", "Delete my account")),
        (
            "fr",
            ("chaque réponse et chaque fichier", "ne vous représente plus", "Supprimer mon compte"),
        ),
    ],
)
def test_what_happens_is_said_before_the_press(
    draft: Application, alice: User, lucie: User, language: str, said: tuple[str, ...]
) -> None:
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    letters.send_owed()
    shown = " ".join(page(people.signed_in(alice), language).split())
    assert [one for one in said if one not in shown] == []
    assert (draft.number in shown, "Lucie Tremblay" in shown) == (True, True)


def test_the_page_is_reached_from_the_account(alice: User) -> None:
    with override("en"):
        shown = people.signed_in(alice).get(reverse("account")).content.decode()
        assert f'href="{reverse(DELETE)}"' in shown


def test_the_press_deletes_signs_out_everywhere_and_says_so(
    draft: Application, alice: User
) -> None:
    here, elsewhere = with_password(alice), with_password(alice)
    answer = here.post(reverse(DELETE), follow=True)
    assert "Your account is deleted." in answer.content.decode()
    assert (is_in(here), is_in(elsewhere)) == (False, False)
    draft.refresh_from_db()
    assert draft.status == "destroyed"


def test_signing_in_afterwards_and_a_forgotten_password_are_answered_as_for_a_stranger(
    alice: User,
) -> None:
    address = alice.email
    with_password(alice).post(reverse(DELETE))
    for name in ("account_login", "account_reset_password"):
        said = {
            answered(Client(), reverse(name), {"login": one, "email": one, "password": PASSWORD})
            for one in (address, "nobody@example.test")
        }
        assert len(said) == 1


def test_the_same_address_opens_another_account_that_sees_nothing_of_before(
    draft: Application, alice: User
) -> None:
    address = alice.email
    with_password(alice).post(reverse(DELETE))
    mail.outbox.clear()
    browser = Client()
    with override("en"):
        sent = {"email": address, "password1": "quatre mots faciles ici"}
        browser.post(reverse("account_signup"), sent)
        messages.send_owed()
        message = mail.outbox[-1]
        link = next(one for one in str(message.body).split() if one.startswith("http"))
        browser.post(link)
        assert is_in(browser)
        seen = browser.get(reverse("portal:tasks", args=[draft.number]))
        assert seen.status_code == 404
        assert (
            "What changed in your account" not in browser.get(reverse("account")).content.decode()
        )


def test_the_press_asks_who_it_is_where_that_was_long_ago(
    draft: Application, alice: User, settings: Settings
) -> None:
    browser = with_password(alice)
    proved(browser, "password", settings.STEP_UP_MINUTES * 60 + 5)
    where = reverse(DELETE)
    asked = browser.post(where)["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))
    draft.refresh_from_db()
    assert draft.status == "draft"
    browser.post(asked, {"password": PASSWORD, "next": where})
    draft.refresh_from_db()
    assert (draft.status, is_in(browser)) == ("destroyed", False)


def test_an_application_under_way_is_named_and_nothing_can_be_pressed(
    received: Application, alice: User
) -> None:
    letters.send_owed()
    browser = people.signed_in(alice)
    shown = page(browser)
    assert "Delete my account" not in shown
    with override("en"):
        assert reverse("portal:withdraw", args=[received.number]) in shown
    refused = browser.post(reverse(DELETE))
    assert (refused.status_code, "cannot be deleted yet" in refused.content.decode()) == (409, True)
    assert is_in(browser)


def test_what_was_paid_is_asked_for_first(
    ready_draft: Application, alice: User, this_day: date, intake: Intake
) -> None:
    browser = people.signed_in(alice)
    assert "Delete my account" not in page(browser)
    with override("en"):
        sent = {"application": ready_draft.number}
        answer = browser.post(reverse("account_delete_refund"), sent, follow=True)
    assert "The refund is on its way." in answer.content.decode()
    assert ready_draft.payments.get().status == "refund-owed"
    assert "is being refunded" in page(browser)


def test_nobody_asks_for_what_another_paid(ready_draft: Application, bob: User) -> None:
    answer = people.signed_in(bob).post(
        reverse("account_delete_refund"), {"application": ready_draft.number}
    )
    assert (answer.status_code, ready_draft.payments.get().status) == (404, "paid")


@pytest.mark.parametrize("who", ["lucie", "olivia", "mathieu"])
def test_staff_and_representatives_read_whom_to_ask(
    who: str, request: pytest.FixtureRequest
) -> None:
    browser = people.signed_in(request.getfixturevalue(who))
    shown = page(browser)
    assert ("Delete my account" in shown, "opens and closes the accounts" in shown) == (False, True)
    assert browser.post(reverse(DELETE)).status_code == 404
    messages.send_owed()
