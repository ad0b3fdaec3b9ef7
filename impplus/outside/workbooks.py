"""Workbooks as spreadsheets save them (XLSX, XLS, ODS): their first sheet as CSV in UTF-8."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO, Literal

type Reason = Literal["locked", "no-workbook", "too-heavy"]
BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
PATIENCE = 60.0  # seconds
HERE = Path(__file__).resolve().parents[2]
# How the process ends.
READ, LOCKED, NO_WORKBOOK, TOO_HEAVY = 0, 3, 4, 5
_REASONS: dict[int, Reason] = {LOCKED: "locked", NO_WORKBOOK: "no-workbook"}


class NotRead(Exception):
    """A workbook cannot be read, and why."""

    def __init__(self, reason: Reason) -> None:
        self.reason: Reason = reason
        super().__init__(reason)


def is_workbook(file: IO[bytes]) -> bool:
    """Whether a file begins as workbooks do; it is rewound."""
    file.seek(0)
    start = file.read(max(map(len, BEGINNINGS)))
    file.seek(0)
    return start.startswith(BEGINNINGS)


@contextmanager
def as_csv(file: IO[bytes]) -> Iterator[IO[bytes]]:
    """The first sheet of a workbook as CSV, made in a process of its own with limits; raises NotRead."""
    with TemporaryFile() as given, TemporaryFile() as made:
        file.seek(0)
        copyfileobj(file, given)
        given.seek(0)
        status = _made(given, made)
        if status != READ:
            raise NotRead(_REASONS.get(status, "too-heavy"))
        made.seek(0)
        yield made


def _made(given: IO[bytes], made: IO[bytes]) -> int:
    """How the process ended; it has none of the secrets of this one."""
    try:
        ended = subprocess.run(
            [sys.executable, "-m", "impplus.outside.files.workbook"],
            cwd=HERE,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
            stdin=given,
            stdout=made,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return TOO_HEAVY
    return ended.returncode
