"""A file is what its bytes say; what may not be kept is refused with a reason."""

import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from impplus.outside.files.inspecting import inspected
from impplus.outside.files.kinds import MAX_SIZE
from tests.outside.files.looking import looked_at, pages_of, refusal
from tests.outside.files.sent import (
    HEIC,
    a_pdf,
    an_image,
)

KINDS = [
    ("Passport.PDF", a_pdf(pages=3), "pdf", "application/pdf", 3),
    ("passport", a_pdf(), "pdf", "application/pdf", 1),
    ("scan 12.04.2026", a_pdf(), "pdf", "application/pdf", 1),
    ("photo.jpg", an_image("JPEG"), "jpeg", "image/jpeg", 1),
    ("photo.JPEG", an_image("JPEG"), "jpeg", "image/jpeg", 1),
    ("photo.jfif", an_image("JPEG"), "jpeg", "image/jpeg", 1),
    ("photo.jpe", an_image("JPEG"), "jpeg", "image/jpeg", 1),
    ("photo", an_image("JPEG"), "jpeg", "image/jpeg", 1),
    (r"C:\photos\photo.jpg", an_image("JPEG"), "jpeg", "image/jpeg", 1),
    ("photo.png", an_image("PNG"), "png", "image/png", 1),
    ("photo.png", an_image("JPEG"), "jpeg", "image/jpeg", 1),
    ("photo.webp", an_image("WEBP"), "webp", "image/webp", 1),
    ("photo.tif", an_image("TIFF"), "tiff", "image/tiff", 1),
    ("IMG_2034.HEIC", HEIC, "heif", "image/heif", 1),
    ("IMG_2034.jpg", HEIC, "heif", "image/heif", 1),
]


@pytest.mark.parametrize(
    ("name", "content", "kind", "media_type", "pages"), KINDS, ids=[one[0] for one in KINDS]
)
def test_a_file_is_accepted_with_its_pages_size_and_hash(
    name: str, content: bytes, kind: str, media_type: str, pages: int
) -> None:
    with looked_at(name, content) as found:
        assert (found.kind, found.media_type, found.pages) == (kind, media_type, pages)
        assert (found.size, found.sha256) == (len(content), hashlib.sha256(content).hexdigest())
        assert (found.rendition_type, len(found.seen)) == ("application/pdf", pages)


def test_a_file_on_the_disk_is_what_it_is_in_memory_and_stays_as_it_was(tmp_path: Path) -> None:
    path, content = tmp_path / "passport.pdf", a_pdf()
    path.write_bytes(content)
    with path.open("r+b") as file, inspected("passport.pdf", file, account=1) as found:
        assert (found.pages, found.sha256) == (1, hashlib.sha256(content).hexdigest())
    assert path.read_bytes() == content


def test_an_empty_file_is_refused() -> None:
    assert refusal("passport.pdf", b"") == "empty"


def test_25_megabytes_pass_and_one_byte_more_does_not() -> None:
    assert MAX_SIZE == 25 * 1024 * 1024
    filled = a_pdf() + b" " * (MAX_SIZE - len(a_pdf()))
    assert pages_of("passport.pdf", filled) == 1
    assert refusal("passport.pdf", filled + b" ") == "too-big"


@pytest.mark.parametrize("name", ["letter.docx", "virus.exe", "page.html", "passport"])
def test_another_kind_of_file_is_refused(name: str) -> None:
    assert refusal(name, b"PK\x03\x04 something else") == "wrong-type"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("passport.pdf", an_image("JPEG")),
        ("photo.jpg", a_pdf()),
        ("photo.jpg", b"<html><script>alert(1)</script>"),
        ("passport.pdf.exe", a_pdf()),
        ("photo.svg", an_image("PNG")),
        ("passport.pdf", b"PK\x03\x04" + a_pdf()),
    ],
)
def test_a_name_that_does_not_say_what_the_content_is_is_refused(name: str, content: bytes) -> None:
    assert refusal(name, content) == "mislabelled"


def test_each_page_has_a_small_picture() -> None:
    with looked_at("lease.pdf", a_pdf(pages=30)) as found:
        assert (found.pages, len(found.seen)) == (30, 24)
        for one in found.seen:
            found.thumbnails.seek(one.begins)
            with Image.open(BytesIO(found.thumbnails.read(one.length))) as small:
                assert (small.format, max(small.size) <= 248, one.length < 10_000) == (
                    "WEBP",
                    True,
                    True,
                )
