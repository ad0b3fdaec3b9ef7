"""The same visitor may try so often and no more, whichever process is asked, and is told when again."""

import pytest
from allauth.core.internal.ratelimit import parse_rates
from django.core.cache import caches
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pytest_django import Settings

from impplus.records.models import User
from impplus.web.attempts import LIMITS
from tests.people import signed_in
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
    mine, _ = parse_rates(LIMITS["letter-code"])
    born = {"born_0": "1990", "born_1": "4", "born_2": "2"}
    guess = {"code": "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA-A", "csq_number": "Q-1"} | born
    browser = signed_in(alice)
    for _ in range(mine.amount):
        assert browser.post(address, guess).status_code == 200
    assert browser.post(address, guess).status_code == 429
    assert signed_in(bob).post(address, guess).status_code == 200


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
