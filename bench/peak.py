"""The most memory that a server's processes held while something ran: its web processes, and those that read files."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

READER = "impplus.outside.files.parent"
A_LOOK = 0.005  # seconds between two looks


@dataclass
class Peaks:
    """Bytes: of the one process that reads files, and of the one web process, that held most."""

    reader: int = 0
    web: int = 0


@contextmanager
def watched(server: int) -> Iterator[Peaks]:
    """Look again and again meanwhile; what a web process held before is not counted."""
    peaks, ended = Peaks(), threading.Event()
    for pid in (server, *below(server)):
        with suppress(OSError):
            Path(f"/proc/{pid}/clear_refs").write_text("5")  # the peak begins anew
    thread = threading.Thread(target=_watch, args=[server, peaks, ended])
    thread.start()
    try:
        yield peaks
    finally:
        ended.set()
        thread.join()


def _watch(server: int, peaks: Peaks, ended: threading.Event) -> None:
    while not ended.wait(A_LOOK):
        for pid in below(server):
            held = _peak(pid)
            if _is_reader(pid):
                peaks.reader = max(peaks.reader, held)
            else:
                peaks.web = max(peaks.web, held)


def below(pid: int) -> Iterator[int]:
    """Every process that a process has started, and theirs."""
    with suppress(OSError, ValueError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield int(child)
                yield from below(int(child))


def _is_reader(pid: int) -> bool:
    with suppress(OSError):
        return READER in Path(f"/proc/{pid}/cmdline").read_text()
    return False


def _peak(pid: int) -> int:
    """The most that a process held, as the system counts."""
    with suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return 0
