"""The two sides of a payment in a test: the simulator as a process, and a site that is told."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from impplus.outside import cards

SECRET = "a secret of the test"
WEBHOOK_SECRET = "whsec_b2YgdGhlIHRlc3Q="
BACK = "http://127.0.0.1:8000/en/application/1/payment/"
PAYS, DECLINED = "4242424242424242", "4000 0000 0000 0002"
LATE_AND_TWICE, NEVER_TOLD = "4000000000003220", "4000000000000341"


@dataclass
class Site:
    """The side that webhooks come to; it may be told to refuse the first ones."""

    url: str
    refuse: int = 0
    came: list[tuple[bytes, dict[str, str]]] = field(default_factory=list)

    def events(self, number: int) -> list[cards.CardEvent]:
        wait_until(lambda: len(self.came) >= number)
        return [cards.read_webhook(body, headers) for body, headers in self.came]


def wait_until(true: Callable[[], bool], seconds: float = 10) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


@dataclass
class Provider:
    """The simulator as a process that can be stopped and started again."""

    port: int
    folder: Path
    webhook_url: str
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "standins.cards"]
        settings = {
            "CARDS_SECRET": SECRET,
            "CARDS_WEBHOOK_SECRETS": WEBHOOK_SECRET,
            "CARDS_WEBHOOK_URL": self.webhook_url,
            "CARDS_STATE": str(self.folder),
            "CARDS_LATE_SECONDS": "0.5",
        }
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port)],
            env=os.environ | settings,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        assert "no money moves" in self.process.stdout.readline()

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.communicate(timeout=10)
            assert self.process.returncode == 0
            self.process = None

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.communicate(timeout=10)
        self.process = None


def begun(reference: str = "A-1", **more: object) -> cards.Started:
    fields = {"amount": Decimal("255.00"), "description": "IMP+ fees", "language": "en"}
    return cards.create(reference, **fields | {"return_url": BACK} | more)  # type: ignore[arg-type]


def ask(url: str, method: str = "GET", body: str = "", **headers: str) -> tuple[HTTPResponse, str]:
    address = urlsplit(url)
    connection = HTTPConnection(address.hostname or "", address.port, timeout=5)
    try:
        path = f"{address.path}?{address.query}"
        connection.request(method, path, body, dict(headers))
        answer = connection.getresponse()
        return answer, answer.read().decode()
    finally:
        connection.close()


def pay(started: cards.Started, card: str) -> HTTPResponse:
    return ask(started.url, "POST", urlencode({"card": card, "pay": "1"}))[0]
