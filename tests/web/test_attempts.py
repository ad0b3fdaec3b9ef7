"""The same visitor may try so often and no more, whichever process is asked, and is told when again."""

import pytest
from allauth.core.internal.ratelimit import parse_rates
from django.core.cache import caches
from django.db import connections
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from impplus.actions.attempts import ACCOUNT, PAIR
from impplus.records.models import Application, Attempt, Invitation, User
from impplus.web.attempts import LIMITS
from tests.people import signed_in, user
from tests.portal.test_applications import typed
from tests.site import COUNTED_TOGETHER

(LOOK_UPS,) = parse_rates(LIMITS["look-up"])


def test_nobody_waits_longer_than_is_said() -> None:
    rates = [rate for limit in LIMITS.values() for rate in parse_rates(limit)]
    assert {rate.duration for rate in rates} == {60}


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Wait one minute, then try again."), ("fr", "Attendez une minute, puis réessayez.")],
)
def test_look_ups_of_papers_are_counted_by_visitor(
    client: Client, db: None, language: str, said: str
) -> None:
    with override(language):
        form, at_address = reverse("public:verify"), reverse("public:verify-code", args=["ABC"])
    for _ in range(LOOK_UPS.amount - 1):
        assert client.post(form, {"code": "ABC"}).status_code == 200
    assert client.get("/api/v1/verify/ABC").status_code == 200
    for answer in (client.post(form, {"code": "ABC"}), client.get(at_address)):
        assert (answer.status_code, said in answer.content.decode()) == (429, True)
    problem = client.get("/api/v1/verify/ABC", headers={"Accept-Language": language})
    assert (problem.status_code, said in problem.json()["detail"]) == (429, True)
    assert client.get(form).status_code == 200
    elsewhere = client.get(at_address, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200


def test_guesses_of_a_letters_code_are_counted_by_person(alice: User, bob: User) -> None:
    address = reverse("portal:bind")
    born = {"born_0": "1990", "born_1": "4", "born_2": "2"}
    guess = {"code": "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-A", "csq_number": "Q-1"} | born
    browser = signed_in(alice)
    for _ in range(PAIR.free):
        assert "No letter of invitation matches" in browser.post(address, guess).content.decode()
    refused = browser.post(address, guess).content.decode()
    assert "Too many attempts. Wait 1 minute, then try again." in refused
    assert ("No letter of invitation" in refused, f'value="{guess["code"]}"' in refused) == (
        False,
        True,
    )
    another = guess | {"code": "BBBBB-BBBBB-BBBBB-BBBBB-BBBBB-B"}
    assert "No letter of invitation" in signed_in(bob).post(address, another).content.decode()


def test_processes_count_together_in_the_database(
    client: Client, db: None, settings: Settings
) -> None:
    settings.CACHES = COUNTED_TOGETHER
    at_address = reverse("public:verify-code", args=["ABC"])
    for _ in range(LOOK_UPS.amount):
        assert client.get(at_address).status_code == 200
    assert client.get(at_address).status_code == 429
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM attempts WHERE cache_key LIKE '%look-up%'")
        assert cursor.fetchone() == (1,)
    caches["default"].clear()
    assert client.get(at_address).status_code == 200


def test_guesses_at_one_letter_are_counted_across_accounts_and_networks(
    letter: Invitation, alice: User
) -> None:
    wrong, address = typed(letter, born_0="1901"), reverse("portal:bind")
    for number in range(ACCOUNT.free):
        guesser = signed_in(user(f"guesser-{number}@example.test", "Guesser"))
        guesser.post(address, wrong, REMOTE_ADDR=f"192.0.2.{number}")
    page = signed_in(alice).post(address, typed(letter), REMOTE_ADDR="198.51.100.9")
    assert "Too many attempts. Wait 1 minute" in page.content.decode()
    Attempt.objects.update(free_at=F("failed_at"))
    assert signed_in(alice).post(address, typed(letter)).status_code == 302


def test_a_letter_of_which_all_is_right_is_no_failed_attempt(
    letter: Invitation, draft: Application, alice: User
) -> None:
    for _ in range(PAIR.free + 1):  # it was used, by her: she is led to what she began
        page = signed_in(alice).post(reverse("portal:bind"), typed(letter))
        assert page.url == reverse("portal:tasks", args=[draft.number])
