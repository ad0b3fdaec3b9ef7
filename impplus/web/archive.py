"""A ZIP file that is written while it is sent, so that no copy of it lies on a disk."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from django.http import StreamingHttpResponse

from impplus.web.files import CLOSED

CHUNK = 256 * 1024  # bytes


@dataclass(frozen=True)
class Entry:
    """One file of an archive, opened when its turn comes."""

    name: str
    opened: Callable[[], IO[bytes]]


class _Written(io.RawIOBase):
    """What the archive has written and nobody has been sent yet."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: "bytes | memoryview") -> int:  # type: ignore[override]
        self.parts.append(bytes(part))
        return len(part)

    def taken(self) -> bytes:
        parts, self.parts = self.parts, []
        return b"".join(parts)


def archive(name: str, entries: Iterable[Entry]) -> StreamingHttpResponse:
    """The answer that hands over an archive of these files under a name; no cache keeps a copy."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": CLOSED,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return StreamingHttpResponse(_written(entries), content_type="application/zip", headers=headers)


def _written(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The archive, piece by piece: scans and photographs are stored as they are, since they are small already."""
    out = _Written()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for entry in entries:
            with (
                entry.opened() as content,
                made.open(entry.name, "w", force_zip64=True) as target,
            ):
                while part := content.read(CHUNK):
                    target.write(part)
                    yield out.taken()
    yield out.taken()
