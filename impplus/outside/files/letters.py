"""The letters of a machine-readable zone: each compared with those of OCR-B, and settled by the check digits.

OCR-B is the typeface that ICAO Doc 9303-3 asks for.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFont

from impplus.rules import mrz

FONT = Path(__file__).parent / "ocr" / "OCRB.otf"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
# What may stand where in the lines, by their length: a letter, a digit, or either; "<" may stand anywhere.
_SECOND = "e" * 9 + "d" + "l" * 3 + "d" * 7 + "l" + "d" * 7
KINDS = {
    44: ("l" * 44, _SECOND + "e" * 14 + "dd"),
    36: ("l" * 36, _SECOND + "e" * 7 + "d"),
    30: (
        "l" * 5 + "e" * 9 + "d" + "e" * 15,
        "d" * 7 + "l" + "d" * 7 + "l" * 3 + "e" * 11 + "d",
        "l" * 30,
    ),
}
ALLOWED = {
    "l": np.array([not one.isdecimal() for one in LETTERS]),
    "d": np.array([not one.isalpha() for one in LETTERS]),
    "e": np.ones(len(LETTERS), bool),
}
FILLS = np.array([0.05 if one == mrz.FILLER else 0.0 for one in LETTERS])
CELL = (20, 28)  # pixels of a letter as it is compared
SURE = 0.1  # a letter that is less like a cell than another by so much is not what stands there
MOST_TRIED = 256  # ways to read a number or a day

type Pixels = NDArray[Any]


def settled(rows: Sequence[Pixels]) -> tuple[str, ...]:
    """The lines of a zone, of how like each of LETTERS each of their cells is; none where they are not sure.

    The number and the days are what alone has the check digits that stand beside them, of all that the cells
    may be: O and 0 are alike, and so are K and "<", which no check digit tells apart.
    """
    length = len(rows[0])
    cells = [list(_spelled(row, kinds)) for row, kinds in zip(rows, KINDS[length], strict=True)]
    lines = ["".join(cell[0] for cell in line) for line in cells]
    layout = mrz.LAYOUTS[mrz.format_of(lines)]
    for part in layout.checked:
        at, begins, ends = part
        right = _right(cells[at][begins : ends + 1])
        sure = part not in (layout.number, layout.born, layout.expires)
        if not right or (len(right) > 1 and not sure):
            return ()
        lines[at] = lines[at][:begins] + right[0] + lines[at][ends + 1 :]
    at, begins, ends = layout.names
    lines[at] = lines[at][:begins] + _filled(lines[at][begins:ends])
    return tuple(lines) if mrz.holds(lines, layout) else ()


def _right(cells: Sequence[str]) -> list[str]:
    """What the cells may be with the check digit in the last of them, what is most like them first."""
    if np.prod([float(len(one)) for one in cells]) > MOST_TRIED:
        return []
    tried = map("".join, product(*cells))
    return [one for one in tried if mrz.checked(one[:-1], one[-1])]


def _spelled(likeness: Pixels, kinds: str) -> Iterator[str]:
    """What each cell may be among the letters that may stand there, what it is most like first."""
    likeness = likeness + FILLS
    for cell, kind in zip(likeness, kinds, strict=True):
        allowed = np.where(ALLOWED[kind], cell, -1)
        order = allowed.argsort()[::-1]
        yield "".join(LETTERS[n] for n in order if allowed[n] > allowed[order[0]] - SURE)


def _filled(names: str) -> str:
    """Names, after which nothing but "<" stands, as no check digit says what a pattern was read as."""
    family, _, rest = names.partition(2 * mrz.FILLER)
    given = "" if rest.startswith(mrz.FILLER) else rest.partition(2 * mrz.FILLER)[0]
    return f"{family}{2 * mrz.FILLER}{given}".rstrip(mrz.FILLER).ljust(len(names), mrz.FILLER)


def compared(letter: Image.Image) -> Pixels:
    """The pixels of a letter as a vector of mean 0 and length 1."""
    flat = np.asarray(letter.resize(CELL, Image.Resampling.BILINEAR), np.float32).ravel()
    flat = flat - flat.mean()
    return flat / max(float(np.linalg.norm(flat)), 1.0)


@cache
def templates() -> Pixels:
    """The letters of OCR-B, each in a cell as wide as it is set, and as high as the highest letter."""
    font = ImageFont.truetype(FONT, 100)
    advance = round(font.getlength("0"))
    drawn = [Image.new("L", (3 * advance, 200), 0) for _ in LETTERS]
    for one, letter in zip(drawn, LETTERS, strict=True):
        ImageDraw.Draw(one).text((advance, 20), letter, font=font, fill=255)
    boxes = [one.getbbox() or (0, 0, 1, 1) for one in drawn]
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    made = list[Pixels]()
    for one, (left, _, right, _) in zip(drawn, boxes, strict=True):
        cell = Image.new("L", (advance, bottom - top), 255)
        inked = ImageChops.invert(one.crop((left, top, right, bottom)))
        cell.paste(inked, ((advance - inked.width) // 2, 0))
        made.append(compared(cell))
    return np.stack(made)
