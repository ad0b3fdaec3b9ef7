"""The HTTP face of the simulated provider: a small JSON API and the hosted payment page."""

import hmac
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from standins.cards import page
from standins.cards.ledger import Charge, Conflict, Ledger, Unknown
from standins.cards.webhooks import Postman

MAX_BODY = 65_536
CHARGE = re.compile(r"/v1/charges/([\w-]+)")
REFUND = re.compile(r"/v1/charges/([\w-]+)/refund")
PAY = re.compile(r"/pay/([\w-]+)")


class Refused(Exception):
    """The request gets this status and this code."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


class Server(ThreadingHTTPServer):
    """The web server, which knows the service that it is the face of."""

    daemon_threads = True
    simulator: "Simulator"


class Simulator:
    """The whole service: ledger, postman and web server, in threads of one process."""

    def __init__(
        self,
        port: int,
        secret: str,
        webhook_secrets: str,
        webhook_url: str,
        folder: Path,
        late: float = 10,
    ) -> None:
        self.secret = secret
        self.late = late
        self.ledger = Ledger(folder)
        self.postman = Postman(self.ledger, webhook_url, webhook_secrets)
        self.server = Server(("127.0.0.1", port), Answer)
        self.server.simulator = self
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=[0.05], daemon=True)

    def start(self) -> None:
        self.postman.start()
        self.thread.start()

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.postman.stop()


class Answer(BaseHTTPRequestHandler):
    """One request, one answer."""

    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "cards-simulator"
    sys_version = ""
    timeout = 15

    def log_message(self, *parts: Any) -> None:
        """Silent: an address holds a charge's id, which is all that one needs to pay it."""

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def _answer(self, verb: Any) -> None:
        try:
            verb(urlsplit(self.path))
        except Refused as refused:
            self._json(refused.status, {"error": refused.code})
        except Conflict as conflict:
            self._json(409, {"error": str(conflict)})
        except Unknown:
            self._unknown()

    def _get(self, address: Any) -> None:
        if address.path == "/":
            self._json(200, {"simulator": True, "money_moves": False})
        elif found := CHARGE.fullmatch(address.path):
            self._check_secret()
            self._charge(200, self.server.simulator.ledger.find(found[1]))
        elif found := PAY.fullmatch(address.path):
            charge = self.server.simulator.ledger.find(found[1])
            self._html(200, page.payment(charge, self._language(address, charge)), charge)
        else:
            raise Unknown(address.path)

    def _post(self, address: Any) -> None:
        body = self._body()
        if address.path == "/v1/charges":
            self._check_secret()
            self._charge(
                201, self.server.simulator.ledger.create(self._key(), _request(_object(body)))
            )
        elif found := REFUND.fullmatch(address.path):
            self._check_secret()
            amount = _object(body).get("amount")
            if type(amount) is not int or amount <= 0:
                raise Refused(422, "amount")
            self._charge(200, self.server.simulator.ledger.refund(self._key(), found[1], amount))
        elif found := PAY.fullmatch(address.path):
            self._pay(address, self.server.simulator.ledger.find(found[1]), body)
        else:
            raise Unknown(address.path)

    def _pay(self, address: Any, charge: Charge, body: bytes) -> None:
        form = parse_qs(body.decode("ascii", "replace"))
        if "cancel" not in form:
            number = "".join(filter(str.isdigit, form.get("card", [""])[0]))
            card = page.CARDS.get(number)
            if card is None:
                shown = page.payment(charge, self._language(address, charge), wrong=True)
                self._html(422, shown, charge)
                return
            webhooks = tuple(self.server.simulator.late * share for share in card.webhooks)
            self.server.simulator.ledger.settle(charge.id, card.state, webhooks)
        self._send(303, b"", {"Location": charge.return_url})

    def _body(self) -> bytes:
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MAX_BODY:
            self.close_connection = True
            raise Refused(413, "body")
        return self.rfile.read(int(length))

    def _check_secret(self) -> None:
        given = self.headers.get("Authorization", "").encode()
        if not hmac.compare_digest(given, f"Bearer {self.server.simulator.secret}".encode()):
            raise Refused(401, "secret")

    def _key(self) -> str:
        key = self.headers.get("Idempotency-Key", "")
        if not 1 <= len(key) <= 255:
            raise Refused(400, "idempotency-key")
        return key

    def _language(self, address: Any, charge: Charge) -> str:
        asked = parse_qs(address.query).get("lang", [charge.language])[0]
        return asked if asked in page.LANGUAGES else charge.language

    def _charge(self, status: int, charge: Charge) -> None:
        self._json(
            status,
            {
                "id": charge.id,
                "reference": charge.reference,
                "amount": charge.amount,
                "currency": "CAD",
                "state": charge.state,
                "refunded": charge.refunded,
                "url": f"{self.server.simulator.url}/pay/{charge.id}?lang={charge.language}",
            },
        )

    def _json(self, status: int, answer: dict[str, Any]) -> None:
        self._send(status, json.dumps(answer).encode(), {"Content-Type": "application/json"})

    def _html(self, status: int, shown: str, charge: Charge | None = None) -> None:
        # A browser applies form-action to where the form's answer redirects, too.
        back = urlsplit(charge.return_url) if charge else None
        forms = f"'self' {back.scheme}://{back.netloc}" if back else "'none'"
        policy = (
            f"default-src 'none'; style-src {page.STYLE_HASH}; form-action {forms};"
            " base-uri 'none'; frame-ancestors 'none'"
        )
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy}
        self._send(status, shown.encode(), headers)

    def _unknown(self) -> None:
        if self.path.startswith("/pay/"):
            self._html(404, page.unknown())
        else:
            self._json(404, {"error": "unknown"})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(body)


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        raise Refused(400, "json") from None
    if not isinstance(found, dict):
        raise Refused(400, "json")
    return found


def _request(given: dict[str, Any]) -> dict[str, str | int]:
    """The values of a new charge, each checked; raises Refused with the name of the wrong one."""
    for name in ("reference", "description", "return_url"):
        value = given.get(name)
        if not isinstance(value, str) or not 1 <= len(value) <= 2000 or not value.isprintable():
            raise Refused(422, name)
    address = urlsplit(given["return_url"])
    if address.scheme not in ("http", "https") or re.search(r"[\s;,'\"]", address.netloc):
        raise Refused(422, "return_url")
    if not given["return_url"].isascii():
        raise Refused(422, "return_url")
    amount = given.get("amount")
    if type(amount) is not int or not 0 < amount <= 99_999_999:
        raise Refused(422, "amount")
    if given.get("currency") != "CAD":
        raise Refused(422, "currency")
    if given.get("language") not in page.LANGUAGES:
        raise Refused(422, "language")
    names = ("reference", "amount", "description", "language", "return_url")
    return {name: given[name] for name in names}
