"""What was said in the words of the law, as it is stored: by the places of a list, each word of it left out.

Objects with the same keys are stored as columns: each key once, a value that is the same in all of them
once, and what rows of the law say of themselves as their places.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from types import NoneType
from typing import Any

from impplus.rules.canonical import canonical
from impplus.rules.wordings import MARK, OF_A_RECEIPT, OF_AN_ANSWER, Known, Wordings, escaped
from impplus.words.text import LANGUAGES, Text

FEW = 3  # so many objects with the same keys are stored as columns
NESTED = (dict, list)
NONE = "-"  # stands among places where nothing is said


def written(value: Mapping[str, Any], words: Wordings) -> tuple[bytes, bytes]:
    """The canonical JSON of a value with texts in it: in both languages, and as it is stored."""
    whole = canonical(value, words.together.__getitem__)
    return whole, _kept(value, whole, words.placed, Columns(words.places, OF_A_RECEIPT))


def answered(answer: Mapping[str, Any], words: Wordings) -> tuple[bytes, bytes]:
    """The same of an answer: an object with what each language says, and as it is stored."""
    en, fr = (canonical(answer, words.spoken[lang].__getitem__) for lang in LANGUAGES)
    whole = b'{"en":%b,"fr":%b}' % (en, fr)
    return whole, _kept(answer, whole, words.apart, Columns(words.places, OF_AN_ANSWER))


def _kept(value: Any, whole: bytes, placed: Known, columns: "Columns") -> bytes:
    if _MARKED in whole:  # somebody wrote what looks like a place
        value = escaped(value)
    return canonical(columns.within(value), placed.__getitem__)


_MARKED = f'"{MARK}'.encode()


@dataclass(frozen=True)
class Columns:
    """Objects with the same keys as the values under each key, so that a key is stored once.

    `kinds` are the rows of the law that may be among them, each with a place.
    """

    places: Mapping[Any, int]
    kinds: tuple[tuple[str, ...], ...]

    def within(self, value: Any) -> Any:
        """A value in which such objects are columns."""
        if isinstance(value, dict):
            return {
                key: self.within(held) if isinstance(held, NESTED) else held
                for key, held in value.items()
            }
        if _are_alike(value):
            return {MARK: self._of(value)}
        return [self.within(held) if isinstance(held, NESTED) else held for held in value]

    def _of(self, rows: list[dict[str, Any]]) -> dict[str, Any]:
        """What rows of the law say of themselves is one column, under MARK."""
        columns = dict[str, Any]()
        keys: Any = rows[0].keys()
        for kind in self.kinds:
            if keys >= {*kind}:
                said = itemgetter(*kind) if len(kind) > 1 else partial(_alone, kind[0])
                found = [self.places.get((kind, said(row))) for row in rows]
                if None not in found:
                    columns[MARK] = _listed(found)
                    keys = [key for key in keys if key not in kind]
                    break
        for key in keys:
            columns[key] = self._column([row[key] for row in rows])
        if any(isinstance(one, list) or _is_listed(one) for one in columns.values()):
            return columns
        return columns | {key: [row[key] for row in rows] for key in [*keys][:1]}

    def _column(self, cells: list[Any]) -> Any:
        """The values of one key: once where all are the same, and places of the list as one text."""
        kinds = {*map(type, cells)}
        if kinds <= {Text, NoneType} and Text in kinds:
            found = [NONE if one is None else self.places.get(one) for one in cells]
            if None not in found:
                return f"{MARK}{found[0]}" if len({*found}) == 1 else _listed(found)
        elif kinds.isdisjoint(NESTED):
            return cells[0] if len(kinds) == 1 and cells.count(cells[0]) == len(cells) else cells
        return [self.within(one) if isinstance(one, NESTED) else one for one in cells]


def _alone(key: str, row: Mapping[str, Any]) -> tuple[Any]:
    return (row[key],)


def _are_alike(rows: list[Any]) -> bool:
    """Whether they are objects with the same keys, and enough of them."""
    if len(rows) < FEW or {*map(type, rows)} != {dict} or len({*map(tuple, rows)}) > 1:
        return False
    return bool(rows[0]) and MARK not in rows[0]


def _listed(found: Iterable[int | str | None]) -> str:
    return f"{MARK}{' '.join(map(str, found))}"


def _is_listed(column: Any) -> bool:
    """Whether it is the places of several: one place is the same for all."""
    marked = isinstance(column, str) and column.startswith(MARK)
    return marked and " " in column and column[1] != MARK


def unfolded(value: Any, pairs: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """The answers in both languages that were stored as one."""
    said = {lang: partial(_said_at, pairs, n) for n, lang in enumerate(LANGUAGES)}
    return {lang: _unfold(value, said[lang], n) for n, lang in enumerate(LANGUAGES)}


def _said_at(pairs: Sequence[Sequence[Any]], language: int, place: int) -> Any:
    return pairs[place][language]


def with_texts(value: Any, pairs: Sequence[Sequence[Any]]) -> Any:
    """The value that was written by the places of its texts, with each as {"en": …, "fr": …}."""

    def said(place: int) -> Any:
        pair = pairs[place]
        return pair[0] if len(pair) == 1 else dict(zip(LANGUAGES, pair, strict=True))

    return _unfold(value, said)


def _unfold(value: Any, said: Callable[[int], Any], language: int = 0) -> Any:
    if isinstance(value, dict):
        if value.keys() == {MARK}:
            held = value[MARK]
            return (
                _unfold(held[language], said)
                if isinstance(held, list)
                else _rows_in(held, said, language)
            )
        return {key: _unfold(held, said, language) for key, held in value.items()}
    if isinstance(value, list):
        return [_unfold(held, said, language) for held in value]
    if isinstance(value, str) and value.startswith(MARK):
        rest = value.removeprefix(MARK)
        return rest if rest.startswith(MARK) else said(int(rest))
    return value


def _rows_in(columns: Mapping[str, Any], said: Callable[[int], Any], language: int) -> list[Any]:
    """The objects that are stored as columns."""
    same, lists = dict[str, Any](), dict[str, list[Any]]()
    for key, column in columns.items():
        if _is_listed(column):
            found = column.removeprefix(MARK).split()
            lists[key] = [None if one == NONE else said(int(one)) for one in found]
        elif isinstance(column, list):
            lists[key] = _unfold(column, said, language)
        else:
            same[key] = _unfold(column, said, language)
    rows = [same | dict(zip(lists, row, strict=True)) for row in zip(*lists.values(), strict=True)]
    return [row | row.pop(MARK) if MARK in row else row for row in rows]
