"""A ZIP file of several files, made on the disk before it is sent: whoever reads it slowly keeps no page waiting.

A file that the store has lost is named in it, and keeps nobody from the others.
"""

import shutil
import zipfile
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import IO
from unicodedata import normalize

from django.http import FileResponse
from django.utils.translation import gettext as _

from impplus.actions.beside import reached
from impplus.actions.lost_files import FileLost
from impplus.web.files import as_file

SMALL = 8 * 1024 * 1024  # bytes
LONGEST_NAME = 240  # bytes of a name, of 255 that most systems can write
LONGEST_ENDING = 20  # letters
NOT_IN_NAMES = frozenset('/\\:*?"<>|')  # of files on Windows, and of folders


@dataclass(frozen=True)
class Entry:
    """One file of an archive, opened when its turn comes: `at` is when it was made, `says` what it is, for its list."""

    name: str
    opened: Callable[[], IO[bytes]]
    at: datetime
    says: str = ""


def unpackable(name: str) -> str:
    """The name of a file as it can be written wherever it is unpacked: short enough, of letters that every system takes; its ending stays."""
    name = "".join("-" if one in NOT_IN_NAMES else one for one in name if one.isprintable())
    ending = PurePosixPath(name).suffix[-LONGEST_ENDING:]
    start = name[: len(name) - len(ending)].encode()
    return start[: LONGEST_NAME - len(ending.encode())].decode(errors="ignore") + ending


def archive(name: str, entries: Iterable[Entry], *, size: int) -> FileResponse:
    """The answer that hands over an archive of these files under a name; raises OutOfReach where the disk is full.

    Where all of it is larger than SMALL (`size` in bytes) it lies on the disk, without a name, and is gone
    once it was sent. Scans and photographs are stored as they are, since they are small already.
    """
    missing, taken = list[str](), set[str]()
    with ExitStack() as until_sent, reached():
        made: IO[bytes] = BytesIO() if size <= SMALL else TemporaryFile()  # noqa: SIM115
        until_sent.callback(made.close)
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as whole:
            for entry in entries:
                try:
                    opened = entry.opened()
                except FileLost:
                    missing.append(entry.name)
                    continue
                name_in = _free(entry.name, taken)
                made_at = zipfile.ZipInfo(name_in, entry.at.timetuple()[:6])
                with opened as content, whole.open(made_at, "w", force_zip64=True) as to:
                    shutil.copyfileobj(content, to)
            if missing:
                whole.writestr(f"{_('READ FIRST - files that are missing')}.txt", _said(missing))
        made.seek(0)
        until_sent.pop_all()
        return as_file(made, "application/zip", name, attached=True)


def _free(name: str, taken: set[str]) -> str:
    """A name that no file before has, whichever system unpacks it: its own, or with a number; it is taken then."""
    folder, slash, last = name.rpartition("/")
    ending = PurePosixPath(last).suffix[-LONGEST_ENDING:]
    free, number = name, 1
    while _as_one(free) in taken:
        number += 1
        free = f"{folder}{slash}{last.removesuffix(ending)} ({number}){ending}"
    taken.add(_as_one(free))
    return free


def _as_one(name: str) -> str:
    """The same for names that some system takes for one."""
    return normalize("NFC", name).casefold()


def _said(missing: Iterable[str]) -> str:
    """Which files are not in the archive, and what to do."""
    said = _(
        "These files cannot be read right now, so they are not in this archive. Everything else is. The fault is ours: it was recorded, and the "
        "office sees it. Download the archive again later."
    )
    return "\n".join([said, "", *(f"- {name}" for name in missing), ""])
