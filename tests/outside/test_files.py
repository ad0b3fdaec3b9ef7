"""A file is what its bytes say; what may not be kept is refused with a reason, quickly."""

import hashlib
import struct
import time
import zlib
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from impplus.outside import files
from impplus.outside.files import Inspected, NotAccepted


def a_pdf(pages: int = 1, **how: object) -> bytes:
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        return saved(pdf, **how)


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    written = BytesIO()
    pdf.save(written, **how)  # type: ignore[arg-type]
    return written.getvalue()


def an_image(kind: str, size: tuple[int, int] = (60, 40), **how: object) -> bytes:
    written = BytesIO()
    Image.new("RGB", size, "teal").save(written, kind, **how)
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


def inspect(name: str, content: bytes) -> Inspected:
    return files.inspect(name, BytesIO(content))


def refusal(name: str, content: bytes) -> str:
    with pytest.raises(NotAccepted) as refused:
        inspect(name, content)
    return refused.value.reason


def test_a_pdf_is_accepted_with_its_pages_size_and_hash() -> None:
    content = a_pdf(pages=3)
    assert inspect("Passport.PDF", content) == Inspected(
        "pdf", 3, len(content), hashlib.sha256(content).hexdigest(), "application/pdf"
    )


def test_a_file_on_the_disk_is_what_it_is_in_memory(tmp_path: Path) -> None:
    content = a_pdf()
    path = tmp_path / "passport.pdf"
    path.write_bytes(content)
    with path.open("rb") as file:
        assert files.inspect("passport.pdf", file) == inspect("passport.pdf", content)
    path.write_bytes(b"")
    with path.open("rb") as file, pytest.raises(NotAccepted) as refused:
        files.inspect("passport.pdf", file)
    assert refused.value.reason == "empty"


@pytest.mark.parametrize("name", ["photo.jpg", "photo.JPEG", r"C:\photos\photo.jpg"])
def test_a_jpeg_is_accepted(name: str) -> None:
    content = an_image("JPEG")
    assert inspect(name, content) == Inspected(
        "jpeg", 1, len(content), hashlib.sha256(content).hexdigest(), "image/jpeg"
    )


def test_a_png_is_accepted() -> None:
    content = an_image("PNG")
    assert inspect("photo.png", content) == Inspected(
        "png", 1, len(content), hashlib.sha256(content).hexdigest(), "image/png"
    )


def test_an_empty_file_is_refused() -> None:
    assert refusal("passport.pdf", b"") == "empty"


def test_25_megabytes_pass_and_one_byte_more_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    assert files.MAX_SIZE == 25 * 1024 * 1024
    assert refusal("passport.pdf", b"%PDF-" + b" " * (files.MAX_SIZE - 4)) == "too-big"


@pytest.mark.parametrize("name", ["letter.docx", "virus.exe", "page.html", "passport"])
def test_another_kind_of_file_is_refused(name: str) -> None:
    assert refusal(name, b"PK\x03\x04 something else") == "wrong-type"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("passport.pdf", an_image("JPEG")),
        ("photo.jpg", a_pdf()),
        ("photo.png", an_image("JPEG")),
        ("photo.jpg", b"<html><script>alert(1)</script>"),
        ("passport.pdf.exe", a_pdf()),
        ("passport", a_pdf()),
    ],
)
def test_a_name_that_does_not_say_what_the_content_is_is_refused(name: str, content: bytes) -> None:
    assert refusal(name, content) == "mislabelled"


@pytest.mark.parametrize("password", ["secret", ""])
def test_a_pdf_with_a_password_is_refused(password: str) -> None:
    locked = a_pdf(encryption=pikepdf.Encryption(owner="owner", user=password))
    assert refusal("passport.pdf", locked) == "encrypted"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
def test_a_pdf_cut_short_is_refused(share: float) -> None:
    content = a_pdf(pages=20)
    assert refusal("passport.pdf", content[: int(len(content) * share)]) == "damaged"


def test_words_after_a_pdf_s_first_bytes_are_not_a_pdf() -> None:
    assert refusal("passport.pdf", b"%PDF-1.7\nnothing of the kind") == "damaged"


