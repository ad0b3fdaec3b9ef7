"""What a file really is, decided by its content, and whether it may be kept."""

import os
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Literal, cast

import pikepdf
from PIL import Image

from impplus.outside import pdf_contents, store

Kind = Literal["pdf", "jpeg", "png"]
Reason = Literal[
    "empty",
    "too-big",
    "wrong-type",
    "mislabelled",
    "encrypted",
    "damaged",
    "too-many-pixels",
    "too-many-pages",
    "active-content",
]

MAX_SIZE = 25 * 1024 * 1024
MAX_PAGES = 100
MAX_PIXELS = 50_000_000
MAX_SIDE = 12_000

MAGIC: dict[Kind, bytes] = {"pdf": b"%PDF-", "jpeg": b"\xff\xd8\xff", "png": b"\x89PNG\r\n\x1a\n"}
LONGEST_MAGIC = max(map(len, MAGIC.values()))
EXTENSIONS: dict[str, Kind] = {".pdf": "pdf", ".jpg": "jpeg", ".jpeg": "jpeg", ".png": "png"}
MEDIA_TYPES: dict[Kind, str] = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}


class NotAccepted(Exception):
    """The file cannot be accepted, for the reason given as a code."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept: what it is, its pages, its bytes and their SHA-256."""

    kind: Kind
    pages: int
    size: int
    sha256: str
    media_type: str


def inspect(name: str, content: IO[bytes]) -> Inspected:
    """Accept a file whose name, first bytes and strict parser all agree; raises NotAccepted."""
    size = content.seek(0, os.SEEK_END)
    if not size:
        raise NotAccepted("empty")
    if size > MAX_SIZE:
        raise NotAccepted("too-big")
    kind = _kind(name, _from_the_start(content).read(LONGEST_MAGIC))
    pages = _pdf_pages(content) if kind == "pdf" else _image_pages(content, kind)
    digest = store.digest_of(content)
    return Inspected(kind, pages, size, digest, MEDIA_TYPES[kind])


def _from_the_start(content: IO[bytes]) -> BinaryIO:
    content.seek(0)
    return cast("BinaryIO", content)


def _kind(name: str, start: bytes) -> Kind:
    named = EXTENSIONS.get(PurePosixPath(name.replace("\\", "/")).suffix.lower())
    found = next((kind for kind, magic in MAGIC.items() if start.startswith(magic)), None)
    if found is None and named is None:
        raise NotAccepted("wrong-type")
    if found is None or found != named:
        raise NotAccepted("mislabelled")
    return found


def _pdf_pages(content: IO[bytes]) -> int:
    if pdf_contents.unpacks_too_big(content):
        raise NotAccepted("too-big")
    try:
        with pikepdf.open(_from_the_start(content), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise NotAccepted("encrypted")
            pages = len(pdf.pages)
            if pages > MAX_PAGES:
                raise NotAccepted("too-many-pages")
            if pdf_contents.acts(pdf):
                raise NotAccepted("active-content")
    except pikepdf.PasswordError:
        raise NotAccepted("encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError):
        # The parser names broken structure in as many ways as there are ways to break it.
        raise NotAccepted("damaged") from None
    if pages == 0:
        raise NotAccepted("damaged")
    return pages


def _image_pages(content: IO[bytes], kind: Kind) -> int:
    try:
        with Image.open(_from_the_start(content), formats=[kind.upper()]) as image:
            # Only the header has been read here: a bomb is refused before it unpacks.
            if max(image.size) > MAX_SIDE or image.width * image.height > MAX_PIXELS:
                raise NotAccepted("too-many-pixels")
            # A phone's JPEG may carry a second, hidden picture; a PNG with frames is an animation.
            if kind == "png" and getattr(image, "n_frames", 1) > 1:
                raise NotAccepted("wrong-type")
            image.load()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAccepted("too-many-pixels") from None
    except (OSError, SyntaxError, ValueError, TypeError, IndexError, EOFError, zlib.error):
        raise NotAccepted("damaged") from None
    return 1
