"""The zone of a passport is read from a picture, or not at all; and never wrongly."""

import random
from datetime import date
from io import BytesIO

import pytest
from PIL import Image, ImageDraw, ImageFont

from impplus.outside.files.zones import lines_in
from impplus.rules.mrz import parsed
from tests.outside.files.looking import looked_at
from tests.outside.files.passports import ANNA, CARD, as_jpeg, of_somebody, page


DAY = date(2026, 11, 27)


@pytest.mark.parametrize("seed", range(12))
def test_what_the_check_digits_are_of_is_read_of_anybody(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    lines = of_somebody(chance)
    seen = page(lines, tilt=chance.uniform(-4, 4), blur=chance.choice((0, 0.8)))
    found = lines_in(Image.open(BytesIO(as_jpeg(seen))), turned=False)
    read, drawn = parsed(found, DAY), parsed(lines, DAY)
    # Of names, which no digit checks, a letter may be wrong.
    assert (read.number, read.born, read.expires) == (drawn.number, drawn.born, drawn.expires)


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_that_lies_on_its_side_or_upside_down_is_read_where_a_passport_is_asked(
    angle: int,
) -> None:
    turned = page(ANNA).rotate(angle, expand=True)
    assert lines_in(turned, turned=True) == ANNA
    assert lines_in(turned, turned=False) == ()


def test_a_card_of_three_lines_is_read() -> None:
    assert lines_in(page(CARD), turned=False) == CARD


def test_what_cannot_be_read_for_sure_is_not_read() -> None:
    for seed in range(4):
        lines = of_somebody(random.Random(seed))  # noqa: S311 - no secret
        wrong = lines[0], lines[1][:27] + str((int(lines[1][27]) + 1) % 10) + lines[1][28:]
        assert lines_in(page(wrong), turned=True) == ()
        # Far too blurred for a person, too: read or not, but never as another.
        assert lines_in(page(lines, blur=6), turned=True) in ((), lines)


def test_a_page_of_text_a_blank_one_and_half_a_zone_have_none() -> None:
    sheet = Image.new("L", (1200, 1600), 255)
    assert lines_in(sheet, turned=True) == ()
    font = ImageFont.load_default(24)
    for row in range(40):
        ImageDraw.Draw(sheet).text((60, 40 + 36 * row), "The quick brown fox " * 4, font=font)
    assert lines_in(sheet, turned=True) == ()
    assert lines_in(page(ANNA).crop((0, 0, 1000, 1400)), turned=True) == ()


def test_the_process_that_reads_files_says_it_of_a_picture_and_of_a_pdf() -> None:
    seen = page(ANNA)
    with looked_at("passport.jpg", as_jpeg(seen)) as found:
        assert found.zone == ANNA
    pdf = BytesIO()
    seen.save(pdf, "PDF")
    with looked_at("passport.pdf", pdf.getvalue(), turned=True) as found:
        assert found.zone == ANNA
    with looked_at("passport.jpg", as_jpeg(page(()))) as found:
        assert found.zone == ()
