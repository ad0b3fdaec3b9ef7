"""Webhooks reach the public network alone, follow no redirect, and wait for nobody longer than they say."""

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from impplus.outside import webhook_calls
from impplus.outside.webhook_calls import NotTaken, call, is_public

HERE = ("127.0.0.1",)
got: list[tuple[str, bytes]] = []


class Receiver(BaseHTTPRequestHandler):
    """Answers with the status that its path names; /redirect points to itself, /drip never ends."""

    def do_POST(self) -> None:
        """Keep what came."""
        got.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
        if self.path == "/drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            for _ in range(100):
                time.sleep(0.05)
                try:
                    self.wfile.write(b"X-A: b\r\n")
                except OSError:
                    return
            return
        if self.path == "/mute":
            time.sleep(1)
            return
        self.send_response(302 if self.path == "/redirect" else int(self.path[1:]))
        if self.path == "/redirect":
            self.send_header("Location", "/200")
        self.end_headers()

    def log_message(self, *_said: object) -> None:
        """Say nothing."""


@pytest.fixture
def at() -> Iterator[str]:
    """The address of a receiver on this machine."""
    got.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def why(url: str, trusted: tuple[str, ...] = ()) -> str:
    with pytest.raises(NotTaken) as refused:
        call(url, b"{}", {}, trusted=trusted)
    return refused.value.why


def test_what_is_taken_arrives_as_it_was_sent(at: str) -> None:
    call(f"{at}/204", b'{"a": 1}', {"webhook-id": "1"}, trusted=HERE)
    assert got == [("/204", b'{"a": 1}')]


def test_nothing_is_sent_to_this_machine(at: str) -> None:
    port = at.rpartition(":")[2]
    for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.1"):
        for scheme in ("http", "https"):
            assert why(f"{scheme}://{host}:{port}/200") in ("private", "unreachable")
    assert got == []


def test_a_redirect_is_not_followed(at: str) -> None:
    assert why(f"{at}/redirect", HERE) == "redirect"
    assert [path for path, _ in got] == ["/redirect"]


@pytest.mark.parametrize(
    ("path", "said"), [("/500", "refused"), ("/404", "refused"), ("/410", "gone")]
)
def test_what_is_not_taken_says_why(at: str, path: str, said: str) -> None:
    assert why(f"{at}{path}", HERE) == said


def test_who_is_slow_is_not_waited_for(at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhook_calls, "TOTAL", 0.4)
    begun = time.monotonic()
    assert why(f"{at}/drip", HERE) == "slow"
    monkeypatch.setattr(webhook_calls, "STEP", 0.2)
    assert why(f"{at}/mute", HERE) == "slow"
    assert time.monotonic() - begun < 2


def test_nobody_who_listens_is_unreachable() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        assert why(f"http://127.0.0.1:{free.getsockname()[1]}/", HERE) == "unreachable"


@pytest.mark.parametrize(
    "number",
    ["10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",  # noqa: S104
     "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
     "64:ff9b::7f00:1", "2002:7f00:1::", "2001:0:1::", "ff02::1"],
)  # fmt: skip
def test_numbers_that_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_numbers_that_are_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.test/",
        "https:///x",
        "https://a:b@example.test/",
        "https://example.test:99999/",
        "x",
        "http://[::1",
    ],
)
def test_what_is_no_address(url: str) -> None:
    assert why(url) == "address"
