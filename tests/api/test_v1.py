"""What machines get: answers in their language, and RFC 9457 problems for the rest."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from impplus.actions import intakes
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import now, today
from impplus.records.models import CardNotice, Invitation
from standins.cards.webhooks import signed

pytestmark = pytest.mark.django_db


def post(client: Client, path: str, body: object, **headers: str) -> Any:
    """Send a body as it is, or as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return client.post(f"/api/v1/{path}", content, "application/json", headers=headers)


def test_the_counter_says_what_is_left(client: Client) -> None:
    year = today(IMP_PLUS).year
    intakes.open_year(IMP_PLUS, year)
    said = client.get("/api/v1/places").json()
    assert abs(datetime.fromisoformat(said.pop("at")) - now()) < timedelta(minutes=1)
    assert said == {
        "programme": "imp-plus",
        "year": year,
        "size": 7350,
        "taken": 0,
        "left": 7350,
        "open": True,
        "state": "open",
        "opens_at": f"{year}-01-01T05:00:00Z",
        "closes_at": f"{year + 1}-01-01T05:00:00Z",
        "forecast": None,
    }
    before = client.get("/api/v1/places?year=2022").json()
    assert (before["size"], before["open"], before["state"]) == (14700, False, "closed")
    assert (before["opens_at"], before["closes_at"]) == (None, None)


@pytest.mark.parametrize("year", ["abc", "1", "99999999999", "2026 ", "%00"])
def test_a_year_that_is_none_is_a_problem(client: Client, year: str) -> None:
    answer_ = client.get(f"/api/v1/places?year={year}", headers={"Accept-Language": "fr"})
    if answer_.status_code == 200:
        assert year.strip() == str(answer_.json()["year"])
        return
    assert answer_.status_code == 422
    assert answer_["Content-Type"] == "application/problem+json"
    assert [error["pointer"] for error in answer_.json()["errors"]] == ["/year"]


def test_a_letter_is_verified_by_its_code(client: Client, letter: Invitation) -> None:
    typed = letter.code.lower()
    assert client.get(f"/api/v1/verify/{typed}").json() == {
        "state": "valid",
        "kind": "invitation",
        "number": letter.number,
        "initials": "A.B.",
        "valid_from": letter.issued_on.isoformat(),
        **({"valid_until": letter.expires_on.isoformat()} if letter.expires_on else {}),
    }


@pytest.mark.parametrize("code", ["0" * 26, "x", "é", "' OR 1=1", "9" * 500])
def test_unknown_codes_all_get_the_same_answer(client: Client, code: str) -> None:
    answer_ = client.get(f"/api/v1/verify/{code}")
    assert (answer_.status_code, answer_.json()) == (200, {"state": "unknown"})
    assert answer_["Cache-Control"] == "no-store"


def test_a_forged_notice_is_refused_and_leaves_no_trace(client: Client) -> None:
    body, now = '{"charge": "charge-1"}', datetime.now(UTC)
    forged = signed("Z3Vlc3M=", "event-1", body, now)
    for headers in ({}, forged, forged | {"webhook-signature": "v1"}):
        got = post(client, "payments/webhook", body.encode(), **headers)
        assert (got.status_code, got["Content-Type"]) == (400, "application/problem+json")
    assert CardNotice.objects.count() == 0


def test_a_signed_notice_counts_once_however_often_it_comes() -> None:
    body = '{"charge": "charge-1"}'
    strict = Client(enforce_csrf_checks=True)
    for _ in range(2):
        headers = signed(settings.CARDS_WEBHOOK_SECRETS, "event-1", body, datetime.now(UTC))
        got = post(strict, "payments/webhook", body.encode(), **headers)
        assert (got.status_code, got.content) == (204, b"")
    assert [one.event_id for one in CardNotice.objects.all()] == ["event-1"]


def test_any_other_address_is_a_problem(client: Client) -> None:
    got = client.get("/api/v1/nothing", headers={"Accept-Language": "fr-CA"})
    assert (got.status_code, got["Content-Type"]) == (404, "application/problem+json")
    assert got.json()["title"].startswith("Il n’y a rien à cette adresse.")


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "DANCE"])
def test_a_method_that_is_not_taken_is_a_problem(client: Client, method: str) -> None:
    got = client.generic(method, "/api/v1/assess", headers={"Accept-Language": "fr"})
    assert (got.status_code, got["Content-Type"]) == (405, "application/problem+json")
    assert got["Allow"] == "POST"
    if method != "HEAD":
        assert got.json() == {
            "type": "about:blank",
            "title": "Cette adresse n’accepte pas cette méthode."
            " /api/v1/openapi.json dit laquelle elle accepte.",
            "status": 405,
            "instance": "/api/v1/assess",
        }


def test_a_notice_without_end_is_a_problem(client: Client) -> None:
    got = post(client, "payments/webhook", b" " * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
    assert (got.status_code, got["Content-Type"]) == (413, "application/problem+json")
