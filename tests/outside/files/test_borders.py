"""A paper that goes on beyond the picture is noticed, and where the head of a photograph is: on pictures that are drawn here."""

import random

import pytest
from PIL import Image, ImageDraw, ImageFilter

from impplus.outside.files.borders import head_in, is_cut
from tests.outside.files.sent import a_page


def on_a_table(
    left: float, top: float, *, table: int = 90, tilt: float = 0, noise: int = 12
) -> Image.Image:
    """A page that is half as wide as the picture, so far from its upper left corner (of its sides)."""
    seen = Image.effect_noise((600, 800), noise).point(lambda value: value - 128 + table)
    sheet = a_page((300, 424)).convert("L")
    mask = Image.new("L", sheet.size, 255).rotate(tilt, expand=True)
    turned = sheet.rotate(tilt, expand=True)
    seen.paste(turned, (round(600 * left), round(800 * top)), mask)
    return seen.filter(ImageFilter.GaussianBlur(1))


def a_person(
    head: float,
    *,
    centre: float = 0.5,
    crown: float = 0.08,
    neck: bool = True,
    background: int = 240,
) -> Image.Image:
    """A head of a part of the picture's height, with shoulders."""
    seen = Image.new("RGB", (420, 540), (background,) * 3)
    draw, middle = ImageDraw.Draw(seen), 420 * centre
    high, top = 540 * head, 540 * crown
    wide = high * 0.36
    draw.ellipse(
        (middle - 2.1 * wide, top + high * 1.04, middle + 2.1 * wide, top + high * 2.5), fill="navy"
    )
    side = wide * (0.55 if neck else 1.0)
    draw.rectangle((middle - side, top + high / 2, middle + side, top + high * 1.2), fill="sienna")
    draw.ellipse((middle - wide, top, middle + wide, top + high), fill="sienna")
    return seen


@pytest.mark.parametrize("tilt", [-6, 0, 3])
@pytest.mark.parametrize(
    ("left", "top"), [(-0.2, 0.2), (0.7, 0.2), (0.2, -0.2), (0.2, 0.7), (-0.2, -0.2)]
)
def test_a_page_that_goes_on_beyond_an_edge_or_a_corner_is_cut(
    left: float, top: float, tilt: float
) -> None:
    assert is_cut(on_a_table(left, top, tilt=tilt))


def test_a_page_that_is_whole_is_not_cut() -> None:
    chance = random.Random(5)  # noqa: S311
    for _ in range(20):
        place = chance.uniform(0.06, 0.3), chance.uniform(0.06, 0.3)
        whole = on_a_table(*place, table=chance.randrange(20, 170), tilt=chance.uniform(-8, 8))
        assert not is_cut(whole)


def test_of_a_scan_and_of_a_paper_as_dark_as_its_table_nothing_is_said() -> None:
    assert not is_cut(a_page((600, 800)).convert("L"))
    assert not is_cut(on_a_table(-0.2, 0.2, table=230))
    unclear = on_a_table(-0.2, 0.2)
    unclear.paste(250, (560, 300, 600, 420))  # something light at another edge
    assert not is_cut(unclear)
    assert not is_cut(Image.new("L", (600, 800), 255))
    assert not is_cut(Image.new("L", (600, 800), 0))


@pytest.mark.parametrize("head", [0.4, 0.6, 0.7, 0.75, 0.8])
def test_a_head_is_measured_where_a_neck_is_seen(head: float) -> None:
    found = head_in(a_person(head, crown=0.05), 240)
    assert abs(found["head"] - 1000 * head) < 30
    assert abs(found["crown"] - 50) < 12
    assert abs(found["centre"] - 500) < 12


def test_hair_or_a_cloth_over_the_neck_leaves_the_size_unsaid() -> None:
    assert set(head_in(a_person(0.7, neck=False), 240)) == {"crown", "centre"}


def test_a_head_aside_or_cut_is_found_there() -> None:
    assert abs(head_in(a_person(0.5, centre=0.3), 240)["centre"] - 300) < 15
    assert head_in(a_person(0.9, crown=-0.1), 240)["crown"] == 0


def test_where_nothing_stands_out_there_is_no_head() -> None:
    assert head_in(Image.new("RGB", (420, 540), "white"), 255) == {}


def test_a_picture_of_two_rows_is_measured_like_any_other() -> None:
    tiny = Image.frombytes("L", (2, 2), bytes([255, 0, 0, 255]))
    assert head_in(tiny, 255) == {"crown": 0, "centre": 750}
