"""Pages of passports of nobody: drawn with a machine-readable zone whose check digits hold."""

import random
from datetime import date
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from impplus.outside.files.letters import FONT
from impplus.rules.mrz import check_digit

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# The specimens of Doc 9303-4 and 9303-5.
ANNA = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
CARD = (
    "I<UTOD231458907<<<<<<<<<<<<<<<",
    "7408122F1204159UTO<<<<<<<<<<<6",
    "ERIKSSON<<ANNA<MARIA<<<<<<<<<<",
)


def with_digits(number: str, born: str, sex: str, expires: str, personal: str = "") -> str:
    """The second line of a passport of nowhere."""
    checked = [
        f"{text}{check_digit(text)}"
        for text in (number.ljust(9, "<"), born, expires, personal.ljust(14, "<"))
    ]
    line = f"{checked[0]}UTO{checked[1]}{sex}{checked[2]}{checked[3]}"
    whole = line[:10] + line[13:20] + line[21:43]
    return f"{line}{check_digit(whole)}"


def of_somebody(chance: random.Random) -> tuple[str, str]:
    """The zone of a passport of somebody who does not exist."""

    def word(least: int, most: int) -> str:
        return "".join(chance.choices(LETTERS, k=chance.randint(least, most)))

    def day(first: int, last: int) -> str:
        ordinal = chance.randint(date(first, 1, 1).toordinal(), date(last, 1, 1).toordinal())
        return date.fromordinal(ordinal).strftime("%y%m%d")

    names = f"P<UTO{word(2, 14)}<<{word(2, 8)}<{word(2, 8)}"
    number = word(1, 2) + "".join(chance.choices("0123456789", k=7))
    second = with_digits(number, day(1950, 2020), chance.choice("FM<"), day(2020, 2040))
    return names.ljust(44, "<"), second


def page(lines: tuple[str, ...], *, tilt: float = 0, blur: float = 0) -> Image.Image:
    """The page of a passport as a phone sees it, on a dark table."""
    paper = Image.new("L", (1500, 1050), 235)
    draw, font = ImageDraw.Draw(paper), ImageFont.truetype(FONT, 42)
    draw.rectangle((70, 180, 430, 640), fill=140)
    draw.ellipse((160, 260, 340, 520), fill=190)
    for row in range(6):
        draw.text(
            (480, 190 + 80 * row), f"SPECIMEN {row}", font=ImageFont.load_default(36), fill=60
        )
    for row, line in enumerate(lines):
        draw.text((70, 840 + 80 * (row - len(lines) + 2)), line, font=font, fill=30)
    table = Image.new("L", (1900, 1400), 70)
    table.paste(paper, (200, 170))
    seen = table.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=70)
    return seen.filter(ImageFilter.GaussianBlur(blur)) if blur else seen


def as_jpeg(image: Image.Image, quality: int = 60) -> bytes:
    """The picture as a phone would send it."""
    made = BytesIO()
    image.save(made, "JPEG", quality=quality)
    return made.getvalue()
