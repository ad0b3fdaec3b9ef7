"""Reading frozen dataclasses from JSON values, naming everything that is wrong at once."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache, partial
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from impplus.words import countries
from impplus.words.text import Text

type Faults = list[tuple[str, Text]]
type Kind = Callable[[Any, str, Faults], Any]

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
NOT_YES_OR_NO = Text(en="must be true or false", fr="doit être true ou false")
NOT_A_COUNTRY = Text(
    en="must be the code of a country that exists, in three capital letters",
    fr="doit être le code d’un pays qui existe, en trois lettres majuscules",
)
NOT_A_RECORD = Text(en="must be an object", fr="doit être un objet")
NOT_A_LIST = Text(
    en=f"must be a list of at most {LONGEST_LIST}",
    fr=f"doit être une liste d’au plus {LONGEST_LIST}",
)
UNKNOWN_KEY = Text(en="is not a key of this format", fr="n’est pas une clé de ce format")
TWICE = Text(
    en="stands more than once in the same object",
    fr="figure plus d’une fois dans le même objet",
)
MISSING_KEY = Text(en="is required", fr="est obligatoire")


def read[Record](make: type[Record], value: Any, pointer: str, faults: Faults) -> Record:
    """The record written in a JSON object; where `faults` grew, the result is not to be used."""
    kinds, required = _shape(make)  # type: ignore[arg-type]  # a class is hashable
    facts: dict[str, Any] = dict.fromkeys(required.values())
    if not isinstance(value, dict):
        faults.append((pointer, NOT_A_RECORD))
        return make(**facts)
    pairs = value.items()
    if len(pairs) > len(value):
        faults += [(under(pointer, key), TWICE) for key in doubled(pairs)]
    for key, fact in pairs:
        if key in kinds:
            field, kind = kinds[key]
            facts[field] = kind(fact, f"{pointer}/{key}", faults)
        else:
            faults.append((under(pointer, str(key)), UNKNOWN_KEY))
    faults += [(f"{pointer}/{key}", MISSING_KEY) for key in required if key not in value]
    return make(**facts)


def doubled(pairs: Iterable[tuple[str, Any]]) -> list[str]:
    """The keys that stand more than once in an object whose reader kept all of its pairs."""
    return [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def under(pointer: str, key: str) -> str:
    """The JSON pointer (RFC 6901) of what stands under a key."""
    cut = key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}…"
    return f"{pointer}/{cut.replace('~', '~0').replace('/', '~1')}"


@cache
def _shape(make: type[Any]) -> tuple[dict[str, tuple[str, Kind]], dict[str, str]]:
    """What a record holds, read from its type hints: key → (field, kind); what it requires: key → field."""
    hints = get_type_hints(make)
    kinds = {f.name.rstrip("_"): (f.name, _kind(hints[f.name])) for f in fields(make)}
    required = {f.name.rstrip("_"): f.name for f in fields(make) if f.default is MISSING}
    return kinds, required


def _kind(hint: Any) -> Kind:
    if get_origin(hint) in (Union, UnionType):
        hints = [part for part in get_args(hint) if part is not type(None)]
        return _day_or_no if len(hints) > 1 else _kind(hints[0])
    if get_origin(hint) is Literal:
        return _word(get_args(hint))
    if get_origin(hint) is tuple:
        return _rows(get_args(hint)[0])
    if is_dataclass(hint):
        return partial(read, hint)  # type: ignore[arg-type]  # a dataclass, not one of its records
    plain: dict[Any, Kind] = {date: _day, bool: _flag, str: _country}
    return plain[hint]


def day_written(value: Any) -> date | None:
    """The day written YYYY-MM-DD; None for anything else, such as 20260302, or a day that is none."""
    try:
        read = date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return read if read.isoformat() == value else None


def _day(value: Any, at: str, faults: Faults) -> date | None:
    """A day written YYYY-MM-DD; anything else is a fault."""
    read = day_written(value)
    if read is None:
        faults.append((at, NOT_A_DAY))
    elif FIRST_YEAR <= read.year <= LAST_YEAR:
        return read
    else:
        faults.append((at, TOO_FAR))
    return None


def _day_or_no(value: Any, at: str, faults: Faults) -> date | Literal[False] | None:
    if value is False:
        return False
    if isinstance(value, str):
        return _day(value, at, faults)
    faults.append((at, NOT_A_DAY_OR_NO))
    return None


def _flag(value: Any, at: str, faults: Faults) -> bool | None:
    if isinstance(value, bool):
        return value
    faults.append((at, NOT_YES_OR_NO))
    return None


def _country(value: Any, at: str, faults: Faults) -> str | None:
    if isinstance(value, str) and value in countries.NAMES:
        return value
    faults.append((at, NOT_A_COUNTRY))
    return None


def one_of(words: Iterable[str]) -> Text:
    """The fault of a value that is none of these words."""
    listed = ", ".join(words)
    return Text(en=f"must be one of {listed}", fr=f"doit être l’une de ces valeurs\u00a0: {listed}")


def _word(words: tuple[str, ...]) -> Kind:
    fault = one_of(words)

    def read_word(value: Any, at: str, faults: Faults) -> str | None:
        if isinstance(value, str) and value in words:
            return value
        faults.append((at, fault))
        return None

    return read_word


def _rows(make: type[Any]) -> Kind:
    def read_rows(value: Any, at: str, faults: Faults) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple) or len(value) > LONGEST_LIST:
            faults.append((at, NOT_A_LIST))
        rows = value[:LONGEST_LIST] if isinstance(value, list | tuple) else ()
        return tuple(read(make, row, f"{at}/{n}", faults) for n, row in enumerate(rows))

    return read_rows
