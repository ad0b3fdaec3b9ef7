"""The pages of a PDF are copied into a new one, without whatever acts, hides or tells of a device."""

import zlib
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from impplus.outside.files.lightening import without_segments
from tests.outside.files.looking import everything_in, pages_of, refusal, shown
from tests.outside.files.sent import (
    a_page,
    a_pdf,
    a_scan,
    as_jpeg,
    saved,
    with_root,
)


@pytest.mark.parametrize("before", [b"\r\n", b"\xef\xbb\xbf", b"\n \t\n"])
def test_a_blank_line_or_a_mark_before_a_pdf_does_no_harm(before: bytes) -> None:
    assert pages_of("passport.pdf", before + a_pdf(pages=2)) == 2


def test_a_pdf_with_a_password_is_refused_and_one_that_opens_for_everybody_is_not() -> None:
    locked = a_pdf(encryption=pikepdf.Encryption(owner="owner", user="secret"))
    assert refusal("passport.pdf", locked) == "encrypted"
    opens = a_pdf(encryption=pikepdf.Encryption(owner="owner", user=""))
    with shown("passport.pdf", opens) as pdf:
        assert (pdf.is_encrypted, len(pdf.pages)) == (False, 1)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_pdf_cut_short_is_refused(share: float) -> None:
    content = a_pdf(pages=20)
    assert refusal("passport.pdf", content[: int(len(content) * share)]) == "damaged"


def test_a_pdf_of_which_pages_are_missing_is_refused() -> None:
    short = a_pdf(pages=20).replace(b"/Count 20", b"/Count 21")
    assert refusal("passport.pdf", short) == "damaged"


def test_a_pdf_that_lost_its_table_is_repaired() -> None:
    content = a_pdf(pages=5)
    at = content.rindex(b"startxref")
    assert pages_of("passport.pdf", content[:at] + b"startxref\n99999\n%%EOF") == 5


@pytest.mark.parametrize("in_place", [True, False])
def test_a_pdf_with_layers_keeps_them_wherever_they_are_listed(in_place: bool) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        layer = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="Plan of the flat")
        )
        listed = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
        pdf.Root.OCProperties = listed if in_place else pdf.make_indirect(listed)
        content = saved(pdf)
    with shown("lease.pdf", content) as clean:
        assert clean.Root.OCProperties.D.OFF[0].Name == "Plan of the flat"


def test_what_follows_the_end_of_a_pdf_is_not_in_its_clean_copy() -> None:
    with shown("passport.pdf", a_pdf() + b"PK\x03\x04 hidden") as pdf:
        assert b"hidden" not in everything_in(pdf)


def test_words_after_a_pdf_s_first_bytes_are_not_a_pdf() -> None:
    assert refusal("passport.pdf", b"%PDF-1.7\nnothing of the kind\n%%EOF") == "damaged"


def test_a_hundred_pages_pass_and_one_more_does_not() -> None:
    assert pages_of("book.pdf", a_pdf(pages=100)) == 100
    assert refusal("book.pdf", a_pdf(pages=101)) == "too-many-pages"


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
LAUNCH = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))


def of_a_page(**entries: pikepdf.Object) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, value in entries.items():
            pdf.pages[0].obj[f"/{name}"] = value
        return saved(pdf)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (with_root(OpenAction=SCRIPT), b"alert"),
        (with_root(OpenAction=LAUNCH), b"calc.exe"),
        (with_root(Names=pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(A=SCRIPT))), b"alert"),
        (with_root(Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())), b"Embedded"),
        (of_a_page(AA=pikepdf.Dictionary(O=SCRIPT)), b"alert"),
        (
            of_a_page(Resources=pikepdf.Dictionary(Deep=pikepdf.Array([LAUNCH]), AA=SCRIPT)),
            b"alert",
        ),
        (of_a_page(Annots=pikepdf.Array([pikepdf.Dictionary(A=LAUNCH)])), b"calc.exe"),
        (of_a_page(PieceInfo=pikepdf.Dictionary(By=pikepdf.String("Alice's telephone"))), b"Alice"),
        (with_root(Lang=pikepdf.String("Alice's")), b"Alice"),
    ],
    ids=["script", "launch", "named", "attachment", "page", "deep", "note", "device", "author"],
)
def test_what_a_pdf_does_or_tells_is_not_in_its_clean_copy(content: bytes, word: bytes) -> None:
    assert word in content
    with shown("passport.pdf", content) as pdf:
        assert word not in everything_in(pdf)
        assert len(pdf.pages) == 1


def test_what_was_typed_into_a_form_is_on_the_page() -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        look = pikepdf.Stream(
            pdf,
            b"BT /F1 12 Tf (typed by Alice) Tj ET",
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Form,
            BBox=pikepdf.Array([0, 0, 100, 20]),
        )
        field = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=pikepdf.String("name"),
            F=4,
            Rect=pikepdf.Array([50, 50, 150, 70]),
            AP=pikepdf.Dictionary(N=look),
        )
        held = pdf.make_indirect(field)
        page.obj.Annots = pikepdf.Array([held])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([held]))
        content = saved(pdf)
    with shown("form.pdf", content) as clean:
        assert b"typed by Alice" in everything_in(clean)
        assert "/Annots" not in clean.pages[0].obj


def test_a_form_that_only_another_program_draws_is_refused() -> None:
    form = pikepdf.Dictionary(XFA=pikepdf.Array(), Fields=pikepdf.Array())
    assert refusal("form.pdf", with_root(AcroForm=form, NeedsRendering=True)) == "form"


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_page_that_swells_is_refused_whatever_it_is_packed_in(times: int) -> None:
    swollen = bytes(100 * 1024 * 1024)
    for _ in range(times):
        swollen = zlib.compress(swollen)
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        bomb = pikepdf.Stream(pdf, b"")
        bomb.write(swollen, filter=pikepdf.Array([pikepdf.Name.FlateDecode] * times))
        page.obj.Contents = bomb
        how = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
        content = saved(pdf, **how)
    assert refusal("passport.pdf", content) == "too-heavy"


