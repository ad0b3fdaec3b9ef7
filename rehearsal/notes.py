"""What the clients saw, a line each: written by whoever pressed, and read when all is over."""

import json
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

# What a press may be told. The first two are definite, and the others say: press again.
RECEIVED, FULL = "received", "full"
DEFINITE = (RECEIVED, FULL)
NAMED = "notes-*.jsonl"  # the files, one of each client process
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
    """One thing that one person did, and what came back; `began` in seconds since 1970, `took` in seconds.

    Of a draft: `digest` is what was sent, `about` where it belongs, `reached` the bytes that are kept.
    """

    who: str
    did: str  # page, press, receipt, status, counter, pay; of a draft what its writer and sender do
    told: str
    began: float
    took: float
    digest: str = ""
    about: str = ""
    reached: int = 0

    @property
    def ended(self) -> float:
        """When the answer had come."""
        return self.began + self.took


class Book:
    """Where one client process writes its notes, each at once on the disk's side of the process."""

    def __init__(self, file: IO[str]) -> None:
        self.file = file

    def write(self, who: str, did: str, told: str, began: float, *more: Any, **named: Any) -> None:
        """Note what came of something that began at an instant; `more` is what else a note has."""
        note = Note(who, did, told, began, time.time() - began, *more, **named)
        self.file.write(json.dumps(asdict(note)) + "\n")
        self.file.flush()


class Answered:
    """How many people have a definite answer, while the notes of a folder are still being written."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.read, self.who = folder, dict[Path, int](), set[str]()

    def so_far(self) -> int:
        """Read what was written since the last call, and count."""
        for path in self.folder.glob(NAMED):
            with path.open("rb") as file:
                file.seek(self.read.get(path, 0))
                lines = file.read()
            whole = lines[: lines.rfind(b"\n") + 1]
            self.read[path] = self.read.get(path, 0) + len(whole)
            found = (Note(**json.loads(line)) for line in whole.splitlines())
            self.who |= {one.who for one in found if one.did == "press" and one.told in DEFINITE}
        return len(self.who)


def read(folder: Path) -> list[Note]:
    """All notes of a folder, the oldest first."""
    lines = (line for path in folder.glob(NAMED) for line in path.read_text().splitlines())
    return sorted((Note(**json.loads(line)) for line in lines), key=lambda note: note.ended)
