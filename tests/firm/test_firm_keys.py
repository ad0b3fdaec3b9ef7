"""Keys of a firm's software: shown once, revoked, and for nothing but what they were made for and their owner sees."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from impplus.actions import mandates
from impplus.practice.models import AskedSignature, Colleague, FirmKey, Mail
from impplus.records.clock import Now
from impplus.records.models import Application, Document, Firm, Intake, User
from impplus.rules.lifecycle import Role
from impplus.web import attempts
from tests import ready
from tests.accounts.test_second_factors import with_password
from tests.matters import colleague
from tests.people import Cards, family_signs, pay_all, signed_in, user
from tests.web.test_step_up import proved

pytestmark = pytest.mark.django_db(transaction=False)
KEYS = "/en/firm/software-keys/"


def made(who: User, *scopes: str) -> str:
    """The key that somebody is shown."""
    page = signed_in(who).post(KEYS, {"name": "Robot", "scopes": scopes or ("read", "ask")})
    found = re.search(r"impk_[\w-]+", page.content.decode())
    assert found
    return found[0]


def called(key: str, path: str = "clients", **headers: str) -> Any:
    """What a machine without a session gets: reads, or asks where it sends a key that repeats."""
    asks = Client().post if "Idempotency-Key" in headers else Client().get
    return asks(f"/api/v1/firm/{path}", headers={"Authorization": f"Bearer {key}", **headers})


def asked(key: str, number: str, repeat: str) -> Any:
    return called(key, f"clients/{number}/ask-to-sign", **{"Idempotency-Key": repeat})


@pytest.fixture
def represented(ready_draft: Application, alice: User, lucie: User) -> Application:
    """Alice's application, represented by Lucie, without the paper that says so."""
    mandates.give(ready_draft, lawyer=lucie, signature="Alice Benali", by=alice)
    return ready_draft


@pytest.fixture
def whole(
    draft: Application, alice: User, lucie: User, cards: Cards, intake: Intake, this_day: date
) -> Application:
    """Alice's application, represented by Lucie, in which nothing is missing."""
    mandates.give(draft, lawyer=lucie, signature="Alice Benali", by=alice)
    ready.family(draft, this_day)
    pay_all(draft, cards, alice)
    family_signs(draft, demo=False)
    return draft


def test_a_key_is_shown_once_and_kept_as_a_hash(lucie: User) -> None:
    key = made(lucie)
    assert key not in signed_in(lucie).get(KEYS).content.decode()
    assert key not in str(list(FirmKey.objects.values()))
    assert called(key).json() == {"clients": [], "next": None}


def test_a_machine_reads_what_each_file_lacks(represented: Application, lucie: User) -> None:
    (one,) = called(made(lucie, "read")).json()["clients"]
    assert (one["number"], one["paid"]) == (represented.number, True)
    assert [gap["kind"] for gap in one["gaps"]] == ["document"]
    assert not one["ready"]


def test_a_key_opens_nothing_of_another_firm(represented: Application) -> None:
    other = Firm.objects.create(name="Other", slug="other")
    noor = user("noor@other.example.test", "Noor Aziz", Role.REPRESENTATIVE, "en", other)
    Colleague.objects.create(firm=other.pk, account=noor.pk, role="owner")
    key = made(noor)
    assert called(key).json() == {"clients": [], "next": None}
    assert asked(key, represented.number, "a").status_code == 404
    assert AskedSignature.objects.count() == 0


@pytest.mark.parametrize("sent", ["", "impk_never", "x" * 5000])
def test_what_is_no_key_opens_nothing(firm: Firm, sent: str) -> None:
    refused = called(sent)
    assert (refused.status_code, refused["WWW-Authenticate"]) == (401, "Bearer")
    assert refused["Content-Type"] == "application/problem+json"


