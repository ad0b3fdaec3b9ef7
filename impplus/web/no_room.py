"""A request that found no room on the disk: what was typed in its form is kept, and its files are not."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from impplus.queries.room import FULL

KEPT = 256 * 1024  # bytes of a body: what is typed comes before the files

log = logging.getLogger(__name__)


class Beginning:
    """In place of a body that found no room on the disk: its beginning, and nothing of what follows."""

    def __init__(self, body: Any) -> None:
        laid = body.getfile()
        self.kept = b""
        if isinstance(laid, BytesIO):
            self.kept = laid.getvalue()[:KEPT]
        else:
            with suppress(OSError):
                self.kept = os.pread(laid.fileno(), KEPT, 0)
        with suppress(OSError):
            body.close()

    def append(self, _came: bytes) -> None:
        """Read on, so that the answer is heard."""

    def getfile(self) -> BytesIO:
        """The beginning of the body."""
        return BytesIO(self.kept)

    def close(self) -> None:
        """There is nothing to close."""

    def __len__(self) -> int:
        return len(self.kept)


class Laid(TemporaryFileUploadHandler):
    """As Django lays a large file down while it reads a form; one that finds no room is left out, and the request says so (`found_no_room`)."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        with self._room():
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Lay the next bytes down."""
        with self._room():
            return super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> "UploadedFile[Any] | None":
        """The whole file; None where its last bytes found no room."""
        with suppress(SkipFile), self._room():
            return super().file_complete(file_size)
        return None

    @contextmanager
    def _room(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            if fault.errno not in FULL:
                raise
            log.exception("out of reach")
            with suppress(OSError):  # Django closes it once more
                self.file.close()
            self.request.found_no_room = True  # type: ignore[union-attr]
            raise SkipFile from None
