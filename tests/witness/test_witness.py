"""A witness cosigns what continues the last checkpoint that it saw, and says by a status why not."""

import threading
from collections.abc import Iterator
from hashlib import sha256
from http.client import HTTPConnection
from pathlib import Path

import pytest

from impplus.rules.merkle import consistency, leaf_hash, root_of
from impplus.rules.notes import (
    Checkpoint,
    SignedNote,
    checkpoint_of,
    cosigned,
    note_of,
    signed,
    to_base64,
)
from tests.rules.test_notes import EXAMPLE, LOG, LOG_KEY, WITNESS
from witness.book import Answer, Book
from witness.server import Witness

NAME = "witness.example.test"
LEAVES = [leaf_hash(bytes([number])) for number in range(20)]
ORIGIN = sha256(LOG_KEY.name.encode()).hexdigest()
OTHER = [leaf_hash(b"other"), *LEAVES[1:]]


def note(size: int, leaves: list[bytes] = LEAVES, origin: str = LOG_KEY.name) -> SignedNote:
    return signed_by_the_log(str(Checkpoint(origin, size, root_of(leaves[:size]))))


def signed_by_the_log(text: str) -> SignedNote:
    return SignedNote(text, ((LOG_KEY.name, LOG_KEY.id + LOG.sign(text.encode())),))


def request(old: int, size: int, leaves: list[bytes] = LEAVES, **more: str) -> str:
    def complete(level: int, index: int) -> bytes:
        return root_of(leaves[index << level : (index + 1) << level])

    proof = [to_base64(one) for one in consistency(old, size, complete)] if old < size else []
    return "\n".join([f"old {old}", *proof, "", str(note(size, leaves, **more))])


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(NAME, WITNESS, [LOG_KEY], tmp_path)


def test_a_log_that_grows_is_cosigned_each_time(book: Book, tmp_path: Path) -> None:
    for old, size in ((0, 3), (3, 3), (3, 8), (8, 20)):
        answer = book.add(request(old, size))
        both = note_of(f"{note(size).text}\n{answer.text}")
        assert (answer.status, len(cosigned(both, book.key))) == (200, 1)
    again = Book(NAME, WITNESS, [LOG_KEY], tmp_path)
    assert again.add(request(0, 5)) == Answer(409, "20\n", "text/x.tlog.size")
    kept = note_of(again.last(ORIGIN))
    assert (checkpoint_of(kept.text).size, signed(kept, LOG_KEY)) == (20, True)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("", 400),
        ("old 03\n\n" + str(note(5)), 400),
        ("new 3\n\n" + str(note(5)), 400),
        ("old 3\nA\n\n" + str(note(5)), 400),
        ("old 3\n" + f"{to_base64(LEAVES[0])}\n" * 64 + "\n" + str(note(5)), 400),
        ("old 3\n\n" + EXAMPLE, 400),
        (request(3, 5, origin="other.example.test/log"), 404),
        (request(3, 5).replace("\n5\n", "\n6\n"), 403),
        (f"old 3\n\n{note(5).text}\n— other.example.test AAAAAAAA\n", 403),
        (request(9, 5), 400),
        (request(2, 5), 409),
        (request(3, 5, OTHER), 422),
        (request(3, 3, OTHER), 422),
        (request(3, 5).replace("old 3\n", f"old 3\n{to_base64(LEAVES[0])}\n"), 422),
    ],
)
def test_what_is_not_cosigned_leaves_the_book_as_it_was(body: str, status: int, book: Book) -> None:
    assert book.add(request(0, 3)).status == 200
    assert book.add(body).status == status
    assert book.add(request(3, 4)).status == 200


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (request(0, 0), 200),
        (request(0, 0).replace("47DEQ", "57DEQ"), 403),
        (request(0, 3).replace("old 0\n", f"old 0\n{to_base64(LEAVES[0])}\n"), 422),
    ],
)
def test_a_first_checkpoint_needs_no_proof(body: str, status: int, book: Book) -> None:
    assert book.add(body).status == status


