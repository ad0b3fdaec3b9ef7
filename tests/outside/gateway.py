"""A gateway of text messages for tests: it takes what GC Notify's documentation says, and refuses the rest as it says."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "impplus-3f1d4c5e-0000-4000-8000-2b3c4d5e6f70-9a8b7c6d-0000-4000-8000-1a2b3c4d5e6f"
TEMPLATE = "1b2c3d4e-0000-4000-8000-5f6a7b8c9d0e"
NEEDED = {"phone_number", "template_id"}
MAY = {"personalisation", "reference", "scheduled_for"}


@dataclass
class Gateway:
    """`answers` is what it says instead of taking a text (None: `says`, and hangs up); `taken` are number, words and reference of what came.

    `under` is the path under which it is.
    """

    settings: dict[str, str]
    answers: int | None = 201
    says: bytes = b""
    under: str = ""
    taken: list[tuple[str, str, str]] = field(default_factory=list)

    def judge(self, path: str, headers: Mapping[str, str], asked: Any) -> int | None:
        """The status of an answer."""
        if path != f"{self.under}/v2/notifications/sms":
            return 404
        if headers.get("Authorization") != f"ApiKey-v1 {KEY[-36:]}":
            return 403
        if headers.get("Content-Type") != "application/json":
            return 415
        whole = isinstance(asked, dict) and set(asked) >= NEEDED and set(asked) <= NEEDED | MAY
        if (
            not whole
            or asked["template_id"] != TEMPLATE
            or set(asked["personalisation"]) != {"text"}
        ):
            return 400
        if self.answers == 201:
            said = asked["phone_number"], asked["personalisation"]["text"], asked["reference"]
            self.taken.append(said)
        return self.answers


@contextmanager
def gateway() -> Iterator[Gateway]:
    """A gateway on a port of its own."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            status = here.judge(self.path, dict(self.headers), asked)
            if status is None:
                self.wfile.write(here.says)
                return
            said = b'{"id": "740e5834"}' if status == 201 else b'{"errors": []}'
            self.send_response(status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *parts: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        address = f"http://127.0.0.1:{server.server_port}"
        here = Gateway({"TEXTS_URL": address, "TEXTS_KEY": KEY, "TEXTS_TEMPLATE": TEMPLATE})
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        yield here
        server.shutdown()
        thread.join()
