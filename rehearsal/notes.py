"""What the clients saw, a line each: written by whoever pressed, and read when all is over."""

import json
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

# What a press may be told. The first two are definite, and the others say: press again.
RECEIVED, FULL = "received", "full"
DEFINITE = (RECEIVED, FULL)
NOT_YET, MISSING, CHECKING, AWAY, FAULT, LOST = (
    "not-yet",  # before the opening
    "missing",  # something is still missing, such as the payment
    "checking",  # the outcome is not known yet
    "away",  # the site says that it cannot answer now
    "fault",  # an error of ours
    "lost",  # no answer at all
)


@dataclass(frozen=True)
class Note:
    """One thing that one person did, and what came back; `at` in seconds since 1970, `took` in seconds."""

    who: str
    did: str  # page, press, receipt, status, counter, pay
    told: str
    began: float
    took: float
    digest: str = ""

    @property
    def ended(self) -> float:
        """When the answer had come."""
        return self.began + self.took


class Book:
    """Where one client process writes its notes, each at once on the disk's side of the process."""

    def __init__(self, file: IO[str]) -> None:
        self.file = file

    def write(self, who: str, did: str, told: str, began: float, digest: str = "") -> None:
        """Note what came of something that began at an instant."""
        note = Note(who, did, told, began, time.time() - began, digest)
        self.file.write(json.dumps(asdict(note)) + "\n")
        self.file.flush()


def read(paths: Iterable[Path]) -> list[Note]:
    """All notes, the oldest first; a line that is still being written is not there yet."""
    found = [
        Note(**json.loads(line))
        for path in paths
        for line in path.read_text().splitlines(keepends=True)
        if line.endswith("\n")
    ]
    return sorted(found, key=lambda note: note.ended)
