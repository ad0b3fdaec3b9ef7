"""Reading one file to its end, and making the one copy of it that other people see."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

import pi_heif
import pikepdf
import pypdfium2
from PIL import Image

from impplus.outside.files import looks, pdfs, pictures
from impplus.outside.files.kinds import Kind, NotAccepted
from impplus.outside.files.looks import Look
from impplus.outside.files.pictures import Packed

MOST_SMALL = 24  # pages with a small picture
LARGEST = 40 * 1024 * 1024  # bytes of the copy of a file of many pictures
LATE = 6.0  # seconds of the processor, after which no further one is made
PORTRAIT_QUALITY = 90

pi_heif.register_heif_opener(thumbnails=False)
pi_heif.options.DECODE_THREADS = 1
Image.MAX_IMAGE_PIXELS = None  # our own bound is looked at first, in pictures.py


@dataclass(frozen=True)
class Made:
    """What was made of a file: the clean copy, its media type and pages, how each of the first ones looks,
    and what was measured of a portrait."""

    rendition: bytes
    media_type: str
    pages: int
    looks: tuple[Look, ...]
    portrait: dict[str, int] | None = None


def read(content: bytes, kind: Kind, *, portrait: bool) -> Made:
    """The clean copy of a file; a portrait is one picture and stays one. Raises NotAccepted."""
    if kind == "pdf":
        if portrait:
            raise NotAccepted("no-picture")
        rendition, pages = pdfs.copied(content)
        return Made(rendition, "application/pdf", pages, tuple(_drawn(rendition, pages)))
    return _portrait(content, kind) if portrait else _photographed(content, kind)


def _portrait(content: bytes, kind: Kind) -> Made:
    seen, *more = islice(pictures.upright(content, kind), 2)
    if more:
        raise NotAccepted("no-picture")
    seen = seen.convert("L") if seen.mode == "1" else seen
    rendition = pictures.as_jpeg(seen, PORTRAIT_QUALITY)
    measured = looks.of_portrait(seen) | {"width": seen.width, "height": seen.height}
    return Made(rendition, "image/jpeg", 1, (looks.of_picture(seen),), measured)


def _photographed(content: bytes, kind: Kind) -> Made:
    pages, seen, size = list[Packed](), list[Look](), 0
    for image in pictures.upright(content, kind):
        pages.append(pictures.packed(image))
        size += len(pages[-1].content)
        if size > LARGEST:
            raise NotAccepted("too-heavy")
        if len(seen) < MOST_SMALL:
            seen.append(looks.of_picture(image))
    return Made(pdfs.of_pictures(pages), "application/pdf", len(pages), tuple(seen))


def warm() -> None:
    """Have the parsers load what they load at their first use: behind the fence nothing can be loaded."""
    Image.init()
    paper = Image.new("RGB", (40, 60), "white")
    for kind, name in pictures.FORMATS.items():
        if kind != "heif":  # it is loaded, and nobody here can write one
            written = BytesIO()
            paper.save(written, name)
            _photographed(written.getvalue(), kind)
    with pikepdf.new() as sheet:
        sheet.add_blank_page()
        for lock in (False, pikepdf.Encryption(owner="any", user="")):
            written = BytesIO()
            sheet.save(written, encryption=lock)
            read(written.getvalue(), "pdf", portrait=False)


def _drawn(rendition: bytes, pages: int) -> Iterator[Look]:
    """Pages drawn small, from the clean copy, so that one sees what others will see."""
    try:
        with pypdfium2.PdfDocument(rendition) as document:
            for number in range(min(pages, MOST_SMALL)):
                if time.process_time() > LATE:
                    return
                page = document[number]
                scale = min(looks.SMALL[0] / page.get_width(), looks.SMALL[1] / page.get_height())
                yield looks.of_sheet(page.render(scale=min(scale, 4)).to_pil())
    except (pypdfium2.PdfiumError, ZeroDivisionError, ValueError, OSError):
        raise NotAccepted("damaged") from None
