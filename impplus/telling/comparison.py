"""What differs between two answers in plain JSON values, place by place; nothing goes unseen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from impplus.rules.canonical import canonical
from impplus.words.text import LANGUAGES

# The parts of an answer that say what the others judge.
WORDING = frozenset({"title", "text", "why", "remedy", "name", "warnings", "source"})

type Change = Literal["changed", "added", "gone", "order"]


@dataclass(frozen=True)
class Difference:
    """One place at which two answers differ, such as "findings/csq-valid/met".

    What is only in the later answer was "added" (before is None), what is only in the earlier one
    is "gone" (after is None). "order": the rows of a list that both hold stand otherwise; before
    and after then name them.
    """

    path: str
    before: Any
    after: Any
    change: Change = "changed"

    @property
    def is_wording(self) -> bool:
        """Whether it is in how an answer is said: its sentences, and how it cites its sources."""
        return bool(WORDING.intersection(self.path.split("/")))


def differences(before: Any, after: Any) -> tuple[Difference, ...]:
    """Every difference between two values; none exactly where their canonical bytes are the same.

    Rows of a list are the same row where they have the same key and person, wherever they stand.
    """
    return tuple(_differences("", before, after))


def merged_languages(found: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """Differences of answers {"en": …, "fr": …}: once and without a language where both have it.

    What differs in the words of each language stands together, in the order of the answer.
    """
    split = [(one, *_split(one.path)) for one in found]
    held: dict[str, set[bytes]] = {language: set() for language in LANGUAGES}
    for one, language, path in split:
        if language:
            held[language].add(_same(one, path))
    shared = set[bytes].intersection(*held.values())
    places: dict[str, int] = {}
    kept = []
    for one, language, path in split:
        place = places.setdefault(path, len(places))
        if not language or _same(one, path) not in shared:
            kept.append((place, one))
        elif language == LANGUAGES[0]:
            kept.append((place, replace(one, path=path)))
    return tuple(one for _, one in sorted(kept, key=lambda row: row[0]))


def _split(path: str) -> tuple[str, str]:
    """The language in which a path begins (or none), and the rest of it."""
    language, slash, rest = path.partition("/")
    return (language, rest) if slash and language in LANGUAGES else ("", path)


def _same(one: Difference, path: str) -> bytes:
    return canonical([path, one.change, one.before, one.after])


def _differences(path: str, before: Any, after: Any) -> Iterator[Difference]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _of_parts(path, before, after)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _of_lists(path, before, after)
    elif canonical(before) != canonical(after):  # JSON tells true from 1, which Python does not
        yield Difference(path, before, after)


def _of_parts(
    path: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Difference]:
    """Differences of two objects, in the order in which the later one names its parts."""
    for key in (*after, *(key for key in before if key not in after)):
        at = _at(path, key)
        if key not in before:
            yield Difference(at, None, after[key], "added")
        elif key not in after:
            yield Difference(at, before[key], None, "gone")
        else:
            yield from _differences(at, before[key], after[key])


def _of_lists(path: str, before: list[Any], after: list[Any]) -> Iterator[Difference]:
    """Differences of two lists; a row that is one plain value is told at the place of the list."""
    rows, others = _named(before), _named(after)
    for name in (*others, *(name for name in rows if name not in others)):
        held = [named[name] for named in (rows, others) if name in named]
        plain = not any(isinstance(row, Mapping | list) for row in held)
        at = path if plain else _at(path, name)
        if name not in rows:
            yield Difference(at, None, others[name], "added")
        elif name not in others:
            yield Difference(at, rows[name], None, "gone")
        else:
            yield from _differences(at, rows[name], others[name])
    stood = [name for name in rows if name in others]
    stand = [name for name in others if name in rows]
    if stood != stand:
        yield Difference(path, stood, stand, "order")


def _at(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name


def _named(rows: list[Any]) -> dict[str, Any]:
    """The rows under their names; where one name stands twice, the second has “ #2” after it."""
    named: dict[str, Any] = {}
    for row in rows:
        name = once = _name(row)
        number = 1
        while not name or name in named:
            number += 1
            name = f"{once} #{number}".strip()
        named[name] = row
    return named


def _name(row: Any) -> str:
    """What tells a row from the others of its list: its key and person, or the plain value."""
    if isinstance(row, Mapping):
        return " ".join(str(row[part]) for part in ("key", "person") if part in row)
    if isinstance(row, list):
        return ""
    return row if isinstance(row, str) else canonical(row).decode()
