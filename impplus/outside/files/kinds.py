"""What a file is by its first bytes, which endings of a name say so, and the limits of each kind."""

from pathlib import PurePosixPath
from typing import Literal

Kind = Literal["pdf", "jpeg", "png", "heif", "tiff", "webp"]
Reason = Literal[
    "empty",
    "too-big",
    "wrong-type",
    "mislabelled",
    "moves",
    "encrypted",
    "damaged",
    "too-many-pixels",
    "too-many-pages",
    "form",
    "no-picture",
    "too-heavy",
    "virus",
    "busy",
    "not-checked",
]

NO_ROOM = "no-room"  # what a process says that found no room on the disk for what it made
MAX_SIZE = 25 * 1024 * 1024
MOST_OF_A_FORM = 10 * 1024 * 1024  # bytes of one with an XFA part, as it comes
MAX_PAGES = 100
MAX_PIXELS = 50_000_000  # of a picture, whether it is a file or lies in a PDF
MAX_SIDE = 12_000

GIF = (b"GIF87a", b"GIF89a")  # pictures that may move
START = 1024  # bytes that say what it is
BLANKS = b"\xef\xbb\xbf \t\r\n\f\0"  # what may stand before a PDF
HEIF_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
MEDIA_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "heif": "image/heif",
    "tiff": "image/tiff",
    "webp": "image/webp",
}
PICTURES = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".heic", ".heif", ".hif", ".tif", ".tiff", ".webp"}
)


class NotAccepted(Exception):
    """The file cannot be accepted, for the reason given as a code."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


def kind_of(start: bytes) -> Kind | None:
    """The kind of a file by its first bytes, whatever it is called; None where it is none of ours."""
    if start.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if start.startswith((b"II*\0", b"MM\0*")):
        return "tiff"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "webp"
    if start[4:8] == b"ftyp" and start[8:12] in HEIF_BRANDS:
        return "heif"
    return "pdf" if start.lstrip(BLANKS).startswith(b"%PDF-") else None


def named_kind(name: str, start: bytes) -> Kind:
    """The kind of a file whose name says nothing else; raises NotAccepted, of a GIF whatever it is called.

    A picture may have any picture's ending, as phones save them, and any file may have none.
    """
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    found = kind_of(start)
    if start.startswith(GIF):
        raise NotAccepted("moves")
    if found is None:
        named = ending == ".pdf" or ending in PICTURES
        raise NotAccepted("mislabelled" if named else "wrong-type")
    expected = {".pdf"} if found == "pdf" else PICTURES
    if ending in expected or not ending.strip(".0123456789"):
        return found
    raise NotAccepted("mislabelled")
