"""Scans and photographs in a PDF, made lighter: fewer dots, and nothing that tells of place or device."""

import re
import time
from io import BytesIO

import pikepdf
from PIL import Image

from impplus.outside.files import pictures, streams
from impplus.outside.files.kinds import NotAccepted

DEEPEST, MARGIN = 8, 1024 * 1024  # bytes of a pixel at most, and what a picture may hold besides
FINE = 2_340  # pixels on the longer side of a sheet of A4 at 200 dots an inch
QUALITY = 70
ENOUGH = 4.0  # seconds of the processor, after which pictures are left as they are
COLOURS = {"/DeviceRGB": "RGB", "/DeviceGray": "L", "/CalRGB": "RGB", "/CalGray": "L"}
_SEGMENT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def lighten(held: pikepdf.Stream) -> None:
    """A scan with more dots than 200 an inch is made again with fewer; a photograph loses where it was taken."""
    width, height = int(held.get("/Width", 0)), int(held.get("/Height", 0))
    pictures.bounded(width, height)
    streams.swollen(held, width * height * DEEPEST + MARGIN)
    photograph = streams.picture_in(held)
    if photograph is not None:
        held.write(without_segments(photograph), filter=pikepdf.Name.DCTDecode)
    if max(width, height) <= FINE * 1.1 or time.process_time() > ENOUGH:
        return
    image = image_of(held, FINE)
    if image is None:
        return
    image.thumbnail((FINE, FINE), Image.Resampling.BICUBIC, reducing_gap=2.0)
    lighter = pictures.as_jpeg(image, QUALITY)
    if len(lighter) < len(held.read_raw_bytes()) or streams.filters(held) != ["/DCTDecode"]:
        replace(held, lighter, image)


def replace(held: pikepdf.Stream, jpeg: bytes, image: Image.Image) -> None:
    """Put a JPEG in the place of a picture; `image` is what it shows, in grey or in colours."""
    held.Width, held.Height = image.size
    held.ColorSpace = pikepdf.Name.DeviceGray if image.mode == "L" else pikepdf.Name.DeviceRGB
    held.write(jpeg, filter=pikepdf.Name.DCTDecode)


def image_of(held: pikepdf.Stream, longest: int) -> Image.Image | None:
    """A plain picture of eight bits, read no finer than so many pixels need; None where it is left as it is."""
    mode, size = _mode(held), (int(held.get("/Width", 0)), int(held.get("/Height", 0)))
    return _decoded(held, mode, size, longest) if mode else None


def _mode(held: pikepdf.Stream) -> str | None:
    if held.get("/BitsPerComponent") != 8 or held.get("/ImageMask"):
        return None
    if any(key in held for key in ("/Decode", "/Mask", "/SMaskInData")):
        return None
    colours = held.get("/ColorSpace")
    if isinstance(colours, pikepdf.Array):
        if colours[0] == "/ICCBased":
            return {1: "L", 3: "RGB"}.get(int(colours[1].get("/N", 0)))
        return COLOURS.get(str(colours[0]))
    return COLOURS.get(str(colours))


def _decoded(
    held: pikepdf.Stream, mode: str, size: tuple[int, int], longest: int
) -> Image.Image | None:
    packed = streams.filters(held)
    if packed == ["/DCTDecode"]:
        raw = held.read_raw_bytes()
        if pictures.scans_in(raw) > pictures.MOST_SCANS:
            raise NotAccepted("too-heavy")
        with Image.open(BytesIO(raw), formats=["JPEG"]) as image:
            if image.mode != mode or image.size != size:
                return None
            image.draft(None, (longest, longest))
            image.load()
            return image
    if packed not in (["/FlateDecode"], ["/LZWDecode"], []):
        return None
    plain = bytes(held.get_stream_buffer())
    if len(plain) < size[0] * size[1] * len(mode):
        return None
    return Image.frombuffer(mode, size, plain, "raw", mode, 0, 1)


def without_segments(jpeg: bytes) -> bytes:
    """A JPEG without its segments of text, place, device and preview, and without what follows its end; not a pixel changes."""
    kept, at = [jpeg[:2]], 2
    while at + 2 <= len(jpeg) and jpeg[at] == 0xFF:
        mark = jpeg[at + 1]
        if mark == 0xFF:  # it only fills
            at += 1
            continue
        if mark == 0xD9:  # the picture ends
            return b"".join([*kept, jpeg[at : at + 2]])
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4])
        # The first (density) and the fourteenth (how colours are meant) change what is seen.
        if not (0xE1 <= mark <= 0xED or mark in {0xEF, 0xFE}):
            kept.append(jpeg[at:end])
        at = end
        if mark == 0xDA:  # its points follow, up to the next segment
            following = _SEGMENT.search(jpeg, at)
            stop = following.start() if following else len(jpeg)
            kept.append(jpeg[at:stop])
            at = stop
    return b"".join([*kept, jpeg[at:]])
