"""Reading frozen dataclasses from JSON values, naming everything that is wrong at once."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from impplus.rules import countries
from impplus.rules.text import Text

type Faults = list[tuple[str, Text]]
type Kind = Callable[[Any, str, Faults], Any]

# Days outside these years are mistyped; arithmetic on those inside them cannot overflow.
FIRST_YEAR, LAST_YEAR = 1850, 2199
LONGEST_LIST = 30

NOT_A_DAY = Text(
    en="must be a day that exists, written as YYYY-MM-DD",
    fr="doit être un jour qui existe, écrit AAAA-MM-JJ",
)
NOT_YES_OR_NO = Text(en="must be true or false", fr="doit être true ou false")
NOT_A_COUNTRY = Text(
    en="must be the three-letter code of a country that exists",
    fr="doit être le code à trois lettres d’un pays qui existe",
)
NOT_A_RECORD = Text(en="must be an object", fr="doit être un objet")
NOT_A_LIST = Text(
    en=f"must be a list of at most {LONGEST_LIST}",
    fr=f"doit être une liste d’au plus {LONGEST_LIST}",
)
UNKNOWN_KEY = Text(en="is not a key of this format", fr="n’est pas une clé de ce format")
MISSING_KEY = Text(en="is required", fr="est obligatoire")


def read[Record](make: type[Record], value: Any, pointer: str, faults: Faults) -> Record:
    """The record written in a JSON object; where `faults` grew, the result is not to be used."""
    kinds, required = _shape(make)  # type: ignore[arg-type]  # a class is hashable
    if not isinstance(value, Mapping):
        faults.append((pointer, NOT_A_RECORD))
        return _make(make, dict.fromkeys(required))
    facts: dict[str, Any] = dict.fromkeys(required)
    for key, fact in value.items():
        at = f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}"
        if key in kinds:
            field, kind = kinds[key]
            facts[field] = kind(fact, at, faults)
        else:
            faults.append((at, UNKNOWN_KEY))
    faults += [
        (f"{pointer}/{key}", MISSING_KEY)
        for key, (field, _) in kinds.items()
        if field in required and key not in value
    ]
    return _make(make, facts)


def _make[Record](make: type[Record], facts: Mapping[str, Any]) -> Record:
    return make(**facts)


@cache
def _shape(make: type[Any]) -> tuple[dict[str, tuple[str, Kind]], tuple[str, ...]]:
    """What a record holds, read from its type hints: key → (field, kind); and what it requires."""
    hints = get_type_hints(make)
    kinds = {f.name.rstrip("_"): (f.name, _kind(hints[f.name])) for f in fields(make)}
    required = (f.name for f in fields(make) if f.default is MISSING)
    return kinds, tuple(required)


def _kind(hint: Any) -> Kind:
    if get_origin(hint) in (Union, UnionType):
        hints = [part for part in get_args(hint) if part is not type(None)]
        return _day_or_no if len(hints) > 1 else _kind(hints[0])
    if get_origin(hint) is Literal:
        return _word(get_args(hint))
    if get_origin(hint) is tuple:
        return _rows(get_args(hint)[0])
    if is_dataclass(hint):
        return lambda value, at, faults: read(hint, value, at, faults)  # type: ignore[arg-type]
    plain: dict[Any, Kind] = {date: day, bool: _flag, str: _country}
    return plain[hint]


def day(value: Any, at: str, faults: Faults) -> date | None:
    """A day written YYYY-MM-DD; anything else is a fault."""
    try:
        read = date.fromisoformat(value)
        if read.isoformat() == value and FIRST_YEAR <= read.year <= LAST_YEAR:
            return read
    except (TypeError, ValueError):
        pass
    faults.append((at, NOT_A_DAY))
    return None


def _day_or_no(value: Any, at: str, faults: Faults) -> date | Literal[False] | None:
    return False if value is False else day(value, at, faults)


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


def _word(words: tuple[str, ...]) -> Kind:
    listed = ", ".join(words)
    fault = Text(
        en=f"must be one of {listed}", fr=f"doit être l’une de ces valeurs\u00a0: {listed}"
    )

    def read_word(value: Any, at: str, faults: Faults) -> str | None:
        if isinstance(value, str) and value in words:
            return value
        faults.append((at, fault))
        return None

    return read_word


def _rows(make: type[Any]) -> Kind:
    def read_rows(value: Any, at: str, faults: Faults) -> tuple[Any, ...]:
        if isinstance(value, list | tuple) and len(value) <= LONGEST_LIST:
            return tuple(read(make, row, f"{at}/{n}", faults) for n, row in enumerate(value))
        faults.append((at, NOT_A_LIST))
        return ()

    return read_rows
