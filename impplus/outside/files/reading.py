"""Reading one file to its end, and making the one copy of it that other people see."""

import time
from collections.abc import Iterator
from ctypes import c_char
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from mmap import mmap

import pi_heif
import pikepdf
import pypdfium2
from PIL import Image
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from impplus.outside.files import looks, pdfs, pictures, xfa, zones
from impplus.outside.files.kinds import Kind, NotAccepted
from impplus.outside.files.looks import Look
from impplus.outside.files.pictures import Packed

MOST_SMALL = 24  # pages with a small picture
LARGEST = 40 * 1024 * 1024  # bytes of the copy of a file of many pictures
LATE = 6.0  # seconds of the processor, after which no further one is made
PORTRAIT_QUALITY = 90
MOST_SCALE = 8  # times the points of a page, so that a tiny one is not drawn huge
MOST_READ = 2  # pages on which a machine-readable zone is looked for
EARLY = 3.0  # seconds of the processor, after which none is looked for any more

pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
pi_heif.options.DECODE_THREADS = 1
Image.MAX_IMAGE_PIXELS = None  # our own bound is looked at first, in pictures.py


@dataclass(frozen=True)
class Made:
    """What was made of a file: the clean copy, its media type and pages, how each of the first ones looks,
    what was measured of a portrait, and the first pictures in grey, as far as they were photographs."""

    rendition: bytes
    media_type: str
    pages: int
    looks: tuple[Look, ...]
    portrait: dict[str, int] | None = None
    first: tuple[Image.Image, ...] = ()


def read(content: bytes, kind: Kind, *, portrait: bool, quarters: int = 0) -> Made:
    """The clean copy of a file; a portrait is one picture and stays one. Raises NotAccepted.

    A clean copy that is read once more, which is a PDF or a portrait, is turned so many `quarters` to the right.
    """
    if kind == "pdf":
        if portrait:
            raise NotAccepted("no-picture")
        rendition, pages = pdfs.copied(content, quarters)
        return Made(rendition, "application/pdf", pages, tuple(_drawn(rendition, pages)))
    if portrait:
        return _portrait(content, kind, quarters)
    return _photographed(content, kind)


def sheet(content: mmap, kind: Kind, number: int, *, longest: int, quarters: int) -> Made:
    """A page of a clean copy, counted from 1, as a JPEG so long and turned so many quarters to the right. Raises NotAccepted."""
    if kind == "pdf":
        page = _drawn_page(content, number, longest)
    else:
        page = next(iter(pictures.upright(content[:], kind)))
        page.thumbnail((longest, longest), Image.Resampling.BICUBIC, reducing_gap=2.0)
    page = page.convert("L") if page.mode == "1" else page
    page = page.rotate(-90 * quarters, expand=True) if quarters else page
    return Made(pictures.as_jpeg(page), "image/jpeg", 1, ())


def _drawn_page(content: mmap, number: int, longest: int) -> Image.Image:
    try:
        with pypdfium2.PdfDocument((c_char * len(content)).from_buffer(content)) as document:
            page = document[number - 1]
            scale = longest / max(page.get_width(), page.get_height())
            drawn: Image.Image = page.render(scale=min(scale, MOST_SCALE)).to_pil()
            return drawn
    except (pypdfium2.PdfiumError, ZeroDivisionError, ValueError, IndexError, OSError):
        raise NotAccepted("damaged") from None


def zone_of(made: Made, *, turned: bool) -> tuple[int, tuple[str, ...]]:
    """The lines of the first machine-readable zone on the first pages, none where there is none; and how many quarters to
    the right bring a photograph of one page upright.

    With `turned`, it is looked for whichever way a photograph lies, and in PDFs too, upright. What it raises or ends is to be
    no fault of the file, which was read before.
    """
    pages = iter(made.first)
    if turned and not made.first and made.media_type == "application/pdf":
        pages = _drawn_large(made.rendition)
    for page in pages:
        if time.process_time() > EARLY:
            break
        quarters, found = zones.found_in(page, turned=turned and bool(made.first))
        if found:
            return quarters if made.pages == 1 else 0, found
    return 0, ()


def _portrait(content: bytes, kind: Kind, quarters: int) -> Made:
    seen, *more = islice(pictures.upright(content, kind), 2)
    if more:
        raise NotAccepted("no-picture")
    seen = seen.convert("L") if seen.mode == "1" else seen
    seen = seen.rotate(-90 * quarters, expand=True)
    rendition = pictures.as_jpeg(seen, PORTRAIT_QUALITY)
    measured = looks.of_portrait(seen) | {"width": seen.width, "height": seen.height}
    return Made(rendition, "image/jpeg", 1, (looks.of_picture(seen),), measured)


def _photographed(content: bytes, kind: Kind) -> Made:
    pages, seen, size, first = list[Packed](), list[Look](), 0, list[Image.Image]()
    for image in pictures.upright(content, kind):
        pages.append(pictures.packed(image))
        size += len(pages[-1].content)
        if size > LARGEST:
            raise NotAccepted("too-heavy")
        if len(seen) < MOST_SMALL:
            seen.append(looks.of_picture(image))
        if len(first) < MOST_READ:
            first.append(image.convert("L"))
    rendition = pdfs.of_pictures(pages)
    return Made(rendition, "application/pdf", len(pages), tuple(seen), first=tuple(first))


def warm() -> None:
    """Have the parsers load what they load at their first use: behind the fence nothing can be loaded."""
    Image.init()
    zones.warm()
    xfa.warm()
    Image.new("LAB", (2, 2)).convert("RGB")  # of all modes, the one whose conversion is loaded late
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
            zone_of(read(written.getvalue(), "pdf", portrait=False), turned=True)


def _drawn(rendition: bytes, pages: int) -> Iterator[Look]:
    """Pages drawn small, from the clean copy, so that one sees what others will see."""
    try:
        with pypdfium2.PdfDocument(rendition) as document:
            for number in range(min(pages, MOST_SMALL)):
                if time.process_time() > LATE:
                    return
                page = document[number]
                scale = min(looks.SMALL[0] / page.get_width(), looks.SMALL[1] / page.get_height())
                pictured = next(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]), None) is not None
                yield looks.of_sheet(page.render(scale=min(scale, 4)).to_pil(), pictured=pictured)
    except (pypdfium2.PdfiumError, ZeroDivisionError, ValueError, OSError):
        raise NotAccepted("damaged") from None


def _drawn_large(rendition: bytes) -> Iterator[Image.Image]:
    """The first pages of a PDF as pictures, drawn large only where they may have a zone."""
    with pypdfium2.PdfDocument(rendition) as document:
        for number in range(min(len(document), MOST_READ)):
            page = document[number]
            longer = max(page.get_width(), page.get_height())
            if zones.may_be_in(page.render(scale=zones.COARSE / longer).to_pil()):
                yield page.render(scale=zones.WIDE / longer).to_pil().convert("L")
