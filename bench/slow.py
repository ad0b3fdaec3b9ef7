"""What others wait while slow clients hold their connections: `python -m bench.slow PORT`, on a site that runs."""

import socket
import statistics
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

PAGES = 60
PATIENCE = 4.0  # seconds; who waits longer has no page
HEAD = b"GET /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
BODY = (
    b"POST /en/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n"
    b"Content-Length: 100000\r\n\r\n"
)


@contextmanager
def slow(port: int, number: int, begins: bytes) -> Iterator[None]:
    """Meanwhile so many clients have begun a request, and send one more byte of it each second."""
    ended = threading.Event()
    clients = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(number)]
    for client in clients:
        client.sendall(begins)
    thread = threading.Thread(target=_drip, args=[clients, ended])
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        for client in clients:
            client.close()


def _drip(clients: list[socket.socket], ended: threading.Event) -> None:
    while not ended.wait(1):
        for client in list(clients):
            try:
                client.sendall(b"x")
            except OSError:  # the server has had enough of it
                clients.remove(client)
                client.close()


def waits(port: int, path: str = "/en/", pages: int = PAGES) -> list[float]:
    """How long each of some pages took, in seconds; a page that did not come in time took all of it."""
    return [_wait(port, path) for _ in range(pages)]


def _wait(port: int, path: str) -> float:
    began = time.perf_counter()
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
            lines = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
            connection.sendall(lines.encode())
            while connection.recv(65536):
                pass
    except TimeoutError:
        return PATIENCE
    return time.perf_counter() - began


def p95(taken: list[float]) -> float:
    """The time within which 95 of 100 came, in seconds."""
    return statistics.quantiles(taken, n=20)[18]


def main() -> None:
    port = int(sys.argv[1])
    waits(port, pages=10)
    calm = p95(waits(port))
    print(f"{'':28}{'p50 ms':>8}{'p95 ms':>8}{'of calm':>9}")
    cases = [
        ("nobody slow", 0, HEAD, 0),
        *((f"{n} slow headers, 2 s on", n, HEAD, 2) for n in (6, 60, 600)),
        ("600 slow headers, 15 s on", 600, HEAD, 15),
        ("60 slow bodies, 2 s on", 60, BODY, 2),
        ("600 slow bodies, 2 s on", 600, BODY, 2),
    ]
    for name, number, begins, seconds in cases:
        with slow(port, number, begins):
            time.sleep(seconds)
            taken = waits(port)
        ratio = p95(taken) / calm
        print(
            f"{name:28}{statistics.median(taken) * 1000:8.0f}{p95(taken) * 1000:8.0f}{ratio:8.2f}×",
            flush=True,
        )


if __name__ == "__main__":
    main()
