"""The machine-readable zone of a passport or visa (ICAO Doc 9303, parts 3 to 7): parsed, and its check digits.

A zone is lines of the letters A to Z, digits and "<", of one of five formats.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal, NamedTuple

Format = Literal["TD3", "TD2", "TD1", "MRV-A", "MRV-B"]
# Whether a document has a zone: each does, some do, or none does.
Zones = Literal["each", "some", "none"]
WEIGHTS = (7, 3, 1)
FILLER = "<"
_LINE = re.compile(r"[A-Z0-9<]+")


class NotAZone(ValueError):
    """Lines that are no zone, or whose check digits do not hold."""


class Part(NamedTuple):
    """Where something stands: in which line, from which character to before which."""

    line: int
    begins: int
    ends: int


class Layout(NamedTuple):
    """Where everything stands in a format; each of `checked` is followed by its check digit.

    `together` are what the last digit of the second line is of, where there is one.
    """

    lines: int
    length: int
    names: Part
    number: Part
    nationality: Part
    born: Part
    sex: Part
    expires: Part
    checked: tuple[Part, ...]
    together: tuple[Part, ...]


def _two_lines(length: int, optional: Part | None, together: tuple[Part, ...]) -> Layout:
    """Passports, visas and cards of two lines differ at the end of the second one alone."""
    number, born, expires = Part(1, 0, 9), Part(1, 13, 19), Part(1, 21, 27)
    return Layout(
        lines=2,
        length=length,
        names=Part(0, 5, length),
        number=number,
        nationality=Part(1, 10, 13),
        born=born,
        sex=Part(1, 20, 21),
        expires=expires,
        checked=(number, born, expires, *([optional] if optional else [])),
        together=together,
    )


# Doc 9303-4, 4.2.2; 9303-7, 4.2.2 and 5.2.2; 9303-6, 4.2.2; 9303-5, 4.2.2.
LAYOUTS: Mapping[Format, Layout] = {
    "TD3": _two_lines(44, Part(1, 28, 42), (Part(1, 0, 10), Part(1, 13, 20), Part(1, 21, 43))),
    "TD2": _two_lines(36, None, (Part(1, 0, 10), Part(1, 13, 20), Part(1, 21, 35))),
    "MRV-A": _two_lines(44, None, ()),
    "MRV-B": _two_lines(36, None, ()),
    "TD1": Layout(
        lines=3,
        length=30,
        names=Part(2, 0, 30),
        number=Part(0, 5, 14),
        nationality=Part(1, 15, 18),
        born=Part(1, 0, 6),
        sex=Part(1, 7, 8),
        expires=Part(1, 8, 14),
        checked=(Part(0, 5, 14), Part(1, 0, 6), Part(1, 8, 14)),
        together=(Part(0, 5, 30), Part(1, 0, 7), Part(1, 8, 15), Part(1, 18, 29)),
    ),
}


@dataclass(frozen=True)
class Zone:
    """What a zone says. Of a birth, the month or day may be unknown; codes of countries are as they stand.

    `born` is year, month and day, None where "<" stands; `sex` is "F", "M" or "" where it is not specified.
    """

    format: Format
    document: str
    issuer: str
    number: str
    family_name: str
    given_names: str
    nationality: str
    born: tuple[int, int | None, int | None] | None
    sex: str
    expires: date | None


def check_digit(text: str) -> int:
    """The digit of Doc 9303-3, 4.9: weights 7, 3 and 1 in turn, A as 10 to Z as 35, "<" as 0, modulo 10."""
    values = (0 if one == FILLER else int(one, 36) for one in text)
    return sum(value * WEIGHTS[at % 3] for at, value in enumerate(values)) % 10


def either_way(number: str) -> tuple[int, ...]:
    """The places, from 1 on, of each 0 and O of a number that may be the other one under the same check digit.

    One alone always changes the digit (O counts as 24); two or more may leave it as it is.
    """
    places = [at for at, one in enumerate(number) if one in "0O"]
    digit, found = check_digit(number), set[int]()
    for several in range(2, len(places) + 1):
        for some in combinations(places, several):
            other = "".join(
                "0O"["0O".index(one) - 1] if at in some else one for at, one in enumerate(number)
            )
            if check_digit(other) == digit:
                found.update(some)
    return tuple(at + 1 for at in sorted(found))


def parsed(lines: Sequence[str], on: date) -> Zone:
    """What the lines of a zone say, read on a day, by which its years of two digits are told.

    Raises NotAZone unless every check digit holds.
    """
    kind = format_of(lines)
    layout = LAYOUTS[kind]
    if not holds(lines, layout):
        raise NotAZone
    family, _, given = _cut(lines, layout.names).rstrip(FILLER).partition(2 * FILLER)
    return Zone(
        format=kind,
        document=lines[0][:2].rstrip(FILLER),
        issuer=lines[0][2:5].rstrip(FILLER),
        number=_cut(lines, layout.number).rstrip(FILLER),
        family_name=_words(family),
        given_names=_words(given),
        nationality=_cut(lines, layout.nationality).rstrip(FILLER),
        born=_born(_cut(lines, layout.born), on),
        sex=_cut(lines, layout.sex).rstrip(FILLER),
        expires=_expires(_cut(lines, layout.expires), on),
    )


def format_of(lines: Sequence[str]) -> Format:
    """The format of some lines, by their number, length and first letter; NotAZone where it is none."""
    if not all(_LINE.fullmatch(line) for line in lines):
        raise NotAZone
    shape = len(lines), *{len(line) for line in lines}
    visa = bool(lines) and lines[0].startswith("V")
    for kind, layout in LAYOUTS.items():
        if shape == (layout.lines, layout.length) and visa is kind.startswith("MRV"):
            return kind
    raise NotAZone


def holds(lines: Sequence[str], layout: Layout) -> bool:
    """Whether every check digit of a zone is right; that of an empty number may be missing."""
    whole = "".join(_cut(lines, one) for one in layout.together)
    if whole and lines[1][layout.length - 1] != str(check_digit(whole)):
        return False
    return all(checked(_cut(lines, one), lines[one.line][one.ends]) for one in layout.checked)


def checked(text: str, digit: str) -> bool:
    """Whether a check digit is right; that of nothing may be left out."""
    left_out = digit == FILLER and not text.strip(FILLER)
    return left_out or digit == str(check_digit(text))


def _cut(lines: Sequence[str], part: Part) -> str:
    return lines[part.line][part.begins : part.ends]


def _words(text: str) -> str:
    return " ".join(filter(None, text.split(FILLER)))


def _born(text: str, on: date) -> tuple[int, int | None, int | None] | None:
    if not text[:2].isdecimal():
        return None
    year = on.year // 100 * 100 + int(text[:2])
    month, day = (int(one) if one.isdecimal() else None for one in (text[2:4], text[4:6]))
    born = year, month or 1, day or 1
    return (year - 100 if born > (on.year, on.month, on.day) else year), month, day


def _expires(text: str, on: date) -> date | None:
    """The last day of a document, which is within fifty years of a day: of two, the one that is nearer."""
    try:
        short = date(2000 + int(text[:2]), int(text[2:4]), int(text[4:6]))
        hundreds = (on.year - short.year + 50) // 100 * 100
        return short.replace(year=short.year + hundreds)
    except ValueError:
        return None
