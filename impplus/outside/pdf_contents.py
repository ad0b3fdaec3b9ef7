"""What hides inside a PDF: things that act when it is opened, and streams that swell."""

import mmap
import re
import zlib
from collections.abc import Iterator
from io import UnsupportedOperation
from typing import IO

import pikepdf

MAX_OBJECTS = 100_000
MAX_DEPTH = 50
MAX_STREAM = 50 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024

STREAM = re.compile(rb"stream\r?\n")
ACTIVE_KEYS = frozenset(
    {"/JS", "/JavaScript", "/XFA", "/EmbeddedFiles", "/EF", "/RichMediaContent"}
)
ACTIVE_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/Movie"}
)
ACTIVE_TYPES = frozenset({"/EmbeddedFile", "/RichMedia", "/FileAttachment", "/Movie", "/3D"})


def acts(pdf: pikepdf.Pdf) -> bool:
    """Whether the document runs, launches, carries or plays something, in any object of it."""
    if len(pdf.objects) > MAX_OBJECTS:
        raise ValueError("more objects than a document of 100 pages needs")
    return any(_acts(part) for held in pdf.objects for part in _dictionaries(held, 0))


def _acts(part: pikepdf.Object) -> bool:
    keys = set(part.keys())
    return (
        not keys.isdisjoint(ACTIVE_KEYS)
        or str(part.get("/S", "")) in ACTIVE_ACTIONS
        or str(part.get("/Type", "")) in ACTIVE_TYPES
        or str(part.get("/Subtype", "")) in ACTIVE_TYPES
    )


def _dictionaries(held: object, depth: int) -> Iterator[pikepdf.Object]:
    """Every dictionary written directly inside an object; indirect ones come on their own."""
    if depth > MAX_DEPTH:
        raise ValueError("nested deeper than any honest document")
    if isinstance(held, pikepdf.Array):
        parts: list[object] = list(held)
    elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        yield held
        parts = [value for _, value in held.items()]
    else:
        return
    for part in parts:
        if not getattr(part, "is_indirect", False):
            yield from _dictionaries(part, depth + 1)


def unpacks_too_big(file: IO[bytes]) -> bool:
    """Whether the compressed streams swell past the limits; measured without keeping them."""
    content = _mapped(file)
    total = 0
    for found in STREAM.finditer(content):
        size = _unpacked_size(content, found.end())
        total += size
        if size > MAX_STREAM or total > MAX_UNPACKED:
            return True
    return False


def _mapped(file: IO[bytes]) -> mmap.mmap | bytes:
    """The bytes of a file on the disk without reading them into memory, or of one in memory."""
    file.seek(0)
    try:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except UnsupportedOperation:
        return file.read()


def _unpacked_size(content: mmap.mmap | bytes, start: int) -> int:
    """Size of the largest layer of a deflated stream; 0 for other encodings."""
    largest = 0
    packed = memoryview(content)[start:]
    while len(packed) > 1 and packed[0] & 0x0F == 8 and int.from_bytes(packed[:2]) % 31 == 0:
        try:
            unpacked = zlib.decompressobj().decompress(packed, MAX_STREAM + 1)
        except zlib.error:
            break
        largest = max(largest, len(unpacked))
        if largest > MAX_STREAM:
            break
        packed = memoryview(unpacked)
    return largest