def with_contents(packed: bytes, *packing: str, blank: int = 30) -> bytes:
    """A PDF whose last page, beyond those that are drawn, holds this."""
    with pikepdf.new() as pdf:
        for _ in range(blank + 1):
            page = pdf.add_blank_page()
        held = pikepdf.Stream(pdf, b"")
        held.write(packed, filter=pikepdf.Array([pikepdf.Name(one) for one in packing]))
        page.obj.Contents = held
        how = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
        return saved(pdf, **how)


@pytest.mark.parametrize(
    ("packed", "packing"),
    [
        (
            zlib.compress(bytes(100 * 2**20)).hex().encode() + b">",
            ["/ASCIIHexDecode", "/FlateDecode"],
        ),
        (zlib.compress(b"\x81 " * 2**20), ["/FlateDecode", "/RunLengthDecode"]),
        (zlib.compress(bytes(100 * 2**20))[:-8] + b"not zlib", ["/FlateDecode"]),
    ],
    ids=["behind another filter", "before another filter", "with a fault at its end"],
)
def test_a_page_that_nobody_draws_is_measured_all_the_same(
    packed: bytes, packing: list[str]
) -> None:
    assert refusal("passport.pdf", with_contents(packed, *packing)) == "too-heavy"


def test_a_page_that_draws_the_same_again_and_again_is_refused() -> None:
    with pikepdf.new() as pdf:
        for _ in range(30):
            page = pdf.add_blank_page()
        lines = pdf.make_indirect(pikepdf.Stream(pdf, b"0 0 m 1 1 l S " * 1_000))
        page.obj.Contents = pikepdf.Array([lines] * 20_000)
        assert refusal("passport.pdf", saved(pdf)) == "too-heavy"


def test_a_picture_that_holds_more_than_its_pixels_is_refused() -> None:
    bomb = a_scan((10, 10), zlib.compress(bytes(100 * 2**20)), "/FlateDecode")
    assert refusal("passport.pdf", bomb) == "too-heavy"


def test_a_photograph_packed_once_more_loses_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Alice's telephone"
    photograph = as_jpeg(a_page((800, 1100)), exif=exif)
    assert b"Alice" in photograph
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        size = {"Width": 800, "Height": 1100, "BitsPerComponent": 8}
        held = pikepdf.Stream(
            pdf, b"", **size, Subtype=pikepdf.Name.Image, ColorSpace=pikepdf.Name.DeviceRGB
        )
        names = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode])
        held.write(zlib.compress(photograph), filter=names)
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Seen=held))
        content = saved(pdf, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    with shown("scan.pdf", content) as clean:
        kept = clean.pages[0].obj.Resources.XObject.Seen
        assert kept.read_raw_bytes().startswith(b"\xff\xd8")
        assert b"Alice" not in kept.read_raw_bytes()


def test_objects_nested_without_end_are_refused() -> None:
    nested = b"[" * 90 + b"]" * 90
    content = a_pdf().replace(b"/Resources <<", b"/Resources << /Deep " + nested)
    assert nested in content
    assert refusal("passport.pdf", content) == "too-heavy"


@pytest.mark.parametrize("dots", [300, 600])
def test_a_scan_in_colour_is_accepted_and_compressed(dots: int) -> None:
    size = (dots * 21 // 3, dots * 29 // 3)
    sheet = a_page(size)
    for packed, packing in (
        (zlib.compress(sheet.tobytes(), 1), "/FlateDecode"),
        (as_jpeg(sheet, quality=95), "/DCTDecode"),
    ):
        with shown("scan.pdf", a_scan(size, packed, packing)) as pdf:
            held = pdf.pages[0].obj.Resources.XObject.Seen
            assert (str(held.Filter), max(int(held.Width), int(held.Height))) == (
                "/DCTDecode",
                2_340,
            )
            assert len(held.read_raw_bytes()) < min(len(packed), 700_000)


def test_a_picture_with_a_mask_or_few_dots_is_left_as_it_is() -> None:
    packed = as_jpeg(a_page((800, 1100)))
    with shown("scan.pdf", a_scan((800, 1100), packed, "/DCTDecode")) as pdf:
        assert int(pdf.pages[0].obj.Resources.XObject.Seen.Width) == 800
    masked = a_scan(
        (2_600, 3_000),
        as_jpeg(a_page((2_600, 3_000))),
        "/DCTDecode",
        Mask=pikepdf.Array([0, 0, 0, 0, 0, 0]),
    )
    with shown("scan.pdf", masked) as pdf:
        assert int(pdf.pages[0].obj.Resources.XObject.Seen.Width) == 2_600


def test_a_picture_keeps_nothing_of_the_device_behind_bytes_that_fill_nor_behind_its_end() -> None:
    plain = as_jpeg(a_page((200, 300)))
    told = b"\xff\xff\xe1\x00\x0aExif-GPS"
    assert without_segments(plain[:2] + told + plain[2:] + b"PK-and-more") == without_segments(
        plain
    )
    assert without_segments(plain).endswith(b"\xff\xd9")
    scans = as_jpeg(a_page((200, 300)), progressive=True)
    with Image.open(BytesIO(without_segments(scans))) as after, Image.open(BytesIO(scans)) as first:
        assert after.tobytes() == first.tobytes()
