"""What a process that serves pages holds in memory, and what it does not."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from impplus.outside import pdf
from tests.outside.test_pdf import permit
from tests.serving import PATIENCE, Serve, headers_at, servers


@pytest.fixture
def served() -> Iterator[Serve]:
    """How to serve a page of one line in so many processes: its port, and who serves it."""
    with servers() as serve:
        yield serve


def prints(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    """A site each of whose pages is a permit; it says whether what prints is in its own memory afterwards."""
    made = pdf.render("permit", permit(), "en")
    start("200 OK", [("Content-Length", str(len(made))), ("X-Typst", str("typst" in sys.modules))])
    return [made]


def test_a_server_that_has_printed_a_paper_holds_nothing_of_what_prints(served) -> None:
    port, _process = served(1, f"{__name__}:prints")
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.read().startswith(b"%PDF-1.7")
        assert answer.headers["X-Typst"] == "False"


@pytest.mark.parametrize(("processes", "loads"), [(1, False), (2, True)])
def test_what_verifies_signatures_is_loaded_beforehand_where_processes_share_it(
    served, processes: int, loads: bool
) -> None:
    port, server = served(processes)
    assert headers_at(port)
    assert ("cryptography" in Path(f"/proc/{server.pid}/maps").read_text()) == loads


LAST: list[bytes] = []


def leaves(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    """A page that needs 60 MB for a moment."""
    if environ["PATH_INFO"] == "/large":
        pieces = [bytes(1000) for _ in range(60_000)]
        LAST.append(pieces.pop())  # lies above the others, so that the heap cannot end below it
    start("200 OK", [("Content-Length", "0")])
    return []


def test_memory_that_a_page_left_free_goes_back_to_the_system(served) -> None:
    port, server = served(1, "tests.test_memory:leaves")
    before = _most(server)
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", "/large")
        assert connection.getresponse().status == 200
    assert _most(server) > before + 40 * 2**20
    until = time.monotonic() + PATIENCE
    while _held(server) > before + 20 * 2**20:
        assert time.monotonic() < until
        time.sleep(0.1)


def _held(server: subprocess.Popen[bytes], which: str = "VmRSS") -> int:
    """The bytes of memory that a process holds."""
    status = Path(f"/proc/{server.pid}/status").read_text()
    return 1024 * int(status.partition(f"{which}:")[2].split()[0])


def _most(server: subprocess.Popen[bytes]) -> int:
    """The most that it has held."""
    return _held(server, "VmHWM")
