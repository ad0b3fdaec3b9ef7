"""Card payments: the interface that a provider fills in, spoken here over HTTP.

The provider keeps the card's number, this side never sees it. What is true about a payment is what
`fetch` answers; a webhook only says that it is time to ask.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from django.conf import settings

from impplus.outside import webhooks

State = Literal["open", "paid", "failed", "refunded"]

TIMEOUT = 10
MAX_ANSWER = 1_000_000
ID = re.compile(r"[!-~]{1,100}")  # as long as a record keeps


class CardsUnreachable(Exception):
    """The provider did not answer, or not in a way that can be understood: try again later."""


class CardsRefused(Exception):
    """The provider understood and said no; `code` is its word for why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Started:
    """A payment that was begun: its id at the provider, and the page where the person pays."""

    provider_id: str
    url: str


@dataclass(frozen=True)
class Charge:
    """What the provider says about a payment; amounts in Canadian dollars."""

    provider_id: str
    reference: str
    amount: Decimal
    state: State
    refunded: Decimal


@dataclass(frozen=True)
class CardEvent:
    """Something happened to a charge; the id is the same when the event comes again."""

    id: str
    provider_id: str


def create(
    reference: str, amount: Decimal, description: str, language: str, return_url: str
) -> Started:
    """Begin a payment. The same reference with the same values gives the same payment again;
    with other values it raises CardsRefused("idempotency-conflict")."""
    body = {
        "reference": reference,
        "amount": _cents(amount),
        "currency": "CAD",
        "description": description,
        "language": language,
        "return_url": return_url,
    }
    answer = _ask("POST", "/v1/charges", body, key=f"create-{reference}")
    return Started(provider_id=str(answer["id"]), url=str(answer["url"]))


def fetch(provider_id: str) -> Charge:
    """How the payment stands now."""
    return _charge(_ask("GET", f"/v1/charges/{quote(provider_id, safe='')}"))


def refund(provider_id: str, key: str, amount: Decimal) -> Charge:
    """Give an amount back. The same key never gives back twice.

    With another amount under the same key it raises CardsRefused("idempotency-conflict"), for more
    than is left of what was paid CardsRefused("more-than-was-paid") or ("already-refunded").
    """
    path = f"/v1/charges/{quote(provider_id, safe='')}/refund"
    return _charge(_ask("POST", path, {"amount": _cents(amount)}, key=f"refund-{key}"))


def read_webhook(body: bytes, headers: Mapping[str, str]) -> CardEvent:
    """The event that the provider signed just now; raises webhooks.Forged."""
    notice = webhooks.read(body, headers, str(settings.CARDS_WEBHOOK_SECRETS).split())
    try:
        event = CardEvent(id=notice.id, provider_id=str(notice.content["charge"]))
    except (KeyError, TypeError):
        raise webhooks.Forged from None
    if not all(map(ID.fullmatch, (event.id, event.provider_id))):
        raise webhooks.Forged
    return event


def _cents(amount: Decimal) -> int:
    cents = amount * 100
    if cents != cents.to_integral_value() or cents <= 0:
        raise ValueError(f"Not an amount that a card can pay: {amount}")
    return int(cents)


def _charge(answer: dict[str, Any]) -> Charge:
    return Charge(
        provider_id=str(answer["id"]),
        reference=str(answer["reference"]),
        amount=Decimal(int(answer["amount"])).scaleb(-2),
        state=answer["state"],
        refunded=Decimal(int(answer["refunded"])).scaleb(-2),
    )


def _ask(
    method: str, path: str, body: dict[str, Any] | None = None, key: str = ""
) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {settings.CARDS_SECRET}", "Accept": "application/json"}
    if key:
        headers["Idempotency-Key"] = hashlib.sha256(key.encode()).hexdigest()
    content = None
    if body is not None:
        content = json.dumps(body).encode()
        headers["Content-Type"] = "application/json"
    address = urlsplit(str(settings.CARDS_URL))
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    # One plain connection: no proxy of the machine's and no redirect sees the secret.
    connection = kind(address.hostname or "", address.port, timeout=TIMEOUT)
    try:
        connection.request(method, address.path.rstrip("/") + path, content, headers)
        answer = connection.getresponse()
        said = answer.read(MAX_ANSWER)
    except (OSError, HTTPException) as error:
        raise CardsUnreachable(f"{method} {path}: {error}") from error
    finally:
        connection.close()
    return _understood(answer.status, said)


def _understood(status: int, said: bytes) -> dict[str, Any]:
    """The provider's answer; a plain no is CardsRefused, anything odd is CardsUnreachable."""
    try:
        answer = json.loads(said)
    except ValueError:
        answer = None
    if not isinstance(answer, dict) or status >= 500 or status == 429:
        raise CardsUnreachable(f"the provider answered {status}")
    if status not in {200, 201}:
        raise CardsRefused(str(answer.get("error", status)))
    return answer
