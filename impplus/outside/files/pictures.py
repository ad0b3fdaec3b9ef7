"""Pictures: decoded to the last pixel, turned upright, and made again without anything else that they held."""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageStat

from impplus.outside.files.kinds import MAX_PAGES, MAX_PIXELS, MAX_SIDE, Kind, NotAccepted

LONGEST = (
    2_800  # pixels on the longer side of what is made: 240 dots an inch on a sheet of letter paper
)
QUALITY = 80
MOST_MARKS = 50_000  # of a JPEG, bytes between them that say nothing included
MOST_SCANS = 100  # of a progressive JPEG; the usual ones have ten
PLAIN = frozenset({"1", "L", "RGB"})
ORIENTATION = 0x0112  # in EXIF: how the camera was held
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
PNG_END = b"IEND\xaeB`\x82"
SCAN, END = 0xDA, 0xD9  # marks in a JPEG
ALONE = frozenset({0x01, *range(0xD0, 0xD9)})  # those without a segment
MARK = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # what ends the bits of a scan
# A HEIF's entry of an item: the four letters that say what it is, and the media type of one that has one. Where they are no
# letters, pi_heif 1.4 ends its process.
ITEM = re.compile(
    rb"infe(?:\x02.{5}|\x03.{7})..(.{4})(?:(?<=mime)[^\0]{0,255}\0([^\0]{0,255}))?", re.DOTALL
)
REDUCED = 1  # TIFF's mark of a frame that is a small copy of another
FORMATS: dict[Kind, str] = {
    "jpeg": "JPEG",
    "png": "PNG",
    "heif": "HEIF",
    "tiff": "TIFF",
    "webp": "WEBP",
}
# A decoder names what is broken in as many ways as there are ways to break it.
BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    EOFError,
    RuntimeError,
    zlib.error,
)


def upright(content: bytes, kind: Kind) -> Iterator[Image.Image]:
    """Each page of a picture, upright, black and white, grey or in colours, at most LONGEST pixels long.

    A TIFF has as many as it has frames, any other one. Raises NotAccepted.
    """
    if kind == "jpeg" and scans_in(content) > MOST_SCANS:
        raise NotAccepted("too-heavy")
    if kind == "png" and PNG_END not in content:
        raise NotAccepted("damaged")
    if kind == "heif" and not items_are_named(content):
        raise NotAccepted("damaged")
    with _told(), Image.open(BytesIO(content), formats=[FORMATS[kind]]) as image:
        frames = getattr(image, "n_frames", 1) if kind in {"tiff", "png", "webp"} else 1
        if frames > 1 and kind != "tiff":
            raise NotAccepted("moves")
        if frames > MAX_PAGES:
            raise NotAccepted("too-many-pages")
        for frame in range(frames):
            if frame:
                image.seek(frame)
            if frames == 1 or not _is_reduced(image):
                yield _made(image)


def scans_in(jpeg: bytes) -> int:
    """How many times a JPEG goes over its pixels; what follows its end, such as a film, is not looked at.

    Raises NotAccepted("damaged") for millions of marks, or of bytes that fill, which take a reader minutes.
    """
    scans, at, steps = 0, 2, 0
    while scans <= MOST_SCANS and at + 4 <= len(jpeg):
        steps += 1
        if steps > MOST_MARKS:
            raise NotAccepted("damaged")
        if jpeg[at] != 0xFF or jpeg[at + 1] in {0x00, 0xFF}:
            at = jpeg.find(b"\xff", at + 1) % (len(jpeg) + 1)  # to the end where there is none
            continue
        mark = jpeg[at + 1]
        if mark == END:
            break
        at += 2 if mark in ALONE else 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        if mark == SCAN:
            scans += 1
            found = MARK.search(jpeg, at)
            at = found.start() if found else len(jpeg)
    return scans


def items_are_named(heif: bytes) -> bool:
    """Whether the kind of each item of a HEIF, and the media type of one that has one, are letters."""
    return all(b"".join(one).isascii() for one in ITEM.findall(heif))


@contextmanager
def _told() -> Iterator[None]:
    """Raise NotAccepted for whatever a decoder raises within."""
    try:
        yield
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotAccepted("too-many-pixels") from None
    except BROKEN:
        raise NotAccepted("damaged") from None


def bounded(width: int, height: int) -> None:
    """Raise NotAccepted where a picture has more pixels than is worth decoding, or none."""
    if min(width, height) < 1:
        raise NotAccepted("damaged")
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        raise NotAccepted("too-many-pixels")


def _is_reduced(image: Image.Image) -> bool:
    return bool(getattr(image, "tag_v2", {}).get(254, 0) & REDUCED)


def _made(image: Image.Image) -> Image.Image:
    # Only the header has been read here: a bomb is refused before it unpacks.
    bounded(*image.size)
    image.draft(None, (LONGEST, LONGEST))  # a JPEG of twice the size is decoded at half of it
    image.load()
    turned = image.getexif().get(ORIENTATION, 1)
    made = image if image.mode in PLAIN else _flat(image)
    if max(made.size) > LONGEST:
        made = made.convert("L") if made.mode == "1" else made
        made.thumbnail((LONGEST, LONGEST), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return made.transpose(TURNS[turned]) if turned in TURNS else made.copy()


def _flat(image: Image.Image) -> Image.Image:
    """In grey or in colours of eight bits, whatever shines through being white."""
    if image.mode.startswith("I") or image.mode == "F":
        deep = image.convert("F")
        deepest = ImageStat.Stat(deep).extrema[0][1]
        scale = 1.0 if deepest <= 255 else 255 / 65_535
        return deep.point(lambda value: value * scale).convert("L")
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    return image.convert("RGB")


@dataclass(frozen=True)
class Packed:
    """A picture as it is kept: its bytes, their encoding ("JPEG", or "Flate" of one bit a pixel), mode and size."""

    content: bytes
    encoding: str
    mode: str
    size: tuple[int, int]


def packed(image: Image.Image) -> Packed:
    """The picture alone: no place, no device, no preview, no profile."""
    if image.mode == "1":
        return Packed(zlib.compress(image.tobytes()), "Flate", "1", image.size)
    return Packed(as_jpeg(image), "JPEG", image.mode, image.size)


def as_jpeg(image: Image.Image, quality: int = QUALITY) -> bytes:
    """A picture in grey or in colours as a JPEG without anything else."""
    written = BytesIO()
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    clean.save(written, "JPEG", quality=quality)
    return written.getvalue()
