"""Pictures come out upright, small enough and bare, whatever the camera wrote."""

import time
import zlib
from io import BytesIO

import pytest
from PIL import Image

from tests.outside.files.looking import drawn, everything_in, looked_at, pages_of, refusal, shown
from tests.outside.files.sent import (
    HEIC,
    a_page,
    a_pdf,
    a_png_header,
    a_progressive_jpeg,
    a_scan,
    an_image,
    as_jpeg,
    half_and_half,
)


def test_a_picture_of_900_megapixels_is_refused_at_once() -> None:
    content = a_png_header(30_000, 30_000)
    assert pages_of("photo.png", an_image("PNG")) == 1
    started = time.perf_counter()
    assert refusal("photo.png", content) == "too-many-pixels"
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("size", [(12_001, 10), (10, 12_001), (8_000, 8_000), (11_000, 11_000)])
def test_a_picture_over_the_limits_is_refused(size: tuple[int, int]) -> None:
    assert refusal("photo.png", a_png_header(*size)) == "too-many-pixels"
    inside = a_scan(size, zlib.compress(b""), "/FlateDecode")
    assert refusal("scan.pdf", inside) == "too-many-pixels"


def test_a_picture_at_the_limit_passes() -> None:
    assert pages_of("photo.png", an_image("PNG", (12_000, 4_000))) == 1


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_cut_short_is_refused(kind: str) -> None:
    content = an_image(kind, (600, 400))
    assert refusal(f"photo.{kind.lower()}", content[: len(content) // 2]) == "damaged"


def test_a_png_without_its_last_bytes_is_refused() -> None:
    assert refusal("photo.png", an_image("PNG", (600, 400))[:-6]) == "damaged"


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(kind: str) -> None:
    written = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(written, kind, save_all=True, append_images=frames[1:])
    assert refusal(f"photo.{kind.lower()}", written.getvalue()) == "moves"


def test_a_phone_s_photograph_with_a_second_hidden_picture_passes() -> None:
    written = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(written, "MPO", save_all=True, append_images=frames[1:])
    assert pages_of("photo.jpg", written.getvalue()) == 1


def test_a_phone_s_photograph_with_a_film_behind_it_passes() -> None:
    film = b"\x00\x00\x00\x18ftypmp42" + b"\xff\xda\x00\x0c some of a film" * 5_000
    assert pages_of("PXL_1.MP.jpg", as_jpeg(a_page((800, 1_000))) + film) == 1


def test_a_tiff_has_a_page_for_each_of_its_pictures() -> None:
    written = BytesIO()
    frames = [a_page((800, 1100), f"page {one}").convert("1") for one in range(3)]
    frames[0].save(written, "TIFF", save_all=True, append_images=frames[1:], compression="group4")
    assert [one.size for one in drawn("lease.tiff", written.getvalue())] == [(800, 1100)] * 3


def test_progressive_jpegs_of_thousands_of_scans_are_refused_quickly() -> None:
    content = a_progressive_jpeg(2_000, 4_000)
    assert refusal("photo.jpg", a_progressive_jpeg(200, 400)) == "too-heavy"
    started = time.perf_counter()
    assert refusal("photo.jpg", content) == "too-heavy"
    assert time.perf_counter() - started < 1
    assert pages_of("photo.jpg", a_progressive_jpeg(3, 400)) == 1


RED, BLUE = (254, 0, 0), (0, 0, 254)


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("orientation", "upright"), [(1, "left"), (3, "right"), (6, "top"), (8, "bottom")]
)
def test_a_photograph_is_turned_upright(orientation: int, upright: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    (page,) = drawn("photo.jpg", half_and_half("JPEG", exif=exif, quality=95))
    right, bottom = page.width - 3, page.height - 3
    red = {"left": (2, 2), "top": (2, 2), "right": (right, bottom), "bottom": (right, bottom)}
    blue = {"left": (right, bottom), "top": (right, bottom), "right": (2, 2), "bottom": (2, 2)}
    assert page.size == ((64, 32) if upright in {"left", "right"} else (32, 64))
    assert near(page.getpixel(red[upright]), RED)
    assert near(page.getpixel(blue[upright]), BLUE)


def test_a_photograph_of_a_phone_is_turned_upright_by_its_own_marks() -> None:
    (page,) = drawn("IMG_2034.HEIC", HEIC)
    assert page.size == (32, 64)
    assert (near(page.getpixel((3, 3)), RED), near(page.getpixel((28, 60)), BLUE)) == (True, True)


def a_told_place() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Alice's telephone"
    exif.get_ifd(0x8825).update({1: "N", 2: (45.0, 30.0, 1.0)})
    return half_and_half("JPEG", exif=exif, quality=90)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", a_told_place()),
        ("scan.pdf", a_scan((64, 32), a_told_place(), "/DCTDecode")),
    ],
)
def test_place_and_device_stay_with_the_original(name: str, content: bytes) -> None:
    assert b"Alice" in content
    with shown(name, content) as pdf:
        found = pdf.pages[0].obj.Resources.XObject.Seen.read_raw_bytes()
        assert (b"Alice" in found, b"Exif" in found) == (False, False)
        assert b"Alice" not in everything_in(pdf)


