"""A small load: some clients ask for one page over and over, on this machine, for a few seconds."""

import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

CLIENTS = 8
SECONDS = 8.0
WARM_UP = 1.5


@dataclass
class Taken:
    """How long each answer took, in seconds, and the size of a page's body."""

    seconds: list[float] = field(default_factory=list)
    size: int = 0


def load(port: int, path: str, cookie: str = "") -> Taken:
    """Ask for a page from many clients at once; raises when an answer is not 200."""
    _burst(port, path, cookie, WARM_UP)
    return _burst(port, path, cookie, SECONDS)


def _burst(port: int, path: str, cookie: str, seconds: float) -> Taken:
    taken = Taken()
    faults: list[Exception] = []
    until = time.monotonic() + seconds
    request = _request(port, path, cookie)

    def client() -> None:
        try:
            while time.monotonic() < until and not faults:
                began = time.perf_counter()
                body = _ask(port, request)
                taken.seconds.append(time.perf_counter() - began)
                taken.size = len(body)
        except (OSError, ValueError) as fault:
            faults.append(fault)

    at_once([threading.Thread(target=client) for _ in range(CLIENTS)], faults)
    return taken


def at_once(threads: Sequence[threading.Thread], faults: Sequence[Exception]) -> None:
    """Let them all run until they have ended; raises the first of the faults that they met."""
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def _request(port: int, path: str, cookie: str) -> bytes:
    lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", "Connection: close"]
    lines += [f"Cookie: {cookie}"] if cookie else []
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _ask(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    head, _, body = b"".join(parts).partition(b"\r\n\r\n")
    if head.split(b" ")[1] != b"200":
        raise ValueError(f"not a page: {head[:200]!r}")
    return body


def visitors() -> Iterator[str]:
    """Addresses of the network: who looks up codes again and again from one would be told to wait."""
    for n in count():
        yield f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}"
