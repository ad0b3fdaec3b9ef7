"""However the process ends that reads a file, its sender gets a sentence in time, and the next file is read at once."""

import os
import signal
import threading
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from impplus.outside.files import asking, kinds, parent, reading
from impplus.outside.files.inspecting import PATIENCE, inspected
from impplus.outside.files.kinds import NotAccepted
from tests.outside.files.sent import a_page, a_pdf, as_jpeg

SLOW = as_jpeg(a_page((6_000, 8_000)), quality=95)


def looked(name: str, content: bytes, account: int = 5) -> str:
    """ "taken", or the reason for which it was not."""
    try:
        with inspected(name, BytesIO(content), account=account):
            return "taken"
    except NotAccepted as refused:
        return refused.reason


def ended(child_of: int, number: signal.Signals, done: threading.Event) -> None:
    """Send the process that reads a file a signal, as soon as there is one."""
    children = Path(f"/proc/{child_of}/task/{child_of}/children")
    while not done.is_set():
        for one in children.read_text("ascii").split():
            os.kill(int(one), number)
            return
        time.sleep(0.002)


def test_a_full_disk_is_no_fault_of_the_file(tmp_path: Path) -> None:
    asked = {"kind": "pdf", "portrait": False, "quarters": 0}
    with Path("/dev/full").open("wb") as full, (tmp_path / "small").open("wb") as small:
        said, made = parent._read(a_pdf(), asked, full.fileno(), small.fileno())
    assert (said, made) == ({"refused": kinds.NO_ROOM}, None)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (signal.SIGSEGV, "damaged"),
        (signal.SIGBUS, "damaged"),
        (signal.SIGABRT, "damaged"),
        (signal.SIGFPE, "damaged"),
        (signal.SIGILL, "damaged"),
        (signal.SIGSYS, "damaged"),
        (signal.SIGTERM, "damaged"),
        (signal.SIGXCPU, "too-heavy"),  # the limit of the processor
        (
            signal.SIGKILL,
            "taken",
        ),  # once, as where the system needed memory: the file is read again
    ],
)
def test_a_process_that_a_signal_ends_is_a_reason_and_the_next_file_is_read(
    number: signal.Signals, reason: str
) -> None:
    assert looked("passport.pdf", a_pdf()) == "taken"
    done = threading.Event()
    kills = threading.Thread(target=ended, args=(asking._running[0].process.pid, number, done))
    kills.start()
    began = time.monotonic()
    assert looked("photo.jpg", SLOW) == reason
    assert time.monotonic() - began < PATIENCE
    done.set()
    kills.join()
    again = time.monotonic()
    assert looked("passport.pdf", a_pdf()) == "taken"
    assert time.monotonic() - again < 5


def test_a_file_whose_process_is_killed_each_time_is_too_heavy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answered = asking._answered

    def killed(*asked: Any) -> tuple[bytes, int]:
        answered(*asked)
        return b"", -signal.SIGKILL

    monkeypatch.setattr(asking, "_answered", killed)
    assert looked("passport.pdf", a_pdf()) == "too-heavy"


@pytest.mark.parametrize("fault", [MemoryError, OverflowError])
def test_a_file_that_asks_for_more_memory_than_there_is_is_too_heavy(
    monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    def read(*_asked: object, **_how: object) -> reading.Made:
        raise fault

    monkeypatch.setattr(reading, "read", read)
    said, made = parent._read(b"", {"kind": "pdf", "portrait": False, "quarters": 0}, 0, 0)
    assert (said, made) == ({"refused": "too-heavy"}, None)
