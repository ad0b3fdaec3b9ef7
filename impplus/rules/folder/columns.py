"""How a programme's rows are held against the columns that they may have: what is wrong, and where."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from impplus.words.text import Text

# Where a value stands, from the outside in: ("[[fees]] 3 (work-permit)", "amount").
type Place = tuple[str, ...]
type Wrong = tuple[Place, Text]
type Column = Callable[[Any, Names], Iterator[Wrong]]
type Version = tuple[str, str, date, date | None]


@dataclass(frozen=True)
class Names:
    """The names that rows may refer to."""

    sources: Collection[str]
    questions: Collection[str]
    fees: Collection[str]
    kinds: Collection[str]
    choices: Collection[str]
    numbers: Collection[str]


# What must be true of a row whose columns are all sound: the test, where a fault stands, and the fault.
type Besides = tuple[Callable[[Mapping[str, Any]], bool], Place, Text]


@dataclass(frozen=True)
class Row:
    """The columns that a row must have, those that it may have, and what must be true of it besides."""

    required: Mapping[str, Column]
    optional: Mapping[str, Column] = field(default_factory=dict)
    besides: tuple[Besides, ...] = ()

    def __call__(self, row: Any, names: Names) -> Iterator[Wrong]:
        """Everything that is wrong in a row."""
        if not isinstance(row, dict):
            yield (), NOT_A_TABLE
            return
        wrong: list[Wrong] = [((column,), MISSING) for column in self.required if column not in row]
        columns = {**self.required, **self.optional}
        for column, value in row.items():
            if column in columns:
                wrong += within(column, columns[column](value, names))
            else:
                wrong.append(((column,), UNKNOWN))
        if not wrong:
            wrong = [(place, fault) for true, place, fault in self.besides if not true(row)]
        yield from wrong


def within(place: str, wrong: Iterator[Wrong]) -> Iterator[Wrong]:
    """The same faults, seen from further out; `[[fees]] 3` says by itself that it stands in fees."""
    for inner, fault in wrong:
        said = inner[:1] != () and inner[0].startswith(f"[[{place}]]")
        yield inner if said else (place, *inner), fault


def only(sound: Callable[[Any, Names], bool], fault: Text) -> Column:
    """A column whose values are sound or not, as a whole."""

    def column(value: Any, names: Names) -> Iterator[Wrong]:
        if not sound(value, names):
            yield (), fault

    return column


def listed(one: Column) -> Column:
    """A column that holds a list."""

    def column(value: Any, names: Names) -> Iterator[Wrong]:
        if not isinstance(value, list):
            yield (), NOT_A_LIST
            return
        for number, entry in enumerate(value, 1):
            yield from within(str(number), one(entry, names))

    return column


def each(one: Column, needed: Collection[str] = (), shown: str = "[{}]") -> Column:
    """A column that holds values of one kind under names, of which some are needed."""

    def column(value: Any, names: Names) -> Iterator[Wrong]:
        if not isinstance(value, dict):
            yield (), NOT_A_TABLE
            return
        for name in needed:
            if name not in value:
                yield (shown.format(name),), MISSING
        for name, entry in value.items():
            yield from within(shown.format(name), one(entry, names))

    return column


def rows(table: str, one: Row, *, identity: str = "key", needed: Collection[str] = ()) -> Column:
    """A column that holds the rows of a table, none of which stands there twice.

    The column `identity` tells rows apart, and where rows are dated so does `since`. `needed` are
    the identities that must be there.
    """

    def column(value: Any, names: Names) -> Iterator[Wrong]:
        if not isinstance(value, list):
            yield (), NOT_A_LIST
            return
        places = [_place(table, n, row, identity) for n, row in enumerate(value, 1)]
        for place, row in zip(places, value, strict=True):
            yield from within(place, one(row, names))
        for name in needed:
            if not any(_named(row, identity) and row[identity] == name for row in value):
                yield (f"[[{table}]] ({name})",), MISSING
        placed = list(zip(places, value, strict=True))
        if "since" in one.required:
            yield from versions(_version(place, row) for place, row in placed if _dated(row))
        else:
            yield from _twice([(p, row[identity]) for p, row in placed if _named(row, identity)])

    return column


def _place(table: str, number: int, row: Any, identity: str) -> str:
    name = f" ({row[identity]})" if _named(row, identity) else ""
    return f"[[{table}]] {number}{name}"


def _named(row: Any, identity: str) -> bool:
    return isinstance(row, dict) and isinstance(row.get(identity), str | int)


def _dated(row: Any) -> bool:
    return (
        _named(row, "key")
        and type(row.get("since")) is date
        and type(row.get("until", date.max)) is date
    )


def _version(place: str, row: dict[str, Any]) -> Version:
    return place, row["key"], row["since"], row.get("until")


def versions(found: Iterable[Version]) -> Iterator[Wrong]:
    """What is wrong among versions, each (place, key, since, until): days that contradict each other.

    A version without an end ends by itself where a newer one begins.
    """
    newest: dict[str, Version] = {}
    for version in sorted(found, key=lambda one: one[2]):
        place, key, since, until = version
        if until is not None and until < since:
            yield (place, "until"), ENDS_EARLY
        if key in newest:
            before, _, began, ended = newest[key]
            if began == since:
                yield (place,), _again(before)
            elif ended is not None and ended >= since:
                yield (place, "since"), _overlaps(before, since)
        newest[key] = version


def _twice(found: list[tuple[str, str | int]]) -> Iterator[Wrong]:
    first: dict[str | int, str] = {}
    for place, name in found:
        if name in first:
            yield (
                (place,),
                Text(en=f"already stands at {first[name]}", fr=f"figure déjà à {first[name]}"),
            )
        first.setdefault(name, place)


def _again(before: str) -> Text:
    return Text(
        en=f"has the key and the first day (since) of {before}",
        fr=f"porte la clé et le premier jour (since) de {before}",
    )


def _overlaps(before: str, since: date) -> Text:
    day = (since - timedelta(days=1)).isoformat()
    return Text(
        en=f"begins while {before} still holds; that one must end (until) by {day}",
        fr=f"commence alors que {before} vaut encore; cette version doit prendre fin (until) au plus tard "
        f"le {day}",
    )


MISSING = Text(en="is missing", fr="manque")
UNKNOWN = Text(en="is not a name known here", fr="n’est pas un nom connu ici")
NOT_A_TABLE = Text(en="must be a table", fr="doit être une table")
NOT_A_LIST = Text(en="must be a list", fr="doit être une liste")
ENDS_EARLY = Text(
    en="the last day (until) is before the first (since)",
    fr="le dernier jour (until) précède le premier (since)",
)
