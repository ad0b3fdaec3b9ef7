"""The lines of a machine-readable zone in a picture: found, straightened, cut at their letters, and read."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from impplus.outside.files import letters

LENGTHS = {44: 2, 36: 2, 30: 3}  # letters of a line, and lines
# Of ICAO Doc 9303-4.
SPECIMEN = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
WIDE = 1_600  # pixels of a picture across, enough for twenty a letter
TALL = 45  # pixels: twice this, and more, is higher than a letter
COARSE = 600  # pixels across in which lines are looked for
LEAST = 0.01  # part of a page that is ink where a passport is on it
TILT = [half / 2 for half in range(-12, 13)]  # degrees
STRAIGHT = 0.15  # degrees of tilt that need no turning, which costs as much as all else
FINER = [tenth / 10 for tenth in range(-3, 4)]  # degrees more
NARROWEST = 300  # pixels across, ten a letter of the shortest line
LONGEST = 3  # times as long as wide, of a picture in which a zone is looked for
MOST_ROWS = 16  # rows of letters that are compared, from the bottom
MOST_CELLS = 150  # letters of a row, what stands beside the page included
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


class LetterRow(NamedTuple):
    """A band of letters: how much ink each column has, from where to where each letter goes, and their distance."""

    band: Band
    columns: Pixels
    parts: Pixels
    distance: float


def lines_in(image: Image.Image, *, turned: bool) -> tuple[str, ...]:
    """The lines of the first zone that is found in a picture, whichever way it is `turned`; none where there is none."""
    return found_in(image, turned=turned)[1]


def found_in(image: Image.Image, *, turned: bool) -> tuple[int, tuple[str, ...]]:
    """The same, and how many quarters to the right bring the picture upright."""
    if min(image.size) < NARROWEST or max(image.size) > LONGEST * min(image.size):
        return 0, ()
    grey = image.convert("L")
    for angle in (0, 90) if turned else (0,):
        way = angle
        rows, found = _lines(grey.rotate(way, expand=True))
        if rows and not found and turned:  # upside down
            way += 180
            _, found = _lines(grey.rotate(way, expand=True))
        if found:
            return -way // 90 % 4, found
    return 0, ()


def warm() -> None:
    """Read a zone, so that nothing is loaded later."""
    sheet = Image.new("L", (WIDE, 600), 255)
    for row, line in enumerate(SPECIMEN):
        font = ImageFont.truetype(letters.FONT, 46)
        ImageDraw.Draw(sheet).text((50, 300 + 90 * row), line, font=font, fill=0)
    lines_in(sheet, turned=False)


def may_be_in(image: Image.Image) -> bool:
    """Whether there is as much on a page, drawn COARSE pixels across, as on that of a passport."""
    return float(_ink(image.convert("L")).mean()) > LEAST


def _lines(grey: Image.Image) -> tuple[bool, tuple[str, ...]]:
    """Whether there are rows of letters at equal distances, and the lines of a zone among them."""
    grey = grey.resize((WIDE, round(grey.height * WIDE / grey.width)), Image.Resampling.BICUBIC)
    tilt = _tilt(grey)
    straight = grey
    if abs(tilt) > STRAIGHT:
        straight = grey.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=255)
    ink, pixels = _without_edges(_ink(straight)), np.asarray(straight, np.float32)
    regular = [row for band in _bands(ink) if (row := _row(ink, band))][-MOST_ROWS:]
    rows = [(row.band, cells) for row in regular if (cells := _cells(pixels, ink, row)) is not None]
    for length, lines in LENGTHS.items():
        read = [(band, said) for band, cells in rows if (said := _best(cells, length)) is not None]
        for at in range(len(read) - lines + 1):
            some = read[at : at + lines]
            near = _are_near([band for band, _ in some])
            if near and (found := letters.settled([cells for _, cells in some])):
                return True, found
    return bool(rows), ()


def _best(cells: Pixels, length: int) -> "Pixels | None":
    """The likenesses of so many cells that are most like letters; None where they are not enough."""
    if len(cells) < length:
        return None
    best = cells.max(axis=1)
    sums = np.convolve(best, np.ones(length), "valid") / length
    first = int(sums.argmax())
    chosen = cells[first : first + length]
    return chosen if sums[first] >= ALIKE else None


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

    coarse = max(TILT, key=apart)
    return max((coarse + more for more in FINER), key=apart)


def _bands(ink: Pixels) -> Iterator[Band]:
    """Runs of rows with as much ink as a long line of letters has, from the top."""
    rows = ink.sum(axis=1)
    full = rows > 0.02 * ink.shape[1]
    edges = np.flatnonzero(np.diff(np.concatenate(([False], full, [False])).astype(int)))
    for top, bottom in edges.reshape(-1, 2):
        if 8 <= bottom - top <= ink.shape[1] // 12:
            yield Band(int(top), int(bottom))


def _row(ink: Pixels, band: Band) -> LetterRow | None:
    """The letters of a band; None where they do not stand at equal distances."""
    columns = ink[band.top : band.bottom].sum(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], columns > 0, [False])).astype(int)))
    parts = edges.reshape(-1, 2)
    widths = parts[:, 1] - parts[:, 0]
    parts = parts[(widths >= max(2, band.height // 8)) & (widths <= 1.3 * band.height)]
    if not min(LENGTHS) * 2 // 3 <= len(parts) <= MOST_CELLS:
        return None
    distances = np.diff(parts.mean(axis=1))
    guess = float(np.sort(distances)[len(distances) // 2])
    if not 0.7 * band.height <= guess <= 1.5 * band.height:
        return None
    alike = np.mean(np.abs(distances - guess) < guess / 4)
    return LetterRow(band, columns, parts, guess) if alike >= REGULAR else None


def _cells(pixels: Pixels, ink: Pixels, row: LetterRow) -> "Pixels | None":
    """How like each letter each cell of a row is; None where ink crosses the borders of cells."""
    band, columns, parts, guess = row
    pitch, first, crossed = _grid(columns, guess)
    if crossed > PARTED:
        return None
    which = np.floor((parts.mean(axis=1) - first) / pitch).astype(int)
    cells = [
        _cell(pixels[band.top : band.bottom], parts[which == n], pitch)
        for n in range(min(MOST_CELLS, int((ink.shape[1] - first) // pitch)))
    ]
    return np.stack(cells) @ letters.templates().T


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
    return letters.compared(Image.fromarray(cell.clip(0, 255).astype(np.uint8)))


def _are_near(bands: Sequence[Band]) -> bool:
    pairs = pairwise(bands)
    return all(below.top - above.bottom < 3 * above.height for above, below in pairs)
