"""The web server: slow clients hold nobody up, and a process that is killed is not missed."""

import os
import re
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from http.client import HTTPConnection
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from waitress.proxy_headers import proxy_headers_middleware

from bench.slow import BODY, HEAD, slow, waits
from impplus.cli.main import main
from impplus.serve import HOW, is_understood
from impplus.web import THREADS
from tests.serving import PATIENCE, Serve, headers_at, servers

WAITS = {"/busy": 2, "/file": 7}  # seconds; a file is read for some time


class Busy:
    """A site whose pages take a while; one answer is in its memory."""

    def in_memory(self, path: str, scheme: str, cookie: str) -> bool:
        return (path, scheme, cookie) == ("/counter", "http", "")

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        path = environ["PATH_INFO"]
        if path in WAITS:
            time.sleep(WAITS[path])
        body = environ.get("HTTP_X_NO_ROOM", path).encode()
        start("200 OK", [("Content-Length", str(len(body)))])
        return [body]


busy = Busy()


class Prepared:
    """A site that says which process did what is to be done beforehand, and which one answers."""

    by = 0

    def beforehand(self) -> None:
        assert not self.by
        self.by = os.getpid()

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
        body = f"{self.by} {os.getpid()}".encode()
        start("200 OK", [("Content-Length", str(len(body)))])
        return [body]


prepared = Prepared()


@pytest.fixture
def served() -> Iterator[Serve]:
    """How to serve a page of one line in so many processes: its port, and who serves it."""
    with servers() as serve:
        yield serve


def test_a_request_with_too_many_headers_is_told_so_on_a_page(served) -> None:
    port, _process = served(1, "impplus.wsgi:application")
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", "/", headers={"Cookie": "a=" + "x" * 300_000})
        answer = connection.getresponse()
        said = answer.read().decode()
    assert (answer.status, answer.headers["Content-Type"]) == (431, "text/html; charset=utf-8")
    assert "Delete the cookies of this site" in " ".join(said.split())
    assert '<section lang="fr">' in said


def test_after_the_headers_alone_the_next_answer_begins_where_it_should(served) -> None:
    port, _process = served(1, "impplus.wsgi:application")
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("HEAD", "/no-such-page/")
        first = connection.getresponse()
        first.read()
        connection.request("GET", "/alive")
        second = connection.getresponse()
        assert (first.status, second.status, second.read()) == (404, 200, b'{"alive": true}')


def test_a_client_cannot_say_for_the_server_that_the_disk_is_full(served) -> None:
    port, _process = served(1, "tests.test_serve:busy")
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("POST", "/page", b"body", {"X-No-Room": "1"})
        assert connection.getresponse().read() == b"/page"


@pytest.mark.parametrize("begins", [HEAD, BODY], ids=["headers", "bodies"])
def test_sixty_slow_clients_hold_nobody_up(served, begins: bytes) -> None:
    port, _process = served(1)
    with slow(port, 60, begins):
        time.sleep(1)
        assert max(waits(port, "/", pages=20)) < 2


def test_an_answer_does_not_say_what_serves_it(served) -> None:
    port, _process = served(1)
    assert headers_at(port) == {"Connection", "Content-Type", "Date", "Transfer-Encoding"}


@pytest.mark.parametrize("processes", [1, 2])
def test_what_a_site_does_beforehand_is_done_once_where_processes_share_it(
    served, processes: int
) -> None:
    port, server = served(processes, "tests.test_serve:prepared")
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", "/")
        by, answers = map(int, connection.getresponse().read().split())
    assert by == (server.pid if processes > 1 else 0)
    assert (answers == server.pid) == (processes == 1)


def test_a_killed_process_is_replaced_and_all_end_together(served) -> None:
    port, parent = served(2)
    first, second = _children(parent)
    os.kill(first, signal.SIGKILL)
    assert max(waits(port, "/", pages=20)) < 2
    deadline = time.monotonic() + 20
    while len(now := set(_children(parent)) - {first}) < 2 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert (len(now), second in now) == (2, True)
    parent.kill()
    parent.wait()
    while any(Path(f"/proc/{one}").exists() for one in now) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [one for one in now if Path(f"/proc/{one}").exists()] == []


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_being_answered_is_answered_before_the_end(served, processes: int) -> None:
    port, parent = served(processes, "tests.test_serve:busy")
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        connection.request("GET", "/file")
        time.sleep(1)
        asked = [parent.pid, *_children(parent)]  # as systemd does
        for process in asked:
            os.kill(process, signal.SIGTERM)
        time.sleep(1)
        for process in asked:
            with suppress(ProcessLookupError):  # one that answers nobody has ended
                os.kill(process, signal.SIGTERM)
        assert connection.getresponse().read() == b"/file"
    assert parent.wait(20) == 0


def test_a_body_that_finds_the_disk_full_is_read_to_its_end_and_the_site_is_told(served) -> None:
    port, process = served(1, "tests.test_serve:busy")
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (100_000, 100_000))
    for size, said in ((3_000_000, b"1"), (3_000, b"/sent")):
        with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
            connection.request("POST", "/sent", b"a" * size)
            assert connection.getresponse().read() == said


