"""How a page looks: a small picture of it, and hints such as blank, dark or blurred, which refuse nothing."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageFilter, ImageStat

from impplus.outside.files import borders

SMALL = (176, 248)  # pixels of a small picture: twice what a slot shows, for sharp screens
JUDGED = (1000, 1000)
BLANK, DARK = 3.0, 70.0  # standard deviation, and mean, of 0 to 255
SHARP = 60.0  # least variance of the Laplacian of a page that can be read
CUT_SMALL = 700  # pixels on the shorter side below which a document cannot be read
PARTS = 4  # across and down
EDGES = ImageFilter.Kernel((3, 3), (0, 1, 0, 1, -4, 1, 0, 1, 0), scale=1, offset=128)


@dataclass(frozen=True)
class Look:
    """One page: its small picture as WebP, and its hints."""

    small: bytes
    hints: tuple[str, ...]


def of_picture(image: Image.Image) -> Look:
    """Of a page that was photographed or scanned, given whole."""
    grey = image.convert("L")
    grey.thumbnail(JUDGED, Image.Resampling.BICUBIC, reducing_gap=2.0)
    hints = _light(grey)
    if not hints and min(image.size) < CUT_SMALL:
        hints = ["small"]
    if not hints and _sharpest(grey) < SHARP:
        hints = ["blurred"]
    if "blank" not in hints and borders.is_cut(grey):
        hints.append("cut")
    return Look(small(image), tuple(hints))


def of_sheet(drawn: Image.Image, *, pictured: bool = True) -> Look:
    """Of a page of a PDF, as it was drawn at the size of a small picture; whether any picture lies on it."""
    hints = _light(drawn.convert("L"))
    alone = not pictured and "blank" not in hints
    return Look(small(drawn), (*hints, *(("written",) if alone else ())))


def small(image: Image.Image) -> bytes:
    """A picture to recognize a page by: some kilobytes."""
    made = image.copy() if max(image.size) <= max(SMALL) else image
    made = made.convert("RGB")
    made.thumbnail(SMALL, Image.Resampling.BICUBIC, reducing_gap=2.0)
    written = BytesIO()
    made.save(written, "WEBP", quality=60, method=2)
    return written.getvalue()


def of_portrait(image: Image.Image) -> dict[str, int]:
    """What can be measured of a photograph of a face: how light its background is, and how even; and its head.

    `light` is the mean of the strips left, right and above, of 0 to 255; `spread` their standard deviation. Of the
    head, see borders.py.
    """
    seen = image.convert("RGB")
    seen.thumbnail((200, 200), Image.Resampling.BICUBIC)
    width, height = seen.size
    strip, above = max(1, width // 12), max(1, height // 20)
    boxes = (
        (0, 0, strip, height // 2),
        (width - strip, 0, width, height // 2),
        (0, 0, width, above),
    )
    parts = [seen.crop(box).convert("L") for box in boxes]
    pixels = b"".join(part.tobytes() for part in parts)
    around = Image.frombytes("L", (len(pixels), 1), pixels)
    return {
        "light": round(ImageStat.Stat(around).mean[0]),
        "spread": round(ImageStat.Stat(around).stddev[0]),
        **borders.head_in(seen, ImageStat.Stat(around).median[0]),
    }


def _light(grey: Image.Image) -> list[str]:
    stat = ImageStat.Stat(grey)
    if stat.stddev[0] < BLANK:
        return ["blank"]
    return ["dark"] if stat.mean[0] < DARK else []


def _sharpest(grey: Image.Image) -> float:
    """The variance of the Laplacian in the sharpest of the parts of a page, most of which may be empty."""
    edges, (across, down) = grey.filter(EDGES), grey.size
    columns = [across * part // PARTS for part in range(PARTS + 1)]
    rows = [down * part // PARTS for part in range(PARTS + 1)]
    boxes = (
        (columns[x] + 1, rows[y] + 1, columns[x + 1] - 1, rows[y + 1] - 1)
        for x in range(PARTS)
        for y in range(PARTS)
    )
    return max(float(ImageStat.Stat(edges.crop(box)).var[0]) for box in boxes)