def test_a_first_checkpoint_of_no_leaves_has_the_root_of_none(book: Book) -> None:
    wrong = signed_by_the_log(str(Checkpoint(LOG_KEY.name, 0, LEAVES[0])))
    assert book.add(f"old 0\n\n{wrong}") == Answer(422)


def test_of_a_checkpoint_it_keeps_the_signatures_of_the_log_and_its_own(book: Book) -> None:
    both = f"{request(0, 3)}— other.example.test AAAAAAAA\n"
    assert book.add(both).status == 200
    kept = note_of(book.last(ORIGIN))
    assert [name for name, _ in kept.signatures] == [LOG_KEY.name, NAME]
    assert cosigned(kept, book.key)


def test_it_shows_nothing_but_what_it_cosigned_of_a_log_that_it_knows(
    book: Book, tmp_path: Path
) -> None:
    for name in ("other", sha256(b"other").hexdigest()):
        (tmp_path / name).mkdir()
        (tmp_path / name / "checkpoint").write_text("not cosigned", "utf-8")
        assert book.last(name) is None
    assert book.last(ORIGIN) is None


def test_at_each_size_it_answers_as_plain_text(book: Book) -> None:
    answer = book.add(request(0, 3))
    assert (answer.kind, Answer(404).text) == ("text/plain; charset=utf-8", "")
    assert book.add(request(2, 3)).kind == "text/x.tlog.size"


@pytest.fixture
def address(book: Book) -> Iterator[int]:
    server = Witness(("127.0.0.1", 0), book)
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def test_it_answers_by_http(address: int, book: Book) -> None:
    said, shown = list[int](), ""
    for method, path, body in (
        ("GET", f"/{ORIGIN}/checkpoint", None),
        ("POST", "/add-checkpoint", request(0, 3)),
        ("POST", "/add-checkpoint", b"\xff"),
        ("POST", "/other", request(3, 5)),
        ("GET", f"/{ORIGIN}/checkpoint", None),
        ("GET", f"/{'0' * 64}/checkpoint", None),
        ("GET", "/", None),
        ("GET", f"/{ORIGIN}", None),
        ("GET", f"/{ORIGIN}/checkpoint/other", None),
        ("POST", "/add-checkpoint", request(0, 3)),
    ):
        connection = HTTPConnection("127.0.0.1", address, timeout=10)
        connection.request(method, path, body.encode() if isinstance(body, str) else body)
        answer = connection.getresponse()
        said.append(answer.status)
        kind, text = answer.headers["Content-Type"], answer.read().decode()
        shown = text if method == "GET" and answer.status == 200 else shown
        connection.close()
    assert said == [404, 200, 400, 404, 200, 404, 404, 404, 404, 409]
    assert (kind, text) == ("text/x.tlog.size", "3\n")
    assert book.last(ORIGIN) == shown


@pytest.mark.parametrize(("length", "stays"), [("100000", True), ("100001", False), ("", False)])
def test_what_is_too_long_or_says_no_length_ends_the_line(
    length: str, stays: bool, address: int
) -> None:
    caller = HTTPConnection("127.0.0.1", address, timeout=10)
    caller.putrequest("POST", "/add-checkpoint")
    if length:
        caller.putheader("Content-Length", length)
    caller.endheaders(b"x" * int(length) if stays else None)
    line = caller.sock
    answer = caller.getresponse()
    assert (answer.status, answer.read()) == (400, b"")
    if stays:
        caller.request("GET", "/")
        assert (caller.getresponse().status, caller.sock) == (404, line)
    else:
        assert line.recv(1) == b""
    caller.close()


def test_it_says_nothing_of_who_calls(address: int, capfd: pytest.CaptureFixture[str]) -> None:
    caller = HTTPConnection("127.0.0.1", address, timeout=10)
    caller.request("GET", "/")
    assert caller.getresponse().status == 404
    caller.close()
    assert capfd.readouterr().err == ""