def test_a_hundred_pages_pass_and_one_more_does_not() -> None:
    assert inspect("book.pdf", a_pdf(pages=100)).pages == 100
    assert refusal("book.pdf", a_pdf(pages=101)) == "too-many-pages"


def with_root(**entries: pikepdf.Object) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = value
        return saved(pdf)


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
LAUNCH = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))


@pytest.mark.parametrize(
    "content",
    [
        with_root(OpenAction=SCRIPT),
        with_root(OpenAction=LAUNCH),
        with_root(Names=pikepdf.Dictionary(JavaScript=pikepdf.Dictionary())),
        with_root(Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())),
        with_root(AcroForm=pikepdf.Dictionary(XFA=pikepdf.Array(), Fields=pikepdf.Array())),
        with_root(Deep=pikepdf.Array([pikepdf.Dictionary(AA=pikepdf.Dictionary(O=SCRIPT))])),
        with_root(Rich=pikepdf.Dictionary(Subtype=pikepdf.Name.RichMedia)),
    ],
    ids=["script", "launch", "named scripts", "attachment", "xfa", "nested", "rich media"],
)
def test_a_pdf_that_does_something_is_refused(content: bytes) -> None:
    assert refusal("passport.pdf", content) == "active-content"


def test_a_script_inside_a_compressed_object_stream_is_found() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.OpenAction = pdf.make_indirect(SCRIPT)
        content = saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"JavaScript" not in content
    assert refusal("passport.pdf", content) == "active-content"


def test_a_link_to_a_page_of_the_same_document_is_fine() -> None:
    going = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=pikepdf.String("start"))
    assert inspect("passport.pdf", with_root(OpenAction=going)).pages == 1


def test_a_stream_that_swells_is_refused_before_it_is_opened() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.Bomb = pikepdf.Stream(pdf, bytes(60 * 1024 * 1024))
        content = saved(pdf, compress_streams=True)
    assert len(content) < 200_000
    assert refusal("passport.pdf", content) == "too-big"


def test_a_stream_packed_twice_is_measured_inside() -> None:
    packed = zlib.compress(zlib.compress(bytes(60 * 1024 * 1024)))
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        bomb = pikepdf.Stream(pdf, b"")
        bomb.write(packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode] * 2))
        pdf.Root.Bomb = bomb
        how = {"stream_decode_level": pikepdf.StreamDecodeLevel.none, "compress_streams": False}
        content = saved(pdf, **how)
    assert len(content) < 10_000
    assert refusal("passport.pdf", content) == "too-big"


def test_objects_nested_without_end_are_refused() -> None:
    nested = b"[" * 90 + b"]" * 90
    content = a_pdf().replace(b"/Type /Catalog", b"/Deep " + nested + b" /Type /Catalog")
    assert refusal("passport.pdf", content) == "damaged"


def test_a_picture_of_900_megapixels_is_refused_at_once() -> None:
    content = a_png_header(30_000, 30_000)
    started = time.perf_counter()
    assert refusal("photo.png", content) == "too-many-pixels"
    assert time.perf_counter() - started < 0.5


@pytest.mark.parametrize("size", [(12_001, 10), (10, 12_001), (8_000, 8_000), (11_000, 11_000)])
def test_a_picture_over_the_limits_is_refused(size: tuple[int, int]) -> None:
    assert refusal("photo.png", a_png_header(*size)) == "too-many-pixels"


def test_a_picture_at_the_limit_passes() -> None:
    assert inspect("photo.png", an_image("PNG", (12_000, 4_000))).kind == "png"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_cut_short_is_refused(kind: str) -> None:
    content = an_image(kind, (600, 400))
    assert refusal(f"photo.{kind.lower()}", content[: len(content) // 2]) == "damaged"


def test_an_animation_is_refused() -> None:
    written = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(written, "PNG", save_all=True, append_images=frames[1:])
    assert refusal("photo.png", written.getvalue()) == "wrong-type"


def test_a_phone_s_photograph_with_a_second_hidden_picture_passes() -> None:
    written = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(written, "MPO", save_all=True, append_images=frames[1:])
    assert inspect("photo.jpg", written.getvalue()).kind == "jpeg"
