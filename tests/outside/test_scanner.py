"""The virus scanner over its socket: clean, found, away, slow; the stand-in of other tests answers as clamd does."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest

from impplus.outside import scanner
from tests import clamd
from tests.outside.files.sent import a_pdf, saved, with_root


@pytest.fixture(scope="module", params=["stand-in", "clamd"])
def address(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each test is the contract of both."""
    if request.param == "stand-in":
        with clamd.fake() as made:
            yield made.address
        return
    if clamd.CLAMD is None:
        pytest.skip(clamd.NO_CLAMD)
    with clamd.real() as found:
        yield found


@contextmanager
def answering(said: bytes) -> Iterator[str]:
    """The address of somebody who answers this, whatever is asked, once."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def say() -> None:
            client, _from = listening.accept()
            with client:
                client.recv(65_536)
                client.sendall(said)

        talking = threading.Thread(target=say)
        talking.start()
        yield f"127.0.0.1:{listening.getsockname()[1]}"
        talking.join()


def infected_pdf() -> bytes:
    """EICAR in a stream of a PDF, as it stands."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Found = pikepdf.Stream(pdf, clamd.EICAR)
        return saved(pdf, compress_streams=False)


def scanned(address: str, content: bytes, seconds: float = 20) -> str:
    return scanner.scan(address, BytesIO(content), seconds=seconds)


def test_it_says_that_it_is_there(address: str) -> None:
    assert scanner.answers(address) is True


def test_it_says_of_when_its_definitions_are(address: str) -> None:
    found = scanner.definitions(address)  # a clamd with none but our own names no day
    assert found is None or abs(datetime.now(UTC) - found) < timedelta(days=1)


def test_the_stand_in_says_a_day() -> None:
    with clamd.fake() as made:
        assert scanner.definitions(made.address) == made.definitions.replace(microsecond=0)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (
            b"ClamAV 1.4.3/27832/Thu Nov 26 08:43:12 2026\0",
            datetime(2026, 11, 26, 8, 43, 12, tzinfo=UTC),
        ),
        (
            b"ClamAV 1.4.3/27832/Sun Nov  1 08:43:12 2026\0",
            datetime(2026, 11, 1, 8, 43, 12, tzinfo=UTC),
        ),
        (b"ClamAV 1.4.3\0", None),
        (b"ClamAV 1.4.3/27832/yesterday\0", None),
    ],
)
def test_what_it_says_of_itself_is_read(said: bytes, found: datetime | None) -> None:
    with answering(said) as address:
        assert scanner.definitions(address) == found


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 400 Bad Request", b"PONG\0"])
def test_whoever_says_something_else_of_itself_is_no_scanner(said: bytes) -> None:
    with answering(said) as address, pytest.raises(scanner.Away):
        scanner.definitions(address)


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 25 * 2**20], ids=str)
def test_what_holds_nothing_is_clean_whatever_its_size(address: str, size: int) -> None:
    assert scanned(address, b"x" * size) == ""


def test_a_clean_document_is_clean(address: str) -> None:
    assert scanned(address, a_pdf()) == ""


@pytest.mark.parametrize("content", [clamd.EICAR, infected_pdf()], ids=["alone", "in a PDF"])
def test_the_test_virus_is_found_by_its_name(address: str, content: bytes) -> None:
    assert scanned(address, content) == f"{clamd.NAME}.UNOFFICIAL"


def test_a_content_is_read_from_its_beginning(address: str) -> None:
    content = BytesIO(clamd.EICAR)
    content.seek(0, 2)
    assert scanner.scan(address, content, seconds=20) == f"{clamd.NAME}.UNOFFICIAL"


@pytest.mark.skipif(clamd.CLAMD is None, reason=clamd.NO_CLAMD)
def test_clamd_finds_it_in_an_attachment_and_refuses_what_is_larger_than_its_limit() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.attachments["note.txt"] = clamd.EICAR
        attached = saved(pdf, compress_streams=False)
    with clamd.real() as found:
        assert scanned(found, attached) == f"{clamd.NAME}.UNOFFICIAL"
        with pytest.raises(scanner.Slow, match="size limit"):
            scanned(found, b"x" * 27 * 2**20)
        assert scanned(found, with_root()) == ""


@pytest.mark.parametrize("address", ["/nowhere/clamd.ctl", "127.0.0.1:9", "[::1]:9"])
def test_where_nobody_listens_it_is_away(address: str) -> None:
    assert scanner.answers(address) is False
    with pytest.raises(scanner.Away):
        scanned(address, b"x")


def test_one_that_comes_to_no_verdict_is_slow() -> None:
    with clamd.fake() as made:
        made.held.set()
        began = time.monotonic()
        with pytest.raises(scanner.Slow):
            scanned(made.address, b"x", seconds=0.3)
        assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "answer", [b"", b"HTTP/1.1 400 Bad Request", b"stream: what\0", b"x" * 9999]
)
def test_whoever_answers_something_else_is_no_scanner(answer: bytes) -> None:
    with answering(answer) as address, pytest.raises(scanner.Away):
        scanned(address, b"x")


def test_one_that_meets_an_error_comes_to_no_verdict_and_is_there() -> None:
    said = b"stream: Can't allocate memory ERROR\0"
    with answering(said) as address, pytest.raises(scanner.Slow, match="allocate"):
        scanned(address, b"x")


def test_one_that_a_content_may_have_ended_is_away_for_that_reason() -> None:
    with answering(b"") as address, pytest.raises(scanner.HungUp):
        scanned(address, b"x")


@pytest.mark.parametrize(
    ("written", "is_one"),
    [
        ("/run/clamav/clamd.ctl", True),
        ("scanner:3310", True),
        ("[::1]:3310", True),
        ("none", False),
        ("", False),
        (":3310", False),
        ("scanner:", False),
        ("scanner:33x", False),
    ],
)
def test_an_address_is_a_path_or_a_host_and_a_port(written: str, is_one: bool) -> None:
    assert scanner.is_address(written) is is_one
