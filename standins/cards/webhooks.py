"""The postman of the simulated provider: signs each webhook and tries until it is taken."""

import json
import sqlite3
import sys
import threading
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from standardwebhooks import Webhook

from standins.cards.ledger import Delivery, Ledger

LONGEST_WAIT = 300.0


def signed(secrets: str, event_id: str, body: str, at: datetime) -> dict[str, str]:
    """The headers of a webhook, signed with each of the secrets (between them a space)."""
    signatures = [Webhook(secret).sign(event_id, at, body) for secret in secrets.split()]
    return {
        "Content-Type": "application/json",
        "webhook-id": event_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }


class Postman(threading.Thread):
    """Delivers what the ledger owes; what is not delivered at a stop is delivered after it."""

    def __init__(self, ledger: Ledger, url: str, secrets: str) -> None:
        super().__init__(name="postman", daemon=True)
        self.ledger = ledger
        self.address = urlsplit(url)
        self.secrets = secrets
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.is_set():
            self.ledger.owed.wait(timeout=0.2)
            self.ledger.owed.clear()
            try:
                for delivery in self.ledger.due():
                    self._deliver(delivery)
            except sqlite3.OperationalError as error:
                print(f"Card simulator: webhooks wait, {error}.", file=sys.stderr, flush=True)

    def stop(self) -> None:
        """Finish the webhook at hand and end."""
        self.stopped.set()
        self.ledger.owed.set()
        self.join(timeout=10)

    def _deliver(self, delivery: Delivery) -> None:
        if self._taken(delivery.body):
            self.ledger.delivered(delivery.number)
        else:
            self.ledger.postpone(delivery.number, min(2.0**delivery.tries, LONGEST_WAIT))

    def _taken(self, body: str) -> bool:
        headers = signed(self.secrets, json.loads(body)["id"], body, datetime.now(UTC))
        connection = HTTPConnection(self.address.hostname or "", self.address.port, timeout=5)
        try:
            connection.request("POST", self.address.path, body, headers)
            return 200 <= connection.getresponse().status < 300
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()