@pytest.mark.parametrize("portrait", [False, True])
def test_a_large_photograph_is_made_small_enough(*, portrait: bool) -> None:
    content = as_jpeg(a_page((4_000, 3_000)), quality=95)
    with looked_at("photo.jpg", content, portrait=portrait) as found:
        assert found.rendition.seek(0, 2) < 1_500_000


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "CMYK", "LAB", "I;16"])
def test_pictures_of_every_mode_are_shown_on_white(mode: str) -> None:
    kind = "TIFF" if mode in {"CMYK", "LAB", "1"} else "PNG"
    written = BytesIO()
    colour = {
        "RGBA": (0, 0, 0, 0),
        "LA": (0, 0),
        "CMYK": (0, 0, 0, 0),
        "LAB": (255, 128, 128),
        "I;16": 65_535,
    }.get(mode)
    if mode == "P":
        Image.new("RGB", (40, 60), "white").convert("P").save(written, kind)
    else:
        Image.new(mode, (40, 60), 255 if colour is None else colour).save(written, kind)
    (page,) = drawn(f"photo.{kind.lower()}", written.getvalue())
    assert near(page.getpixel((20, 30)), (255, 255, 255))


def test_the_photograph_of_a_person_stays_a_picture_and_is_measured() -> None:
    content = an_image("PNG", (840, 1080))
    with looked_at("photo.png", content, portrait=True) as found:
        assert (found.rendition_type, found.pages) == ("image/jpeg", 1)
        assert set(found.portrait) == {"width", "height", "light", "spread"}
        assert (found.portrait["width"], found.portrait["height"]) == (840, 1080)
        found.rendition.seek(0)
        assert Image.open(found.rendition).size == (840, 1080)


@pytest.mark.parametrize(
    ("name", "content"),
    [("photo.pdf", a_pdf()), ("photo.tiff", b"")],
)
def test_the_photograph_of_a_person_is_no_paper(name: str, content: bytes) -> None:
    if not content:
        written = BytesIO()
        frame = Image.new("L", (40, 60), 255)
        frame.save(written, "TIFF", save_all=True, append_images=[frame])
        content = written.getvalue()
    assert refusal(name, content, portrait=True) == "no-picture"


@pytest.mark.parametrize("size", [(3_000, 4), (1, 900)])
def test_a_picture_that_is_a_thread_has_a_page(size: tuple[int, int]) -> None:
    assert pages_of("thread.png", an_image("PNG", size)) == 1


@pytest.mark.parametrize(
    "fill", [b"\xff", b"\xff\x00", b"\xff\xd0"], ids=["fill", "escaped", "marks"]
)
def test_a_jpeg_of_millions_of_bytes_that_say_nothing_is_damaged_and_soon(fill: bytes) -> None:
    content = an_image("JPEG")
    started = time.perf_counter()
    assert refusal("photo.jpg", b"\xff\xd8" + fill * 10_000_000 + content[2:]) == "damaged"
    assert time.perf_counter() - started < 10
    few = b"\xff\xd8" + b"\xff" * 4_000 + content[2:]
    assert pages_of("photo.jpg", few) == 1
