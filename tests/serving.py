"""Servers of tests, each a process of its own that ends with its test."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection

from deploy.local.database import free_port

PATIENCE = 60  # seconds after which a test gives up an answer, on a machine that is slow or busy

type Serve = Callable[..., tuple[int, subprocess.Popen[bytes]]]


@contextmanager
def servers() -> Iterator[Serve]:
    """How to serve a page of one line in so many processes: its port, and who serves it."""
    started: list[subprocess.Popen[bytes]] = []

    def serve(
        processes: int, application: str = "bench.empty:application"
    ) -> tuple[int, subprocess.Popen[bytes]]:
        port = free_port()
        command = [sys.executable, "-m", "bench.served", application]
        started.append(subprocess.Popen([*command, str(port), str(processes)]))
        while not headers_at(port):
            time.sleep(0.1)
        return port, started[-1]

    yield serve
    for process in started:
        process.terminate()
        process.wait(20)


def headers_at(port: int) -> set[str]:
    """The names of the headers of an answer; none where nobody answers."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        try:
            connection.request("GET", "/")
            return set(connection.getresponse().headers)
        except ConnectionError:
            return set()
