"""PDFs: their pages copied into a new file, without anything that acts, hides or tells of a device."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

from impplus.outside.files import lightening, pictures, streams
from impplus.outside.files.kinds import MAX_PAGES, NotAccepted

END = b"%%EOF"
MAX_OBJECTS = 30_000  # that the pages need
MAX_DEPTH = 50
DEEP = b"[" * 500
MOST_NOTES = 5_000  # notes, stamps and fields of a form, on all pages
MOST_DRAWINGS = 100_000  # of one page, those of its forms counted each time
MOST_UNPACKED = 60 * 1024 * 1024  # bytes of all that the pages hold besides pictures
PAPER = 842  # points: the longer side of A4
THINNEST = 3  # points: no page may be thinner

PAGE_KEEPS = frozenset(
    {"/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/UserUnit", "/Group"}
)
# What acts, embeds, points elsewhere or tells of the sender, wherever it stands.
TAKEN_OUT = frozenset(
    {"/AA", "/A", "/OpenAction", "/JS", "/JavaScript", "/XFA", "/EF", "/EmbeddedFiles", "/AF", "/Ref"}
    | {"/OPI", "/Alternates", "/Metadata", "/PieceInfo", "/LastModified", "/Measure", "/PtData"}
)  # fmt: skip
# The parser names broken structure in as many ways as there are ways to break it.
BROKEN = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError)
_DRAWS = re.compile(rb"[\s]Do\b")


def copied(content: bytes, quarters: int = 0) -> tuple[bytes, int]:
    """A new PDF with the pages of another, so many `quarters` turned to the right, and how many they are; raises NotAccepted.

    What qpdf can repair is repaired, but for what was cut off, where pages would be missing. A password that
    only forbids printing is no obstacle.
    """
    if END not in content:
        raise NotAccepted("damaged")
    if DEEP in content:  # qpdf stops there, and would call the file broken
        raise NotAccepted("too-heavy")
    try:
        with (
            pikepdf.open(BytesIO(content), suppress_warnings=True) as source,
            pikepdf.new() as made,
        ):
            _copy(source, made)
            for page in made.pages if quarters else ():
                page.rotate(90 * quarters, relative=True)
            return _written(made), len(made.pages)
    except pikepdf.PasswordError:
        raise NotAccepted("encrypted") from None
    except BROKEN:
        raise NotAccepted("damaged") from None
    except RuntimeError as fault:  # of qpdf's own; memory that it lacks is one, too
        raise NotAccepted("too-heavy" if "alloc" in str(fault) else "damaged") from None


def _copy(source: pikepdf.Pdf, made: pikepdf.Pdf) -> None:
    claimed = int(source.Root.Pages.get("/Count", 0))
    if claimed > MAX_PAGES:  # each would be looked at to be counted
        raise NotAccepted("too-many-pages")
    pages = len(source.pages)
    if pages == 0 or claimed > pages:
        raise NotAccepted("damaged")
    if pages > MAX_PAGES:
        raise NotAccepted("too-many-pages")
    _must_be_few(source)
    form = source.Root.get("/AcroForm")
    if form is not None and "/XFA" in form and source.Root.get("/NeedsRendering"):
        raise NotAccepted("form")  # its page only says that another program must draw it
    if form is not None and form.get("/NeedAppearances"):
        source.generate_appearance_streams()  # the file leaves it to its reader to draw what was typed
    source.flatten_annotations("screen")  # what is typed or stamped becomes part of the page
    for page in source.pages:
        made.pages.append(page)
    for page in made.pages:
        for key in set(page.obj.keys()) - PAGE_KEEPS:
            del page.obj[key]
    if "/OCProperties" in source.Root:  # which layers are seen
        layers = source.make_indirect(source.Root.OCProperties)  # most files write it in place
        made.Root.OCProperties = made.copy_foreign(layers)
    _clean(made)


def _must_be_few(source: pikepdf.Pdf) -> None:
    """Refuse more notes than are made part of their pages in a second: each is looked at, named once or a thousand times."""
    notes = 0
    for page in source.pages:
        named = page.obj.get("/Annots")
        notes += len(named) if isinstance(named, pikepdf.Array) else 0
        if notes > MOST_NOTES:
            raise NotAccepted("too-heavy")


def _clean(made: pikepdf.Pdf) -> None:
    if len(made.objects) > MAX_OBJECTS:
        raise NotAccepted("too-heavy")
    left, sizes = MOST_UNPACKED, dict[tuple[int, int], int]()
    for held in made.objects:
        for part in _dictionaries(held, 0):
            for key in TAKEN_OUT.intersection(part.keys()):
                del part[key]
        if isinstance(held, pikepdf.Stream):
            if held.get("/Subtype") == "/Image":
                lightening.lighten(held)
            else:
                sizes[held.objgen] = streams.swollen(held, left)
                left -= sizes[held.objgen]
    for page in made.pages:  # one that draws the same again and again
        drawn = page.obj.get("/Contents")
        parts = list(drawn) if isinstance(drawn, pikepdf.Array) else []
        if sum(sizes.get(one.objgen, 0) for one in parts) > MOST_UNPACKED:
            raise NotAccepted("too-heavy")
    _must_end(made)


def _must_end(made: pikepdf.Pdf) -> None:
    """Refuse a page whose forms draw forms that draw forms, so often that no viewer comes to its end."""
    known = dict[tuple[int, int], int]()
    for page in made.pages:
        drawn = page.obj.get("/Contents")
        parts = list(drawn) if isinstance(drawn, pikepdf.Array) else [drawn]
        streams_of = [one for one in parts if isinstance(one, pikepdf.Stream)]
        if _drawings(streams_of, page.resources, known, 0) > MOST_DRAWINGS:
            raise NotAccepted("too-heavy")


def _drawings(
    parts: list[pikepdf.Stream], resources: object, known: dict[tuple[int, int], int], depth: int
) -> int:
    """How many drawings these streams come to at most, each form drawn counting all that it draws."""
    if depth > MAX_DEPTH:
        raise NotAccepted("too-heavy")
    uses = sum(len(_DRAWS.findall(one.read_bytes())) for one in parts)
    named = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    most = 1
    for held in (named or pikepdf.Dictionary()).values() if uses else ():
        if isinstance(held, pikepdf.Stream) and held.get("/Subtype") == "/Form":
            if held.objgen not in known:
                known[held.objgen] = MOST_DRAWINGS + 1  # one that draws itself has no end
                own = held.get("/Resources", resources)
                known[held.objgen] = 1 + _drawings([held], own, known, depth + 1)
            most = max(most, known[held.objgen])
    return uses * most


def _dictionaries(held: object, depth: int) -> Iterator[pikepdf.Object]:
    """Every dictionary written directly inside an object; indirect ones come on their own."""
    if depth > MAX_DEPTH:
        raise NotAccepted("too-heavy")
    if isinstance(held, pikepdf.Array):
        parts: list[object] = list(held)
    elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        yield held
        parts = [value for _, value in held.items()]
    else:
        return
    for part in parts:
        if not getattr(part, "is_indirect", False):
            yield from _dictionaries(part, depth + 1)


def _written(made: pikepdf.Pdf) -> bytes:
    written = BytesIO()
    made.save(
        written,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        deterministic_id=True,
    )
    return written.getvalue()


def of_pictures(pages: list[pictures.Packed]) -> bytes:
    """A PDF with a page for each picture."""
    with pikepdf.new() as made:
        for one in pages:
            width, height = (max(THINNEST, side * PAPER / max(one.size)) for side in one.size)
            page = made.add_blank_page(page_size=(width, height))
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Seen=_in(made, one)))
            drawn = f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Seen Do Q"
            page.obj.Contents = pikepdf.Stream(made, drawn.encode())
        return _written(made)


def _in(made: pikepdf.Pdf, one: pictures.Packed) -> pikepdf.Stream:
    colours = pikepdf.Name.DeviceRGB if one.mode == "RGB" else pikepdf.Name.DeviceGray
    return pikepdf.Stream(
        made,
        one.content,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=one.size[0],
        Height=one.size[1],
        ColorSpace=colours,
        BitsPerComponent=1 if one.mode == "1" else 8,
        Filter=pikepdf.Name.DCTDecode if one.encoding == "JPEG" else pikepdf.Name.FlateDecode,
    )
