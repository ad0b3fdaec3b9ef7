"""`python -m witness`: it makes its key, says which it is and where, and serves until it is interrupted."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from select import select
from typing import TextIO

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from impplus.rules.notes import cosigned, key_of, note_of
from tests.awaited import until
from tests.rules.test_notes import LOG_KEY
from tests.witness.test_witness import note, request
from witness.__main__ import asked_by, main

NAME = "w.example.test"


@pytest.fixture(autouse=True)
def _interrupted_as_usual() -> Iterator[None]:
    """What started this process may have told it to let interrupts be."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def arguments(key: Path, *more: str) -> list[str]:
    folder = str(key.parent / "book")
    return ["--name", NAME, "--key", str(key), "--log", str(LOG_KEY), "--folder", folder, *more]


def served(key: Path, body: str) -> tuple[int, int, str]:
    """What it returns once it is interrupted, and what it answered to a request before."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = []

    def there() -> bool:
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", port)) == 0

    def ask() -> None:
        assert until(there)
        caller = HTTPConnection("127.0.0.1", port, timeout=30)
        caller.request("POST", "/add-checkpoint", body.encode())
        answer = caller.getresponse()
        said.extend([answer.status, answer.read().decode()])
        caller.close()
        os.kill(os.getpid(), signal.SIGINT)

    asking = threading.Thread(target=ask)
    asking.start()
    ended = main(arguments(key, "--port", str(port)))
    asking.join()
    assert not there()
    return ended, *said


def test_it_makes_its_key_says_it_and_remembers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "kept" / "here" / "key.pem"
    ended, status, signature = served(key, request(0, 3))
    assert (ended, status) == (0, 200)
    written, where = capsys.readouterr().out.split()
    assert (key_of(written).name, where.rpartition(":")[0]) == (NAME, "http://127.0.0.1")
    assert cosigned(note_of(f"{note(3).text}\n{signature}"), key_of(written))
    assert [one.stat().st_mode & 0o777 for one in (key, key.parent)] == [0o600, 0o700]
    assert served(key, request(0, 4)) == (0, 409, "3\n")
    assert capsys.readouterr().out.split()[0] == written


def test_whoever_starts_it_reads_at_once_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, here = os.pipe()
    said = list[str]()

    def wait(lines: TextIO) -> None:
        if select([lines], [], [], 20)[0]:
            said.append(lines.readline())
        os.kill(os.getpid(), signal.SIGINT)

    with open(there, encoding="utf-8") as lines, open(here, "w", encoding="utf-8") as out:  # noqa: PTH123 - ends of a pipe
        monkeypatch.setattr(sys, "stdout", out)
        waiting = threading.Thread(target=wait, args=[lines])
        waiting.start()
        assert main(arguments(tmp_path / "key.pem", "--port", "0")) == 0
        waiting.join()
    assert [one.split(" ")[1][:17] for one in said] == ["http://127.0.0.1:"]


def test_a_key_is_made_in_a_folder_that_is_there(tmp_path: Path) -> None:
    assert served(tmp_path / "key.pem", request(0, 3))[:2] == (0, 200)


def test_what_is_no_key_of_a_log_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments(tmp_path / "key.pem", "--log", "none")) == 2
    assert capsys.readouterr().err == "This is not the key of a log: none\n"


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    key, other = tmp_path / "key.pem", generate_private_key(SECP256R1())
    key.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(SystemExit, match=r"key\.pem is not an Ed25519 key\.$"):
        main(arguments(key))


def test_unless_told_it_is_reached_from_this_machine_alone(tmp_path: Path) -> None:
    asked = asked_by(arguments(tmp_path / "key.pem", "--log", "another"))
    assert (asked.host, asked.port, asked.log) == ("127.0.0.1", 8002, [str(LOG_KEY), "another"])
    assert asked_by(["--name", NAME, "--key", "k", "--folder", "f"]).log == []


@pytest.mark.parametrize("left_out", ["--name", "--key", "--folder"])
def test_its_name_its_key_and_its_folder_are_asked_for(
    left_out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = arguments(tmp_path / "key.pem")
    at = given.index(left_out)
    with pytest.raises(SystemExit):
        asked_by(given[:at] + given[at + 2 :])
    said = capsys.readouterr().err.splitlines()[-1]
    assert said == f"witness: error: the following arguments are required: {left_out}"


def test_it_says_what_each_of_its_words_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    said = " ".join(capsys.readouterr().out.split())
    for words in (
        "usage: witness ",
        "Starts a witness: python -m witness",
        "--name NAME who it is, as witness.example.org",
        "--key KEY its private key; made if missing",
        "--log LOG the key of a log that it knows",
        "--folder FOLDER what it remembers",
    ):
        assert words in said
