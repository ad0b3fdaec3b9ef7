"""Reading frozen dataclasses from plain values by their annotations, naming every fault at once.

A column's annotation says what it takes: a type that the format knows, a `Literal` of words, a list
of rows (`tuple[Row, ...]`), a table of names (`Mapping[str, X]`), or `Annotated[X, kind]` where the
column has a kind of its own. A column without a default is required.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache, partial
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from impplus.words.text import Text

# Where a value stands, from the outside in: ("family", 0, "born"), ("[[fees]] 3 (oil)", "amount").
type Place = tuple[str | int, ...]
type Fault = tuple[Place, Text]
type Kind = Callable[[Any, Place, Reading], Any]


@dataclass(frozen=True, eq=False)
class Format:
    """How a format writes values, and what it says of those that are wrong.

    `plain` holds the kinds of annotations that need no mark. `place` says where the entry of a list
    stands; `in_row` finds what is wrong in a row whose columns are sound, `among` between the rows
    of a list. A list has at most `most` entries.
    """

    plain: Mapping[Any, Kind]
    no_record: Text
    no_list: Text
    unknown: Text
    missing: Text
    place: Callable[[Place, int, Any], Place]
    most: int | None = None
    in_row: Callable[[Any], Iterable[Fault]] | None = None
    among: Callable[[Sequence[Any], Sequence[Place]], Iterable[Fault]] = lambda _rows, _places: ()


@dataclass
class Reading:
    """One reading: its format, the names that values may refer to, and the faults found so far."""

    format: Format
    names: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True)
class Needed:
    """Marks a table of names: which of them must be there."""

    names: tuple[str, ...]


type Columns = Mapping[str, tuple[str, Kind]]


def read[Row](make: type[Row], value: Any, at: Place, reading: Reading) -> Row:
    """The row written in a table; where faults were added, the result is not to be used."""
    form, before = reading.format, len(reading.faults)
    columns, required = _shape(make, form)  # type: ignore[arg-type]  # a class is hashable
    row = make(**_columns(columns, required, value, at, reading))
    if form.in_row and len(reading.faults) == before:
        reading.faults += [((*at, *place), text) for place, text in form.in_row(row)]
    return row


def read_table(hints: Mapping[str, Any], value: Any, reading: Reading) -> dict[str, Any]:
    """What a file holds under each of its names, all of them required."""
    columns = {name: (name, kind_of(hint, reading.format)) for name, hint in hints.items()}
    return _columns(columns, {name: name for name in hints}, value, (), reading)


def only(
    sound: Callable[[Any], bool], fault: Text, make: Callable[[Any], Any] | None = None
) -> Kind:
    """A kind of value that is sound or not, as a whole; `make` says what it is read as."""

    def kind(value: Any, at: Place, reading: Reading) -> Any:
        if sound(value):
            return make(value) if make else value
        reading.faults.append((at, fault))
        return None

    return kind


def one_of(words: Iterable[str]) -> Text:
    """The fault of a value that is none of these words."""
    listed = ", ".join(words)
    return Text(en=f"must be one of {listed}", fr=f"doit être l’une de ces valeurs\u00a0: {listed}")


def doubled(pairs: Iterable[tuple[str, Any]]) -> list[str]:
    """The keys that stand more than once in an object whose reader kept all of its pairs."""
    return [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def _columns(
    columns: Columns, required: Mapping[str, str], value: Any, at: Place, reading: Reading
) -> dict[str, Any]:
    found: dict[str, Any] = dict.fromkeys(required.values())
    if not isinstance(value, dict):
        reading.faults.append((at, reading.format.no_record))
        return found
    pairs = value.items()
    if len(pairs) > len(value):
        reading.faults += [((*at, key), TWICE) for key in doubled(pairs)]
    for key, held in pairs:
        if key in columns:
            name, kind = columns[key]
            found[name] = kind(held, (*at, key), reading)
        else:
            reading.faults.append(((*at, key), reading.format.unknown))
    for key in required:
        if key not in value:
            reading.faults.append(((*at, key), reading.format.missing))
    return found


@cache
def _shape(make: type[Any], form: Format) -> tuple[Columns, Mapping[str, str]]:
    """The columns of a row, from its annotations: key → (attribute, kind); and the required ones."""
    hints = get_type_hints(make, include_extras=True)
    columns = {f.name.rstrip("_"): (f.name, kind_of(hints[f.name], form)) for f in fields(make)}
    needed = (f.name for f in fields(make) if f.default is f.default_factory is MISSING)
    return columns, {name.rstrip("_"): name for name in needed}


def kind_of(hint: Any, form: Format) -> Kind:
    """What an annotation takes in a format."""
    if hint in form.plain:
        return form.plain[hint]
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        (one,) = (part for part in parts if part is not type(None))
        return kind_of(one, form)
    if origin is Annotated:
        base, mark = parts
        return _named(base, form, mark.names) if isinstance(mark, Needed) else _as_kind(mark)
    if origin is Literal:
        return only(parts.__contains__, one_of(parts))
    if origin is tuple:
        return _listed(kind_of(parts[0], form), is_dataclass(parts[0]))
    if is_dataclass(hint):
        return partial(read, hint)  # type: ignore[arg-type]  # a dataclass, not one of its rows
    return _named(hint, form, get_args(parts[0]) if get_origin(parts[0]) is Literal else ())


def _as_kind(mark: Kind) -> Kind:
    return mark


def _named(hint: Any, form: Format, needed: tuple[str, ...]) -> Kind:
    """A table of values of one kind under names; where the names are a `Literal`, it has no others."""
    names, held = get_args(hint)
    one, closed = kind_of(held, form), get_origin(names) is Literal

    def kind(value: Any, at: Place, reading: Reading) -> dict[str, Any]:
        if not isinstance(value, dict):
            reading.faults.append((at, form.no_record))
            return {}
        missing = (name for name in needed if name not in value)
        reading.faults += [((*at, name), form.missing) for name in missing]
        unknown = (name for name in value if closed and name not in needed)
        reading.faults += [((*at, name), form.unknown) for name in unknown]
        return {name: one(entry, (*at, name), reading) for name, entry in value.items()}

    return kind


def _listed(one: Kind, rows: bool) -> Kind:
    def kind(value: Any, at: Place, reading: Reading) -> tuple[Any, ...]:
        form = reading.format
        listed = isinstance(value, list | tuple)
        if not listed or len(value) > (form.most or len(value)):
            reading.faults.append((at, form.no_list))
        entries = value[: form.most] if listed else ()
        places = [form.place(at, n, entry if rows else None) for n, entry in enumerate(entries)]
        found = tuple(map(one, entries, places, [reading] * len(places)))
        if rows:
            reading.faults += form.among(found, places)
        return found

    return kind


yes_or_no = only(
    lambda value: isinstance(value, bool),
    Text(en="must be true or false", fr="doit être true ou false"),
)
TWICE = Text(
    en="stands more than once in the same object", fr="figure plus d’une fois dans le même objet"
)
