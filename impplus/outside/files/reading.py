"""Reading one file to its end, and making the one copy of it that other people see."""

import time
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

import pi_heif
import pikepdf
import pypdfium2
from PIL import Image

from impplus.outside.files import looks, pdfs, pictures, zones
from impplus.outside.files.kinds import Kind, NotAccepted
from impplus.outside.files.looks import Look
from impplus.outside.files.pictures import Packed

MOST_SMALL = 24  # pages with a small picture
LARGEST = 40 * 1024 * 1024  # bytes of the copy of a file of many pictures
LATE = 6.0  # seconds of the processor, after which no further one is made
PORTRAIT_QUALITY = 90
MOST_READ = 2  # pages on which a machine-readable zone is looked for
EARLY = 3.0  # seconds of the processor, after which none is looked for any more

pi_heif.register_heif_opener(thumbnails=False)
pi_heif.options.DECODE_THREADS = 1
Image.MAX_IMAGE_PIXELS = None  # our own bound is looked at first, in pictures.py


@dataclass(frozen=True)
class Made:
    """What was made of a file: the clean copy, its media type and pages, how each of the first ones looks,
    what was measured of a portrait, and the lines of the machine-readable zone that was found."""

    rendition: bytes
    media_type: str
    pages: int
    looks: tuple[Look, ...]
    portrait: dict[str, int] | None = None
    zone: tuple[str, ...] = ()


def read(content: bytes, kind: Kind, *, portrait: bool, turned: bool = False) -> Made:
    """The clean copy of a file; a portrait is one picture and stays one. Raises NotAccepted.

    A machine-readable zone is looked for on the first pictures; `turned`, whichever way they lie, and in PDFs too.
    """
    if kind == "pdf":
        if portrait:
            raise NotAccepted("no-picture")
        rendition, pages = pdfs.copied(content)
        drawn, zone = _drawn(rendition, pages, turned)
        return Made(rendition, "application/pdf", pages, drawn, zone=zone)
    return _portrait(content, kind) if portrait else _photographed(content, kind, turned)


def _portrait(content: bytes, kind: Kind) -> Made:
    seen, *more = islice(pictures.upright(content, kind), 2)
    if more:
        raise NotAccepted("no-picture")
    seen = seen.convert("L") if seen.mode == "1" else seen
    rendition = pictures.as_jpeg(seen, PORTRAIT_QUALITY)
    measured = looks.of_portrait(seen) | {"width": seen.width, "height": seen.height}
    return Made(rendition, "image/jpeg", 1, (looks.of_picture(seen),), measured)


def _photographed(content: bytes, kind: Kind, turned: bool) -> Made:
    pages, seen, size, zone = list[Packed](), list[Look](), 0, tuple[str, ...]()
    for image in pictures.upright(content, kind):
        pages.append(pictures.packed(image))
        size += len(pages[-1].content)
        if size > LARGEST:
            raise NotAccepted("too-heavy")
        if len(seen) < MOST_SMALL:
            seen.append(looks.of_picture(image))
        if not zone and len(seen) <= MOST_READ and time.process_time() < EARLY:
            zone = zones.lines_in(image, turned=turned)
    return Made(pdfs.of_pictures(pages), "application/pdf", len(pages), tuple(seen), zone=zone)


def warm() -> None:
    """Have the parsers load what they load at their first use: behind the fence nothing can be loaded."""
    Image.init()
    zones.templates()
    paper = Image.new("RGB", (40, 60), "white")
    for kind, name in pictures.FORMATS.items():
        if kind != "heif":  # it is loaded, and nobody here can write one
            written = BytesIO()
            paper.save(written, name)
            _photographed(written.getvalue(), kind, turned=True)
    with pikepdf.new() as sheet:
        sheet.add_blank_page()
        for lock in (False, pikepdf.Encryption(owner="any", user="")):
            written = BytesIO()
            sheet.save(written, encryption=lock)
            read(written.getvalue(), "pdf", portrait=False)


def _drawn(rendition: bytes, pages: int, turned: bool) -> tuple[tuple[Look, ...], tuple[str, ...]]:
    """Pages drawn small, from the clean copy, so that one sees what others will see; and the zone on the first ones."""
    seen, zone = list[Look](), tuple[str, ...]()
    try:
        with pypdfium2.PdfDocument(rendition) as document:
            for number in range(min(pages, MOST_SMALL)):
                if time.process_time() > LATE:
                    break
                page = document[number]
                scale = min(looks.SMALL[0] / page.get_width(), looks.SMALL[1] / page.get_height())
                seen.append(looks.of_sheet(page.render(scale=min(scale, 4)).to_pil()))
                if turned and not zone and number < MOST_READ and time.process_time() < EARLY:
                    zone = _zone_on(page)
    except (pypdfium2.PdfiumError, ZeroDivisionError, ValueError, OSError):
        raise NotAccepted("damaged") from None
    return tuple(seen), zone


def _zone_on(page: pypdfium2.PdfPage) -> tuple[str, ...]:
    """The zone on a page of a PDF, which is drawn large only where it may have one."""
    coarse, fine = (
        side / max(page.get_width(), page.get_height()) for side in (zones.COARSE, zones.WIDE)
    )
    if not zones.may_be_in(page.render(scale=coarse).to_pil()):
        return ()
    return zones.lines_in(page.render(scale=fine).to_pil(), turned=True)
