"""A press that counts asks who presses, where that was long ago, and then goes on with what was sent."""

from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from impplus.records.models import Application, Intake, User
from tests.accounts.test_second_factors import with_password
from tests.people import PASSWORD, signed_in

SIGNED = {"declared": "on", "signature": "Alice Benali"}


def proved(browser: Client, method: str, ago: int) -> None:
    """Let the last proof of who it is have been so many seconds ago."""
    session = browser.session
    records = session["account_authentication_methods"]
    for one in records:
        one["at"] -= ago
        one["method"] = method
    session.save()


@pytest.fixture
def review(paid_draft: Application) -> str:
    """The address at which Alice signs and submits."""
    return reverse("portal:sign", args=[paid_draft.number])


def test_a_press_soon_after_signing_in_goes_straight_on(
    alice: User, paid_draft: Application, intake: Intake, review: str
) -> None:
    browser = with_password(alice)
    answer = browser.post(review, SIGNED)
    assert answer.headers["Location"] == reverse("portal:receipt", args=[paid_draft.number])


def test_a_press_long_after_asks_for_the_password_and_then_submits_what_was_sent(
    alice: User, paid_draft: Application, intake: Intake, review: str, settings: Settings
) -> None:
    browser = with_password(alice)
    proved(browser, "password", settings.STEP_UP_MINUTES * 60 + 5)
    asked = browser.post(review, SIGNED).headers["Location"]
    assert unquote(asked) == f"{reverse('account_reauthenticate')}?next={review}"
    paid_draft.refresh_from_db()
    assert paid_draft.status == "draft"
    wrong = browser.post(asked, {"password": "wrong", "next": review})
    assert wrong.status_code == 200
    went_on = browser.post(asked, {"password": PASSWORD, "next": review})
    assert went_on.headers["Location"] == reverse("portal:receipt", args=[paid_draft.number])
    paid_draft.refresh_from_db()
    assert paid_draft.status != "draft"


def test_what_is_sent_again_and_refused_is_shown_on_its_own_page(
    alice: User, paid_draft: Application, intake: Intake, review: str, settings: Settings
) -> None:
    browser = with_password(alice)
    proved(browser, "password", settings.STEP_UP_MINUTES * 60 + 5)
    asked = browser.post(review, {"signature": "Alice Benali"}).headers["Location"]
    page = browser.post(asked, {"password": PASSWORD, "next": review})
    assert (page.status_code, 'value="Alice Benali"' in page.content.decode()) == (422, True)
    assert f'href="/fr/demande/{paid_draft.number}/' in page.content.decode()


@pytest.mark.parametrize(("ago", "asks"), [(200, False), (400, True)])
def test_with_a_second_factor_it_is_asked_for_after_five_minutes(
    alice: User, paid_draft: Application, intake: Intake, review: str, ago: int, asks: bool
) -> None:
    browser = with_password(alice)
    User.objects.filter(pk=alice.pk).update(second_factor=True)
    assert (
        browser.post(review, SIGNED)
        .headers["Location"]
        .startswith(reverse("account_reauthenticate"))
    )
    # No factor was found behind the mark, so the password was asked for, and the mark taken away.
    User.objects.filter(pk=alice.pk).update(second_factor=True)
    proved(browser, "mfa", ago)
    came_to = browser.post(review, SIGNED).headers["Location"]
    assert (reverse("account_reauthenticate") in came_to) is asks


@pytest.mark.parametrize("name", ["withdraw", "mandates", "pay", "refund"])
def test_each_press_that_counts_asks(
    alice: User, draft: Application, name: str, settings: Settings
) -> None:
    browser = with_password(alice)
    proved(browser, "password", settings.STEP_UP_MINUTES * 60 + 5)
    address = reverse(f"portal:{name}", args=[draft.number])
    asked = browser.post(address, {"lawyer": "1"}).headers["Location"]
    assert asked.startswith(reverse("account_reauthenticate"))
    assert browser.get(reverse("portal:tasks", args=[draft.number])).status_code == 200


def test_a_session_that_remembers_no_proof_is_not_asked(
    alice: User, paid_draft: Application, intake: Intake, review: str
) -> None:
    answer = signed_in(alice).post(review, SIGNED)
    assert answer.headers["Location"] == reverse("portal:receipt", args=[paid_draft.number])


@pytest.mark.parametrize("name", ["pay", "refund"])
def test_a_field_that_asks_for_the_other_language_is_no_way_to_pay_or_be_paid_unasked(
    alice: User, paid_draft: Application, settings: Settings, name: str
) -> None:
    browser = with_password(alice)
    proved(browser, "password", settings.STEP_UP_MINUTES * 60 + 5)
    address = reverse(f"portal:{name}", args=[paid_draft.number])
    answer = browser.post(address, {"_redisplay": "1"})
    assert answer.headers["Location"] == reverse("portal:fees", args=[paid_draft.number])
    assert paid_draft.payments.get().status == "paid"
