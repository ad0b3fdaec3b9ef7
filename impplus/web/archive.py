"""A ZIP file of several files, made on the disk before it is sent: whoever reads it slowly keeps no page waiting."""

import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO

from django.http import FileResponse

from impplus.actions.beside import reached
from impplus.web.files import as_file


@dataclass(frozen=True)
class Entry:
    """One file of an archive, opened when its turn comes."""

    name: str
    opened: Callable[[], IO[bytes]]


def archive(name: str, entries: Iterable[Entry]) -> FileResponse:
    """The answer that hands over an archive of these files under a name; raises OutOfReach where the disk is full.

    The file on the disk has no name, and is gone once it was sent. Scans and photographs are stored as they
    are, since they are small already.
    """
    with reached():
        made = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the answer
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as whole:
            for entry in entries:
                with (
                    entry.opened() as content,
                    whole.open(entry.name, "w", force_zip64=True) as target,
                ):
                    shutil.copyfileobj(content, target)
        made.seek(0)
    return as_file(made, "application/zip", name, attached=True)
