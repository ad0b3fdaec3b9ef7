"""The card simulator as a person at her browser uses it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

import pytest
from pytest_django import Settings

from impplus.records.models import Payment
from standins.cards.server import Simulator

CARD = "4242 4242 4242 4242"


@dataclass
class Cards:
    """The card simulator as a person at her browser uses it."""

    simulator: Simulator

    def pay(self, payment: Payment, card: str = CARD) -> str:
        """Type a card on the hosted page; the address that it sends her back to."""
        form = urlencode({"card": card}).encode()
        try:
            _BROWSER.open(Request(payment.url, data=form), timeout=10)
        except HTTPError as answer:
            return answer.headers.get("Location", "")
        raise AssertionError("the hosted page sends a payer back")

    def copied(self) -> bytes:
        """What it remembers."""
        with closing(sqlite3.connect(self.simulator.ledger.path)) as db:
            return db.serialize()

    def put_back(self, remembered: bytes) -> None:
        """It remembers this, and nothing else."""
        path = self.simulator.ledger.path
        with closing(sqlite3.connect(path)) as db, closing(sqlite3.connect(":memory:")) as known:
            known.deserialize(remembered)
            known.backup(db)


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *parts: object, **more: object) -> None:
        return None


_BROWSER = build_opener(_Stay)  # one for all: each would read the certificates of this machine anew


@pytest.fixture
def cards(tmp_path: Path, settings: Settings) -> Iterator[Cards]:
    """The card simulator, a real HTTP service on a free port."""
    simulator = Simulator(
        port=0,
        secret=settings.CARDS_SECRET,
        webhook_secrets=settings.CARDS_WEBHOOK_SECRETS,
        webhook_url="http://127.0.0.1:9/nobody-listens",
        folder=tmp_path / "cards",
    )
    simulator.start()
    settings.CARDS_URL = simulator.url
    yield Cards(simulator)
    simulator.stop()
