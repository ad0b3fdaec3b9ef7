"""The counter per core: `python -m bench.counter PORT PID`, on a site that runs and its process.

Prints requests per second of that process's own time, on kept connections and on a new one for each.
"""

import os
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from http.client import HTTPConnection
from pathlib import Path

REQUESTS, CLIENTS = 8_000, 8
ADDRESSES = ("/api/v1/places", "/en/places-left/")


def main() -> int:
    port, pid = map(int, sys.argv[1:])
    for address in ADDRESSES:
        for name, ask in (("kept", _kept), ("new", _new)):
            ask(port, address, CLIENTS)
            used = _together(partial(ask, port, address, REQUESTS // CLIENTS), pid)
            print(f"{address:20} {name:5} {REQUESTS / used:6,.0f} a second and core")
    return 0


def _together(ask: Callable[[], None], pid: int) -> float:
    """The seconds of processor that a process takes while all clients ask."""
    before = _processor(pid)
    threads = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return _processor(pid) - before


def _processor(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def _kept(port: int, address: str, requests: int) -> None:
    with closing(HTTPConnection("127.0.0.1", port)) as connection:
        for _ in range(requests):
            _asked(connection, address)


def _new(port: int, address: str, requests: int) -> None:
    for _ in range(requests):
        with closing(HTTPConnection("127.0.0.1", port)) as connection:
            _asked(connection, address)


def _asked(connection: HTTPConnection, address: str) -> None:
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")


if __name__ == "__main__":
    sys.exit(main())
