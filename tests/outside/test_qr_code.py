"""The picture of a code holds its text, in the smallest code of its level, for readers that we did not write."""

import re

import pytest
import segno
import zxingcpp
from PIL import Image, ImageDraw

from bench import signed_codes as made
from impplus.outside import qr_code

SIGNED = made.code(made.PAPER)
OF_AN_APP = "otpauth://totp/IMP%2B:bob%40example.test?secret=JBSWY3DPEHPK3PXP&issuer=IMP%2B"


def side_of(drawn: str) -> int:
    (side,) = re.findall(r'viewBox="0 0 (\d+) \1"', drawn)
    return int(side)


def painted(drawn: str, dot: int = 4) -> Image.Image:
    """The picture of a drawn code, so many pixels a dot."""
    side = side_of(drawn)
    picture = Image.new("L", (side * dot, side * dot), 255)
    pen = ImageDraw.Draw(picture)
    for x, y, length in (map(int, run) for run in re.findall(r"M(\d+) (\d+)\.5h(\d+)", drawn)):
        pen.rectangle((x * dot, y * dot, (x + length) * dot - 1, (y + 1) * dot - 1), fill=0)
    return picture


@pytest.mark.parametrize("text", [SIGNED, OF_AN_APP, "7KQM-2XHD-94TV"])
def test_a_drawn_code_is_read_and_is_the_smallest_of_its_level(text: str) -> None:
    drawn = qr_code.drawn(text)
    (read,) = zxingcpp.read_barcodes(painted(drawn))
    assert (read.text, read.ec_level) == (text, "M")
    smallest = segno.make_qr(text, error="m", boost_error=False)
    assert side_of(drawn) == smallest.symbol_size(border=4)[0]
