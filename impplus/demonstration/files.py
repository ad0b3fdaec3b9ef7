"""Specimens: small real files that stand for the documents of invented people."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from impplus.outside import files, store

MARK = "SPECIMEN"
INVENTED = "Invented person – Personne inventée"
GREY, INK, PAPER = 205, 40, 250
MADE = date(2022, 5, 24).timetuple()  # a file with no clock in it has the same hash every time


@dataclass(frozen=True)
class Specimen:
    """A stored file: its name, and what the store and the inspection say about it."""

    name: str
    content: str
    media_type: str
    size: int
    pages: int


@cache
def specimen(key: str, title: str) -> Specimen:
    """The file that stands for every document of a kind; made and stored once."""
    buffer = BytesIO()
    if key == "photo":
        name = f"{key}.jpg"
        _photo().save(buffer, "JPEG", quality=70)
    else:
        name = f"{key}.pdf"
        _page(title).save(buffer, "PDF", title=title, creationDate=MADE, modDate=MADE)
    found = files.inspect(name, buffer)
    return Specimen(name, store.put(buffer), found.media_type, found.size, found.pages)


def _page(title: str) -> Image.Image:
    image = Image.new("L", (620, 800), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((30, 30, 590, 770), outline=GREY, width=3)
    draw.text((60, 60), title, font=ImageFont.load_default(24), fill=INK)
    draw.text((60, 110), INVENTED, font=ImageFont.load_default(18), fill=INK)
    for row in range(9):
        draw.rectangle((60, 190 + 44 * row, 560 - 40 * (row % 3), 204 + 44 * row), fill=GREY)
    draw.text((150, 640), MARK, font=ImageFont.load_default(64), fill=150)
    return image


def _photo() -> Image.Image:
    image = Image.new("L", (420, 540), PAPER)
    draw = ImageDraw.Draw(image)
    draw.ellipse((70, 340, 350, 760), fill=GREY)
    draw.ellipse((130, 110, 290, 330), fill=GREY)
    draw.text((90, 440), MARK, font=ImageFont.load_default(44), fill=INK)
    return image