def test_what_was_typed_beside_a_file_that_finds_no_room_is_on_the_page(served) -> None:
    port, process = served(1, "impplus.wsgi:application")
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (100_000, 100_000))
    part = '--b\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n{}\r\n'
    typed = part.format("csrfmiddlewaretoken", "", "t") + part.format(
        "answer", "", "Le voici & là."
    )
    begun = typed.encode() + part.format("file", '; filename="a.pdf"', "").encode()
    form = {"Content-Type": "multipart/form-data; boundary=b"}
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        body = begun + b"a" * 3_000_000 + b"\r\n--b--\r\n"
        connection.request("POST", "/fr/demande/W-1/questions/1/", body, form)
        answer = connection.getresponse()
        said = answer.read().decode()
    assert (answer.status, answer.headers["Retry-After"]) == (503, "900")
    assert '<input type="hidden" name="answer" value="Le voici &amp; là.">' in said
    assert '<input type="hidden" name="_redisplay" value="1">' in said


def _children(parent: subprocess.Popen[bytes]) -> list[int]:
    listed = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text()
    return [int(one) for one in listed.split()]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--port", "99999"], "“99999” is not a whole number between 1 and 65535.\n"),
        (["--processes", "0"], "“0” is not a whole number between 1 and 64.\n"),
        (["--host", "192.0.2.1"], "Nothing can listen at 192.0.2.1, port 8000: "),
    ],
)
def test_where_it_cannot_listen_it_says_so(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *words, "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith(sentence)


def test_what_is_in_memory_is_answered_while_every_thread_makes_a_page(served) -> None:
    port, _process = served(1, f"{__name__}:busy")
    ask = "GET {} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: {}\r\n\r\n"
    with ExitStack() as stack:
        at = ("127.0.0.1", port)
        pages = [stack.enter_context(socket.create_connection(at)) for _ in range(THREADS)]
        for page in pages:
            page.sendall(ask.format("/busy", "close").encode())
        time.sleep(0.3)
        assert max(waits(port, "/counter", pages=5)) < 1
        assert max(waits(port, "/other", pages=1)) > 1


def test_requests_that_come_together_are_answered_in_their_order(served) -> None:
    port, _process = served(1, f"{__name__}:busy")
    paths = ["/counter", "/one", "/counter", "/counter", "/two"]
    lines = [f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n" for path in paths]
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        connection.sendall(("\r\n".join(lines) + "Connection: close\r\n\r\n").encode())
        answers = b"".join(iter(lambda: connection.recv(4096), b"")).decode()
    assert re.findall(r"\r\n\r\n(/[a-z]+)", answers) == paths


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"for": "203.0.113.9", "host": "impplus.example.org", "proto": "https"},
        {"for": "unknown, 2001:db8::1", "host": "impplus.example.org:8443", "proto": "http"},
        {"for": "[2001:db8::1]", "host": ":80", "proto": "https"},
    ],
)
def test_what_a_proxy_says_is_taken_without_a_word(
    said: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    assert is_understood({f"X_FORWARDED_{name.upper()}": word for name, word in said.items()})
    taken = proxy_headers_middleware(
        lambda environ, start: [environ["REMOTE_ADDR"].encode()],
        trusted_proxy="127.0.0.1",
        trusted_proxy_headers=set(HOW["trusted_proxy_headers"].split()),
    )
    environ = {"REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http"}
    environ |= {f"HTTP_X_FORWARDED_{name.upper()}": word for name, word in said.items()}
    asked = said.get("for", "127.0.0.1").rpartition(",")[2].strip(" []")
    assert (taken(environ, None), caplog.records) == ([asked.encode()], [])


@pytest.mark.parametrize(
    "odd",
    [
        {"PROTO": "alice@example.org"},
        {"PROTO": "https, http"},
        {"PROTO": ""},
        {"FOR": "alice"},
        {"FOR": '"alice, 203.0.113.9'},
        {"FOR": ":.1"},
        {"FOR": "203.0.113.9,"},
        {"HOST": '"impplus.example.org'},
    ],
)
def test_what_no_proxy_says_is_not_understood(odd: dict[str, str]) -> None:
    assert not is_understood({f"X_FORWARDED_{name}": word for name, word in odd.items()})


def test_what_no_proxy_says_is_refused_and_not_written_to_the_log(
    served, capfd: pytest.CaptureFixture[str]
) -> None:
    port, _process = served(1)
    capfd.readouterr()
    for name, word in (("Proto", "alice@example.org"), ("For", ":.1")):
        with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
            connection.request("GET", "/", headers={f"X-Forwarded-{name}": word})
            assert connection.getresponse().status == 400
    # A busy machine may say besides that a request waits for a thread.
    assert capfd.readouterr().err.replace("Task queue depth is 1\n", "") == ""
