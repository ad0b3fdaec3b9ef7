"""Files as a phone, a scanner and an attacker write them, invented: `python -m bench.phone FOLDER` writes them, and says their sizes.

HEIC is written with pillow-heif, which is installed for the bench alone.
"""

import json
import math
import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pillow_heif
from PIL import Image, ImageDraw

from bench.photographs import jpeg, photograph

SHEET = (1654, 2339)  # pixels of A4 at 200 dots an inch
PAGES = 40
SET_OF_HEIC = 25 * 2**20  # bytes together


def heic() -> bytes:
    """As a phone writes it."""
    written = BytesIO()
    picture = pillow_heif.from_pillow(photograph())
    picture.save(written, format="HEIF", quality=60, enc_params={"preset": "ultrafast"})
    return written.getvalue()


def another(of: bytes, number: int) -> bytes:
    """The same picture in a file of its own: a box that says nothing stands at its end (ISO/IEC 14496-12, 8.1.2)."""
    return of + struct.pack(">I4sI", 12, b"free", number)


def scan() -> bytes:
    """Forty sheets in colour at 200 dots an inch."""
    with pikepdf.new() as pdf:
        for number in range(PAGES):
            sheet = Image.effect_noise(SHEET, 8).point(lambda one: 180 + one // 2).convert("RGB")
            draw = ImageDraw.Draw(sheet)
            for line in range(40):
                draw.text(
                    (160, 200 + 50 * line),
                    f"Bail de logement, page {number + 1}, ligne {line} " * 2,
                    fill=(30, 30, 50),
                    font_size=30,
                )
            _add(pdf, sheet)
        written = BytesIO()
        pdf.save(written)
    return written.getvalue()


def many_lines() -> bytes:
    """A small PDF of one page with ten million lines: a reader draws until it is ended."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        drawn = zlib.compress(b"0 0 m 1 1 l S\n" * 10**7, 9)
        page.obj.Contents = pikepdf.Stream(pdf, drawn, Filter=pikepdf.Name.FlateDecode)
        written = BytesIO()
        pdf.save(written, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return written.getvalue()


def many_scans() -> bytes:
    """A small progressive JPEG whose last scan comes two thousand times: each is read over all its pixels."""
    written = BytesIO()
    Image.new("L", (7_000, 7_000), 128).save(written, "JPEG", progressive=True, quality=50)
    whole = written.getvalue()
    last = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last * 2_000 + whole[-2:]


def _add(pdf: pikepdf.Pdf, sheet: Image.Image) -> None:
    packed = BytesIO()
    sheet.save(packed, "JPEG", quality=70)
    page = pdf.add_blank_page(page_size=(595, 842))
    picture = pikepdf.Stream(
        pdf,
        packed.getvalue(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=SHEET[0],
        Height=SHEET[1],
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Seen=picture))
    page.obj.Contents = pikepdf.Stream(pdf, b"q 595 0 0 842 0 0 cm /Seen Do Q")


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    made = {f"photo-{n}.jpg": jpeg(n) for n in range(5)} | {"scan.pdf": scan()}
    made |= {"hostile-lines.pdf": many_lines(), "hostile-scans.jpg": many_scans()}
    # Beside them, one of their size that no parser ever sees: what its requests cost is no fault of a file.
    made["hostile-nothing.pdf"] = b"no file of any kind" * (len(made["hostile-lines.pdf"]) // 19)
    one = heic()
    for number in range(math.ceil(SET_OF_HEIC / len(one))):
        made[f"photo-{number}.heic"] = another(one, number)
    for name, content in made.items():
        (folder / name).write_bytes(content)
    print(json.dumps({name: len(content) for name, content in made.items()}))


if __name__ == "__main__":
    main()