def test_a_revoked_key_opens_nothing_and_neither_does_that_of_who_has_left(
    lucie: User, firm: Firm
) -> None:
    luc = colleague(firm, "Luc")
    key, his = made(lucie), made(luc)
    pk = FirmKey.objects.get(account=lucie.pk).pk
    for _ in range(2):  # pressed twice
        assert signed_in(lucie).post(f"{KEYS}{pk}/revoke/").status_code == 302
    assert (called(key).status_code, called(his).status_code) == (401, 200)
    Colleague.objects.filter(account=luc.pk).update(status="left", until=Now())
    assert called(his).status_code == 401


def test_a_lawyer_revokes_own_keys_alone(lucie: User, firm: Firm) -> None:
    luc = colleague(firm, "Luc")
    made(lucie)
    pk = FirmKey.objects.get().pk
    assert signed_in(luc).post(f"{KEYS}{pk}/revoke/").status_code == 404
    assert FirmKey.objects.get().status == "active"


@pytest.mark.parametrize("role", ["paralegal", "intake", "bookkeeper"])
def test_nobody_but_lawyers_and_owners_makes_keys(firm: Firm, role: str) -> None:
    assert signed_in(colleague(firm, "Paul", role)).get(KEYS).status_code == 404


def test_a_key_without_a_purpose_or_name_is_not_made(lucie: User) -> None:
    for sent in ({"name": "Robot"}, {"scopes": ["read"]}, {"name": "x", "scopes": ["all"]}):
        assert signed_in(lucie).post(KEYS, sent).status_code == 422
    assert FirmKey.objects.count() == 0


def test_a_key_that_reads_does_not_ask(whole: Application, lucie: User) -> None:
    refused = asked(made(lucie, "read"), whole.number, "a")
    assert (refused.status_code, AskedSignature.objects.count()) == (403, 0)


def test_a_client_is_asked_to_sign_once_and_nothing_is_submitted(
    whole: Application, lucie: User, alice: User
) -> None:
    key = made(lucie)
    (told,) = called(key).json()["clients"]
    assert told["gaps"] == []
    first, again = asked(key, whole.number, "a"), asked(key, whole.number, "a")
    assert (first.status_code, again.json()) == (200, first.json())
    owed = Mail.objects.get(kind="client-signs")
    assert owed.account == alice.pk
    whole.refresh_from_db()
    assert whole.status == "draft"
    assert asked(key, whole.number, "b").status_code == 409  # already today
    assert Mail.objects.filter(kind="client-signs").count() == 1


def test_the_same_idempotency_key_for_another_file_is_refused(
    whole: Application, lucie: User
) -> None:
    key = made(lucie)
    assert asked(key, whole.number, "a").status_code == 200
    assert asked(key, "W-0000-0000", "a").status_code == 422
    assert (
        called(key, f"clients/{whole.number}/ask-to-sign", **{"Idempotency-Key": ""}).status_code
        == 422
    )


def test_of_a_file_that_lacks_something_the_client_is_not_asked(
    whole: Application, lucie: User
) -> None:
    Document.objects.filter(application=whole).first().delete()  # type: ignore[union-attr]
    refused = asked(made(lucie), whole.number, "a")
    assert refused.status_code == 409
    assert refused.json()["errors"]
    assert AskedSignature.objects.count() == 0


def test_a_key_waits_when_it_calls_too_often(lucie: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(attempts.LIMITS, "firm-key", "2/m/key")
    key, other = made(lucie), made(lucie)
    assert [called(key).status_code for _ in range(3)] == [200, 200, 429]
    assert called(other).status_code == 200


def test_a_key_is_made_only_after_a_fresh_proof_of_who_it_is(
    lucie: User, settings: Settings
) -> None:
    browser = with_password(lucie)
    proved(browser, "password", settings.STEP_UP_MINUTES * 60 + 5)
    asked_again = browser.post(KEYS, {"name": "Robot", "scopes": ["read"]})
    assert asked_again.status_code == 302
    assert reverse("account_reauthenticate") in asked_again["Location"]
    assert FirmKey.objects.count() == 0
