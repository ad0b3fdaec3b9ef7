"""What each invented applicant has before the kills begin: a draft, a session, and the addresses of its pages."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ADDRESS = "address"  # the question whose answer is followed, on the page of the address


@dataclass(frozen=True)
class Draft:
    """One draft. `slots` are pages that take files, each with where a file in parts is announced.

    `files` are the hashes of those that it has from the beginning, `answer` what it says of the address.
    """

    number: str
    session: str
    contact: str
    add: str
    slots: tuple[tuple[str, str], ...]
    files: tuple[str, ...]
    answer: str


@dataclass(frozen=True)
class Plan:
    """A rehearsal as its clients know it."""

    site: int
    drafts: tuple[Draft, ...]

    def write(self, path: Path) -> None:
        """Keep it in a file."""
        path.write_text(json.dumps(asdict(self)))


def read(path: Path) -> Plan:
    """The plan that a file keeps."""
    said: dict[str, Any] = json.loads(path.read_text())
    return Plan(said["site"], tuple(_draft(one) for one in said["drafts"]))


def _draft(said: dict[str, Any]) -> Draft:
    slots = tuple((page, begins) for page, begins in said["slots"])
    return Draft(**said | {"slots": slots, "files": tuple(said["files"])})
