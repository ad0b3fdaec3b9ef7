"""PDFs put together and made lighter step by step, never below what can be read; and a photograph of a face cut to its frame."""

import time
from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
from PIL import Image

from impplus.outside.files import lightening, pictures
from impplus.outside.files.kinds import MAX_PAGES, NotAccepted
from impplus.outside.files.rungs import Rung

INCH = 72  # points
A4, TABLOID = (
    842,
    1224,
)  # points of the longer side; no office scanner makes a larger sheet than the second
SAME_SIZE = 1.1  # how much larger than asked a picture may stay
DEEPEST = 12  # forms within forms
ENOUGH = 1.5  # seconds of the processor
QUALITIES = (90, 80, 70, 60, 50)  # of a photograph of a face, the first that is small enough


def squeezed(content: bytes, rung: Rung, first: int = 0) -> tuple[bytes, int]:
    """The same PDF with lighter pictures from the one of this number on, and where to go on.

    One that would not get lighter stays as it is. After ENOUGH seconds of the processor the rest is left to another
    turn, which begins at that number; 0 says that none is needed. Raises NotAccepted.
    """
    try:
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as source:
            found = _pictures(source)
            done = len(found)
            for number, (held, sheet) in enumerate(found):
                if number < first:
                    continue
                if time.process_time() > ENOUGH:
                    done = number
                    break
                _squeeze(held, rung, round(rung.dots * sheet / INCH))
            return _written(source), 0 if done == len(found) else done
    except pikepdf.PdfError:
        raise NotAccepted("damaged") from None


def merged(papers: Sequence[bytes]) -> tuple[bytes, int]:
    """One PDF of the pages of several, in their order, and how many they are; raises NotAccepted."""
    try:
        with pikepdf.new() as made:
            for paper in papers:
                with pikepdf.open(BytesIO(paper), suppress_warnings=True) as source:
                    made.pages.extend(source.pages)
            if len(made.pages) > MAX_PAGES * max(1, len(papers)):
                raise NotAccepted("too-many-pages")
            return _written(made), len(made.pages)
    except pikepdf.PdfError:
        raise NotAccepted("damaged") from None


def framed(
    content: bytes, box: tuple[int, int, int, int], size: tuple[int, int], most: int
) -> bytes:
    """A JPEG of part of a photograph (left, upper, right, lower in pixels; white beyond its edges), so wide and high,
    of at most so many bytes where some quality reaches that; raises NotAccepted."""
    seen = next(iter(pictures.upright(content, "jpeg"))).convert("RGB")
    left, upper, right, lower = box
    paper = Image.new("RGB", (right - left, lower - upper), seen.getpixel((0, 0)))
    paper.paste(seen, (-left, -upper))
    made = paper.resize(size, Image.Resampling.LANCZOS)
    written = b""
    for quality in QUALITIES:
        written = pictures.as_jpeg(made, quality)
        if len(written) <= most:
            break
    return written


def _pictures(source: pikepdf.Pdf) -> list[tuple[pikepdf.Stream, int]]:
    """Every picture on the pages, with the longer side of the largest sheet on which it lies, in points."""
    found = dict[tuple[int, int], tuple[pikepdf.Stream, int]]()
    for page in source.pages:
        box = [float(one) for one in page.mediabox]
        longer = round(max(box[2] - box[0], box[3] - box[1]))
        sheet = longer if longer <= TABLOID else A4  # a photograph saved at 72 dots an inch
        for held in _drawn(page.obj.get("/Resources"), set(), 0):
            known = found.get(held.objgen, (held, 0))[1]
            found[held.objgen] = held, max(sheet, known)
    return list(found.values())


def _drawn(resources: object, seen: set[tuple[int, int]], depth: int) -> Iterator[pikepdf.Stream]:
    named = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    for held in (named or pikepdf.Dictionary()).values():
        if not isinstance(held, pikepdf.Stream) or held.objgen in seen or depth > DEEPEST:
            continue
        seen.add(held.objgen)
        if held.get("/Subtype") == "/Image":
            yield held
        else:
            yield from _drawn(held.get("/Resources"), seen, depth + 1)


def _squeeze(held: pikepdf.Stream, rung: Rung, longest: int) -> None:
    width, height = int(held.get("/Width", 0)), int(held.get("/Height", 0))
    pictures.bounded(width, height)
    image = lightening.image_of(held, longest)
    if image is None:
        return
    if max(image.size) > longest * SAME_SIZE:
        image.thumbnail((longest, longest), Image.Resampling.BICUBIC, reducing_gap=2.0)
    if rung.grey:
        image = image.convert("L")
    lighter = pictures.as_jpeg(image, rung.quality)
    if len(lighter) < len(held.read_raw_bytes()):
        lightening.replace(held, lighter, image)


def _written(made: pikepdf.Pdf) -> bytes:
    written = BytesIO()
    made.remove_unreferenced_resources()
    made.save(
        written,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        deterministic_id=True,
    )
    return written.getvalue()
