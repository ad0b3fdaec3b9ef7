"""The lines of a machine-readable zone in a picture: found, straightened, cut at their letters, and read.

Each letter is compared with those of OCR-B, the typeface that ICAO Doc 9303-3 asks for.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from impplus.rules import mrz

FONT = Path(__file__).parent / "ocr" / "OCRB.otf"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"
LENGTHS = {44: 2, 36: 2, 30: 3}  # letters of a line, and lines
# What may stand where in the lines: a letter, a digit, or either; "<" may stand anywhere.
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
FILLS = np.array([0.05 if one == "<" else 0.0 for one in LETTERS])
DIGITS = str.maketrans("OQDUIZSBG", "000012586")
ALLOWED = {
    "l": np.array([not one.isdecimal() for one in LETTERS]),
    "d": np.array([not one.isalpha() for one in LETTERS]),
    "e": np.ones(len(LETTERS), bool),
}
CELL = (20, 28)  # pixels of a letter as it is compared
WIDE = 1_600  # pixels of a picture across, enough for twenty a letter
TALL = 45  # pixels: twice this, and more, is higher than a letter
COARSE = 600  # pixels across in which lines are looked for
LEAST = 0.01  # part of a page that is ink where a passport is on it
TILT = [half / 2 for half in range(-12, 13)]  # degrees
REGULAR = 0.4  # least part of the distances of letters that are alike, in a band worth reading
PARTED = 0.3  # most ink at the borders of letters, of what is elsewhere
ALIKE = 0.55  # least correlation of a letter with what it is read as, on average over a line

type Pixels = NDArray[Any]


class Band(NamedTuple):
    """Rows of pixels that one line of letters stands in."""

    top: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top


def lines_in(image: Image.Image, *, turned: bool) -> tuple[str, ...]:
    """The lines of the first zone that is found in a picture, whichever way it is `turned`; none where there is none."""
    grey = image.convert("L")
    for angle in (0, 90) if turned else (0,):
        rows, found = _lines(grey.rotate(angle, expand=True))
        if rows and not found and turned:  # upside down
            _, found = _lines(grey.rotate(angle + 180, expand=True))
        if found:
            return tuple(found)
    return ()


def may_be_in(image: Image.Image) -> bool:
    """Whether there is as much on a page, drawn COARSE pixels across, as on that of a passport."""
    return float(_ink(image.convert("L")).mean()) > LEAST


def _lines(grey: Image.Image) -> tuple[bool, list[str]]:
    """Whether there are rows of letters at equal distances, and the lines of a zone among them."""
    grey = grey.resize((WIDE, round(grey.height * WIDE / grey.width)), Image.Resampling.BICUBIC)
    straight = grey.rotate(_tilt(grey), Image.Resampling.BICUBIC, fillcolor=255)
    ink, pixels = _without_edges(_ink(straight)), np.asarray(straight, np.float32)
    rows = [
        (band, cells) for band in _bands(ink) if (cells := _cells(pixels, ink, band)) is not None
    ]
    for length, lines in LENGTHS.items():
        read = [(band, said) for band, cells in rows if (said := _best(cells, length)) is not None]
        for at in range(len(read) - lines + 1):
            some = read[at : at + lines]
            spelled = [
                _spelled(one, kinds) for (_, one), kinds in zip(some, KINDS[length], strict=True)
            ]
            if _are_near([band for band, _ in some]) and (found := _settled(spelled)):
                return True, found
    return bool(rows), []


def _settled(lines: list[str]) -> list[str]:
    """The lines of a zone whose check digits hold; none where they do not.

    Of what a letter and a digit have in common, O and 0 or S and 5, the check digits tell which it is:
    most numbers are letters first, and digits then.
    """
    layout = mrz.LAYOUTS[mrz.format_of(lines)]
    for at, begins, ends in layout.checked:
        line = lines[at]
        text, digit = line[begins:ends], line[ends]
        first = next((n for n, one in enumerate(text) if one.isdecimal()), len(text))
        begin = [first, *range(len(text), -1, -1)]
        tried = (text[:n] + text[n:].translate(DIGITS) for n in begin)
        right = (one for one in tried if str(mrz.check_digit(one)) == digit)
        lines[at] = line[:begins] + next(right, text) + line[ends:]
    at, begins, ends = layout.names
    lines[at] = lines[at][:begins] + _filled(lines[at][begins:ends])
    return lines if mrz.holds(lines, layout) else []


def _filled(names: str) -> str:
    """Names, after which nothing but "<" stands, as no check digit says what a pattern was read as."""
    family, _, rest = names.partition(2 * mrz.FILLER)
    given = "" if rest.startswith(mrz.FILLER) else rest.partition(2 * mrz.FILLER)[0]
    return f"{family}{2 * mrz.FILLER}{given}".rstrip(mrz.FILLER).ljust(len(names), mrz.FILLER)


def _best(cells: Pixels, length: int) -> "Pixels | None":
    """The likenesses of so many cells that are most like letters; None where they are not enough."""
    if len(cells) < length:
        return None
    best = cells.max(axis=1)
    sums = np.convolve(best, np.ones(length), "valid") / length
    first = int(sums.argmax())
    chosen = cells[first : first + length]
    return chosen if sums[first] >= ALIKE else None


def _spelled(likeness: Pixels, kinds: str) -> str:
    """What each cell is most like among the letters that may stand there."""
    likeness = likeness + FILLS  # K and "<" are alike, and no check digit tells them apart
    allowed = np.stack([ALLOWED[one] for one in kinds])
    return "".join(LETTERS[n] for n in np.where(allowed, likeness, -1).argmax(axis=1))


def _without_edges(ink: Pixels) -> Pixels:
    """The ink without what goes on far above and below it, such as the edges of a page."""
    drawn = Image.fromarray(ink.astype(np.uint8) * 255).filter(ImageFilter.BoxBlur((0, TALL)))
    return ink & (np.asarray(drawn) < 0.6 * 255)


def _ink(grey: Image.Image) -> Pixels:
    """Where it is darker than around: True for ink."""
    around = grey.filter(ImageFilter.BoxBlur(max(8, grey.width // 60)))
    pixels, mean = np.asarray(grey, np.int16), np.asarray(around, np.int16)
    return pixels < mean - 18


def _tilt(grey: Image.Image) -> float:
    """By how many degrees the picture is turned back: where the rows of ink differ most."""
    small = grey.resize((COARSE, max(1, round(grey.height * COARSE / grey.width))))
    ink = Image.fromarray(_ink(small).astype(np.uint8) * 255)

    def apart(angle: float) -> float:
        rows = np.asarray(ink.rotate(angle), np.float32).sum(axis=1)
        return float(np.square(np.diff(rows)).sum())

    return max(TILT, key=apart)


def _bands(ink: Pixels) -> Iterator[Band]:
    """Runs of rows with as much ink as a long line of letters has, from the top."""
    rows = ink.sum(axis=1)
    full = rows > 0.02 * ink.shape[1]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], full, [False])).astype(int)))
    for top, bottom in edges.reshape(-1, 2):
        if 8 <= bottom - top <= ink.shape[1] // 12:
            yield Band(int(top), int(bottom))


def _cells(pixels: Pixels, ink: Pixels, band: Band) -> "Pixels | None":
    """How like each letter each cell of a band is; None where it is no row of letters at equal distances."""
    columns = ink[band.top : band.bottom].sum(axis=0)
    inked = columns > 0
    edges = np.flatnonzero(np.diff(np.concatenate(([False], inked, [False])).astype(int)))
    parts = edges.reshape(-1, 2)
    widths = parts[:, 1] - parts[:, 0]
    parts = parts[(widths >= max(2, band.height // 8)) & (widths <= 1.3 * band.height)]
    if len(parts) < min(LENGTHS) * 2 // 3:
        return None
    centres = parts.mean(axis=1)
    guess = float(np.median(np.diff(centres)))
    if not 0.7 * band.height <= guess <= 1.5 * band.height:
        return None
    if np.mean(np.abs(np.diff(centres) - guess) < guess / 4) < REGULAR:
        return None
    pitch, first, crossed = _grid(columns, guess)
    if crossed > PARTED:
        return None
    which = np.floor((centres - first) / pitch).astype(int)
    cells = [
        _cell(pixels[band.top : band.bottom], parts[which == n], pitch)
        for n in range(int((ink.shape[1] - first) // pitch))
    ]
    return np.stack(cells) @ templates().T


def _grid(columns: Pixels, guess: float) -> tuple[float, float, float]:
    """The distance of letters, and where the first cell begins: what has the least ink at the borders of cells.

    With it, how much ink there is at these, of what is elsewhere.
    """
    smooth = np.convolve(columns, [1, 2, 1], "same")
    number = int(len(columns) / (guess * 1.06)) - 1
    firsts = np.arange(0, int(guess))
    tried = list[tuple[float, float, float]]()
    for pitch in guess * np.linspace(0.94, 1.06, 61):
        borders = (firsts[:, None] + pitch * np.arange(number)).astype(int)
        inked = smooth[borders].sum(axis=1)
        tried.append((float(inked.min()), float(pitch), float(firsts[inked.argmin()])))
    least, pitch, first = min(tried)
    return pitch, first, least / number / float(smooth.mean())


def _cell(rows: Pixels, parts: Pixels, pitch: float) -> Pixels:
    """The letter whose ink is in these columns, alone and in the middle of its cell."""
    width = max(1, round(pitch))
    cell = np.full((len(rows), width), 255.0)
    if len(parts):
        left, right = int(parts[0, 0]), int(parts[-1, 1])
        cut = rows[:, max(0, left - 1) : right + 1][:, :width]
        at = (width - cut.shape[1]) // 2
        cell[:] = np.percentile(cut, 90)
        cell[:, at : at + cut.shape[1]] = cut
    return _compared(Image.fromarray(cell.clip(0, 255).astype(np.uint8)))


def _compared(letter: Image.Image) -> Pixels:
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
        letter = ImageChops.invert(one.crop((left, top, right, bottom)))
        cell.paste(letter, ((advance - letter.width) // 2, 0))
        made.append(_compared(cell))
    return np.stack(made)


def _are_near(bands: Sequence[Band]) -> bool:
    pairs = pairwise(bands)
    return all(below.top - above.bottom < 3 * above.height for above, below in pairs)
