"""A card provider in a process of its own, and the site that its webhooks come to."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.outside.paying import SECRET, WEBHOOK_SECRET, Provider, Site


@pytest.fixture
def site() -> Iterator[Site]:
    class Taker(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if found.refuse:
                found.refuse -= 1
                self.send_error(500)
                return
            found.came.append((body, dict(self.headers.items())))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *parts: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Taker)
    found = Site(f"http://127.0.0.1:{server.server_port}/api/v1/payments/webhook")
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    yield found
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def provider(tmp_path: Path, site: Site, settings: Settings) -> Iterator[Provider]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.CARDS_URL = f"http://127.0.0.1:{port}"
    settings.CARDS_SECRET = SECRET
    settings.CARDS_WEBHOOK_SECRETS = WEBHOOK_SECRET
    started = Provider(port, tmp_path / "cards", site.url)
    started.start()
    yield started
    started.stop()
