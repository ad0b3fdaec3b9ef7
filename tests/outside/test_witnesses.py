"""How a witness is asked: by its own address, as long as it answers in words, and no longer than a page of them."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from impplus.outside import witnesses
from impplus.outside.witnesses import Unreachable, add_checkpoint


@dataclass
class Asked:
    """What a witness answers, and what it was asked."""

    where: str
    answer: bytes = b""
    came: list[tuple[str, str]] = field(default_factory=list)


@pytest.fixture
def witness() -> Iterator[Asked]:
    """A witness on a port of its own, which answers what the test says."""

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.came.append((self.path, body.decode()))
            self.wfile.write(asked.answer)

        def log_message(self, *parts: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        asked = Asked(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=[0.02])
        thread.start()
        yield asked
        server.shutdown()
        thread.join()


def says(status: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def test_a_witness_is_asked_below_its_address_and_says_a_status_and_a_text(witness: Asked) -> None:
    witness.answer = says("409 Conflict", "7\né".encode())
    assert add_checkpoint(f"{witness.where}/of/ours", "old 0\n\né") == (409, "7\né")
    assert add_checkpoint(witness.where, "old 1") == (409, "7\né")
    assert witness.came == [("/of/ours/add-checkpoint", "old 0\n\né"), ("/add-checkpoint", "old 1")]


def test_an_answer_is_read_no_further_than_a_witness_needs(
    witness: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert witnesses.MAX_ANSWER == 100_000
    monkeypatch.setattr(witnesses, "MAX_ANSWER", 3)
    witness.answer = says("200 OK", b"signature")
    assert add_checkpoint(witness.where, "old 0") == (200, "sig")


@pytest.mark.parametrize(
    "answer",
    [b"nothing of HTTP\r\n", says("200 OK", b"\xff"), b""],
    ids=["not http", "not text", "silence"],
)
def test_what_is_no_answer_is_said_with_the_address(answer: bytes, witness: Asked) -> None:
    witness.answer = answer
    with pytest.raises(Unreachable, match=rf"^{witness.where}: .+"):
        add_checkpoint(witness.where, "old 0")


def test_a_witness_whose_address_is_secure_is_asked_so_or_not_at_all(witness: Asked) -> None:
    secure = witness.where.replace("http:", "https:")
    with pytest.raises(Unreachable, match=rf"^{secure}: .+"):
        add_checkpoint(secure, "old 0")
    assert witness.came == []


def test_where_nobody_is_nobody_answers() -> None:
    with pytest.raises(Unreachable, match=r"^http://127\.0\.0\.1:9: .+"):
        add_checkpoint("http://127.0.0.1:9", "old 0")


def test_a_witness_that_stays_silent_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(witnesses, "TIMEOUT", 0.2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(Unreachable, match=rf"^{address}: timed out$"):
            add_checkpoint(address, "old 0")
