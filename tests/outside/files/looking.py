"""A file looked at as the site does, and what is in its clean copy."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from impplus.outside.files.inspecting import Inspected, inspected
from impplus.outside.files.kinds import NotAccepted
from tests.outside.files.sent import (
    saved,
)


@contextmanager
def looked_at(
    name: str, content: bytes, *, portrait: bool = False, turned: bool = False
) -> Iterator[Inspected]:
    with inspected(name, BytesIO(content), account=1, portrait=portrait, turned=turned) as found:
        yield found


def pages_of(name: str, content: bytes) -> int:
    with looked_at(name, content) as found:
        return found.pages


def refusal(name: str, content: bytes, *, portrait: bool = False) -> str:
    with pytest.raises(NotAccepted) as refused, looked_at(name, content, portrait=portrait):
        pass
    return refused.value.reason


def shown(name: str, content: bytes) -> pikepdf.Pdf:
    """The clean copy of a file."""
    with looked_at(name, content) as found:
        found.rendition.seek(0)
        return pikepdf.open(BytesIO(found.rendition.read()))


def drawn(name: str, content: bytes) -> list[Image.Image]:
    """The picture on each page of the clean copy of a file."""
    with shown(name, content) as pdf:
        return [
            pikepdf.PdfImage(page.obj.Resources.XObject.Seen).as_pil_image().convert("RGB")
            for page in pdf.pages
        ]


def everything_in(pdf: pikepdf.Pdf) -> bytes:
    """A PDF with its streams unpacked, to look for words in it."""
    return saved(
        pdf,
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.specialized,
    )
