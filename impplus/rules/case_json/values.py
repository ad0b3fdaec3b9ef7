"""How the facts of a case are written as JSON values, and what is said of those that are wrong."""

from datetime import date
from typing import Any, Literal

from impplus.rules import reader
from impplus.rules.case import Faults
from impplus.rules.reader import Format, Place, Reading
from impplus.words.text import Text

# Days outside these years are mistyped; arithmetic on those inside them cannot overflow.
FIRST_YEAR, LAST_YEAR = 1850, 2199
LONGEST_LIST = 30
LONGEST_KEY = 60  # characters; of a longer one, a pointer has the beginning

NOT_A_DAY = Text(
    en="must be a day that exists, written as YYYY-MM-DD",
    fr="doit être un jour qui existe, écrit AAAA-MM-JJ",
)
NOT_A_DAY_OR_NO = Text(
    en="must be false, or a day that exists, written as YYYY-MM-DD",
    fr="doit être false ou un jour qui existe, écrit AAAA-MM-JJ",
)
TOO_FAR = Text(
    en=f"must be a day of the years {FIRST_YEAR} to {LAST_YEAR}",
    fr=f"doit être un jour des années {FIRST_YEAR} à {LAST_YEAR}",
)
UNKNOWN_KEY = Text(en="is not a key of this format", fr="n’est pas une clé de ce format")


def read[Record](make: type[Record], value: Any, faults: Faults) -> Record:
    """The record written in a JSON object; where `faults` grew, the result is not to be used."""
    reading = Reading(JSON)
    record = reader.read(make, value, (), reading)
    faults += [(pointer(place), text) for place, text in reading.faults]
    return record


def pointer(place: Place) -> str:
    """The JSON pointer (RFC 6901) of a place."""
    written = ""
    for key in place:
        written = under(written, str(key))
    return written


def under(pointer: str, key: str) -> str:
    """The JSON pointer of what stands under a key."""
    cut = key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}…"
    return f"{pointer}/{cut.replace('~', '~0').replace('/', '~1')}"


def day_written(value: Any) -> date | None:
    """The day written YYYY-MM-DD; None for anything else, such as 20260302, or a day that is none."""
    try:
        read = date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return read if read.isoformat() == value else None


def _day(value: Any, at: Place, reading: Reading) -> date | None:
    day = day_written(value)
    if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    reading.faults.append((at, NOT_A_DAY if day is None else TOO_FAR))
    return None


def _day_or_no(value: Any, at: Place, reading: Reading) -> date | Literal[False] | None:
    if value is False:
        return False
    if isinstance(value, str):
        return _day(value, at, reading)
    reading.faults.append((at, NOT_A_DAY_OR_NO))
    return None


JSON = Format(
    plain={date: _day, bool: reader.yes_or_no, date | Literal[False]: _day_or_no},
    no_record=Text(en="must be an object", fr="doit être un objet"),
    no_list=Text(
        en=f"must be a list of at most {LONGEST_LIST}",
        fr=f"doit être une liste d’au plus {LONGEST_LIST}",
    ),
    unknown=UNKNOWN_KEY,
    missing=Text(en="is required", fr="est obligatoire"),
    place=lambda at, number, _row: (*at, number),
    most=LONGEST_LIST,
)
