"""Files as people and attackers send them, made here: none of them is worth keeping."""

import base64
import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
from PIL import Image, ImageDraw, ImageFont

# A picture of 64 × 32, red on the left and blue on the right, taken with the camera held upright (EXIF: turn right).
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAchtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ADRpbG9jAAAAAERAAAIAAQAAAAAB7AABAAAAAAAAAEMAAgAAAAACLwABAAAAAAAAACQAAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAABB2lwcnAAAADmaXBjbwAAAHZodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq"
    "5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xh"
    "cAAAAEAAAAABAAAAIAAAAAEAAAAAAAAAAv///+AAAAACAAAAEHBpeGkAAAAAAwgICAAAAAlpcm90AwAAABlpcG1hAAAAAAAAAAEA"
    "AQaBAgMFhIYAAAAaaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAG9tZGF0AAAAPygBr1jm9Oq//+c7v/8qPSH2JRfX/+Kr1X9RO0/8"
    "YSVJLUGhOEOoU1kV9AH/X9IQtIF+6STPHCOH8N3q7MGiFAAAAAZFeGlmAABNTQAqAAAACAABARIAAwAAAAEABgAAAAAAAA=="
)


def a_pdf(pages: int = 1, **how: object) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        return saved(pdf, **how)


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    written = BytesIO()
    pdf.save(written, **how)  # type: ignore[arg-type]
    return written.getvalue()


def with_root(**entries: pikepdf.Object) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = value
        return saved(pdf)


def an_image(kind: str, size: tuple[int, int] = (60, 40), **how: object) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "teal").save(written, kind, **how)
    return written.getvalue()


def half_and_half(kind: str, **how: object) -> bytes:
    """64 × 32: the left half red, the right one blue."""
    picture = Image.new("RGB", (64, 32), "red")
    picture.paste("blue", (32, 0, 64, 32))
    written = BytesIO()
    picture.save(written, kind, **how)
    return written.getvalue()


def a_page(
    size: tuple[int, int] = (1654, 2339), words: str = "Bail de logement, page 1"
) -> Image.Image:
    """A sheet with lines of words, as a scanner sees it."""
    sheet = Image.new("RGB", size, (247, 246, 240))
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size[0] // 40)
    for line in range(12):
        place = (size[0] // 10, size[1] // 10 + line * size[1] // 20)
        draw.text(place, f"{words} {line}", font=font, fill=(35, 35, 60))
    return sheet


def as_jpeg(picture: Image.Image, **how: object) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", **how)
    return written.getvalue()


def a_png_header(width: int, height: int) -> bytes:
    """A well-formed PNG of any size whose pixels are almost nothing in the file."""
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0" * (width // 8 + 1) * 10)),
        (b"IEND", b""),
    ]
    chunks = (
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def a_scan(size: tuple[int, int], packed: bytes, packing: str, **more: object) -> bytes:
    """A PDF of one page that is one picture."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        picture = pikepdf.Stream(
            pdf,
            packed,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=size[0],
            Height=size[1],
            ColorSpace=pikepdf.Name.DeviceRGB,
            BitsPerComponent=8,
            Filter=pikepdf.Name(packing),
            **more,
        )
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Seen=picture))
        page.obj.Contents = pikepdf.Stream(pdf, b"q 595 0 0 842 0 0 cm /Seen Do Q")
        return saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def a_raw_pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalogue."""
    written, places = bytearray(b"%PDF-1.7\n"), list[int]()
    for number, body in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    ends = b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF"
    count, begins = len(objects) + 1, len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table) + ends % (count, begins)
    return bytes(written)


def a_stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(content), entries, content)


def a_page_with(contents: bytes, *more: bytes, entries: bytes = b"") -> bytes:
    """A PDF of one page, with a stream of its own and further objects from the fifth on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R%b>>" % entries
    root = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return a_raw_pdf(*root, page, contents, *more)


def packed_often(content: bytes, times: int) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 9)
    return content


def a_progressive_jpeg(scans: int, side: int) -> bytes:
    """A picture whose last scan comes again and again."""
    whole = as_jpeg(Image.new("L", (side, side), 128), progressive=True, quality=50)
    last = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last * scans + whole[-2:]


def hostile() -> dict[str, Callable[[], bytes]]:
    """How to make each file that once held a web process, by the name it comes under; some take a second."""
    broken = zlib.compress(b"0 0 m " * 200_000)[:-20] + b"x" * 20
    pages = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[%b]>>" % (b"4 0 R " * 20_000)
    root = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    forms = [
        a_stream(
            b"/F Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</F %d 0 R>>>>"
            % after,
        )
        for after in range(6, 16)
    ]
    blank = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    last = blank[:-2] + b"/Contents 5 0 R/Resources<</XObject<</F 6 0 R>>>>>>"
    kids = b"3 0 R " * 30 + b"4 0 R"
    late = (
        a_stream(b"/F Do " * 10),
        *(
            a_stream(
                b"/F Do " * 10,
                b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]/Resources<</XObject<</F %d 0 R>>>>"
                % after,
            )
            for after in range(7, 17)
        ),
        a_stream(b"0 0 9 9 re f", b"/Type/XObject/Subtype/Form/BBox[0 0 600 900]"),
    )
    many = b"/Resources<</X[%b]>>" % b" ".join(b"%d 0 R" % one for one in range(5, 65_000))
    noted = b"/Annots[%b]" % (b"5 0 R " * 200_000)
    note = b"<</Type/Annot/Subtype/Square/Rect[0 0 9 9]>>"
    thousands = b"<</Type/Pages/Kids[%b]/Count 1>>" % (b"3 0 R " * 200_000)
    return {
        "notes.pdf": lambda: a_page_with(a_stream(b""), note, entries=noted),
        "one page often.pdf": lambda: a_raw_pdf(root[0], thousands, blank),
        "overlapping.pdf": lambda: a_raw_pdf(
            *root, pages, a_stream(broken, b"/Filter/FlateDecode")
        ),
        "late forms.pdf": lambda: a_raw_pdf(
            root[0], b"<</Type/Pages/Kids[%b]/Count 31>>" % kids, blank, last, *late
        ),
        "scans.jpg": lambda: a_progressive_jpeg(2_000, 7_000),
        "objects.pdf": lambda: a_page_with(a_stream(b""), *[b"<</A 1>>"] * 65_000, entries=many),
        "twice.pdf": lambda: a_page_with(_packed(packed_often(b" " * 2**29, 2), 2)),
        "three times.pdf": lambda: a_page_with(_packed(packed_often(b" " * 2**28, 3), 3)),
        "lines.pdf": lambda: a_page_with(_packed(packed_often(b"0 0 m 1 1 l S\n" * 10**7, 1), 1)),
        "forms.pdf": lambda: a_page_with(
            a_stream(b"/F Do"), *forms, entries=b"/Resources<</XObject<</F 5 0 R>>>>"
        ),
    }


def _packed(content: bytes, times: int) -> bytes:
    return a_stream(content, b"/Filter[%b]" % (b"/FlateDecode" * times))
