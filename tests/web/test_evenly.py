"""An answer takes as long whatever was found."""

import time

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from impplus.records.models import Invitation, User
from impplus.web.evenly import AS_LONG, evenly
from tests.people import signed_in
from tests.portal.test_applications import typed


def took(method: str, hashed: float = 0.0) -> float:
    """Seconds of an answer of a page that hashes a password for so long and does nothing else."""

    @evenly
    def page(request: HttpRequest) -> HttpResponse:
        if hashed:
            time.sleep(hashed)
            request.hashed_at = time.monotonic()  # type: ignore[attr-defined]
        return HttpResponse()

    began = time.monotonic()
    page(RequestFactory().generic(method, "/"))
    return time.monotonic() - began


def test_what_is_sent_takes_as_long_and_what_is_read_does_not() -> None:
    assert took("GET") < AS_LONG <= took("POST")


def test_the_hash_of_a_password_comes_before() -> None:
    assert took("POST", hashed=0.1) >= AS_LONG + 0.1


@pytest.mark.django_db
@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("page", ["account_signup", "account_reset_password"])
def test_forms_that_know_an_address_or_not_take_as_long(
    client: Client, bob: User, outbox: object, page: str, known: bool
) -> None:
    email = bob.email if known else "nobody@example.test"
    began = time.monotonic()
    answer = client.post(reverse(page), {"email": email, "password1": "quatre mots bien choisis"})
    assert (answer.status_code, time.monotonic() - began >= AS_LONG) == (302, True)


@pytest.mark.parametrize("wrong", [{"code": "N0TAC0DE" * 3 + "XX"}, {"born_0": "1901"}], ids=str)
def test_a_letter_that_does_not_match_takes_as_long_whatever_is_wrong(
    alice: User, letter: Invitation, wrong: dict[str, str]
) -> None:
    browser, began = signed_in(alice), time.monotonic()
    assert browser.post(reverse("portal:bind"), typed(letter, **wrong)).status_code == 422
    assert time.monotonic() - began >= AS_LONG
