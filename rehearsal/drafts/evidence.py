"""All that the checks look at, side by side: what each draft had before, what its clients were told, and what is held."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from rehearsal.drafts.plan import Draft
from rehearsal.notes import Note

WRITES = ("types", "presses", "keeps", "adds")  # what is done to answers
SENDS = ("begins", "part", "form")  # and to files
SAVES = ("types", "presses", "keeps")


@dataclass(frozen=True)
class Kept:
    """A document: for what it was sent, its hash, whether its bytes have that hash, and whether its clean copy is there."""

    slot: str
    digest: str
    whole: bool
    ready: bool


@dataclass(frozen=True)
class OnItsWay:
    """A file in parts: its mark, its bytes, those that came, why it was refused, and the hash of its document, or ""."""

    mark: str
    size: int
    received: int
    refused: str
    document: str


@dataclass(frozen=True)
class Held:
    """A draft as database and store hold it."""

    answer: str
    members: tuple[str, ...]
    files: tuple[Kept, ...]
    uploads: tuple[OnItsWay, ...]


@dataclass(frozen=True)
class Evidence:
    """By the number of each draft."""

    drafts: Mapping[str, Draft]
    held: Mapping[str, Held]
    notes: Sequence[Note]

    @cached_property
    def of(self) -> Mapping[str, list[Note]]:
        """The notes of each draft, in the order in which they were begun."""
        found = defaultdict[str, list[Note]](list)
        for note in sorted(self.notes, key=lambda note: note.began):
            found[note.who].append(note)
        return found


def read(path: Path) -> dict[str, Held]:
    """What a file keeps of what was held."""
    said: dict[str, dict[str, Any]] = json.loads(path.read_text())
    return {number: _held(one) for number, one in said.items()}


def _held(said: dict[str, Any]) -> Held:
    return Held(
        answer=said["answer"],
        members=tuple(said["members"]),
        files=tuple(Kept(**one) for one in said["files"]),
        uploads=tuple(OnItsWay(**one) for one in said["uploads"]),
    )
