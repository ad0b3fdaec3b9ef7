"""The words of the law, kept once: what is stored names their places in a list, and they are put back.

A list is that of one day's law: each of its texts and sources as the pair of what English and French
answers say. Whatever is not in the list is stored as it stands, so that what is put back is the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import lru_cache, partial
from typing import Any

from impplus.rules.canonical import canonical, digest
from impplus.rules.programme import Programme
from impplus.words.text import LANGUAGES, Source, Text

MARK = "§"  # opens a place in the list; a text that begins so is given another
DAYS = 32
FEW = 3  # so many objects with the same keys are stored as columns


@dataclass(frozen=True)
class Wordings:
    """The list, the hash of its canonical JSON, and where each pair stands in it."""

    pairs: tuple[list[Any], ...]
    digest: str
    places: Mapping[Any, int]


@lru_cache(maxsize=DAYS)
def wordings(programme: Programme, on: date) -> Wordings:
    """The words of a programme and of its law on a day."""
    numbers = programme.settings.numbers(on)
    held = (programme, programme.in_force(on))
    said = {canonical(one): one for one in _pairs(held, numbers, set())}
    pairs = tuple(said[key] for key in sorted(said))
    places = {tuple(map(_key, pair)): n for n, pair in enumerate(pairs)}
    return Wordings(pairs, digest(list(pairs)), places)


def _pairs(held: Any, numbers: Mapping[str, Any], seen: set[int]) -> Iterator[list[Any]]:
    """What each text and source says in English and in French."""
    if isinstance(held, Text):
        with suppress(KeyError):  # a text that waits for more than the numbers of the day
            held = held.filled(numbers)
        yield [held.en, held.fr]
    elif isinstance(held, Source):
        yield [
            {"cite": held.cite, "title": held.title.say(one), "url": held.link(one)}
            for one in LANGUAGES
        ]
    elif id(held) not in seen:
        seen.add(id(held))
        for part in _parts(held):
            yield from _pairs(part, numbers, seen)


def _parts(held: Any) -> Iterable[Any]:
    if isinstance(held, Mapping):
        return held.values()
    if isinstance(held, tuple | list):
        return held
    return [getattr(held, one.name) for one in fields(held)] if is_dataclass(held) else ()


def _key(value: Any) -> Any:
    return tuple(map(value.get, _OF_A_SOURCE)) if isinstance(value, dict) else value


def folded(answers: Mapping[str, Any], words: Wordings) -> Any:
    """An answer in both languages as one value."""
    return _fold(answers["en"], answers["fr"], words.places)


def _fold(en: Any, fr: Any, places: Mapping[Any, int]) -> Any:
    if en is fr and (en is None or en is True or en is False):
        return en
    if isinstance(en, str) and isinstance(fr, str):
        place = places.get((en, fr))
        if place is not None:
            return f"{MARK}{place}"
    elif isinstance(en, dict) and isinstance(fr, dict) and en.keys() == fr.keys():
        place = places.get((_key(en), _key(fr))) if "cite" in en else None
        if place is not None and len(en) == len(_OF_A_SOURCE):
            return f"{MARK}{place}"
        return {key: _fold(one, fr[key], places) for key, one in en.items()}
    elif isinstance(en, list) and isinstance(fr, list) and len(en) == len(fr):
        return _in_columns([_fold(one, other, places) for one, other in zip(en, fr, strict=True)])
    same = en == fr and type(en) is type(fr)
    return _escaped(en) if same else {MARK: [_whole(en), _whole(fr)]}


_OF_A_SOURCE = ("cite", "title", "url")


def _in_columns(rows: list[Any]) -> Any:
    """Objects with the same keys as the values under each key, so that a key is stored once."""
    if len(rows) < FEW or not all(
        isinstance(row, dict) and row.keys() == rows[0].keys() for row in rows
    ):
        return rows
    if not rows[0] or MARK in rows[0]:
        return rows
    return {MARK: {key: [row[key] for row in rows] for key in rows[0]}}


def _escaped(value: Any) -> Any:
    return f"{MARK}{value}" if isinstance(value, str) and value.startswith(MARK) else value


def _whole(value: Any) -> Any:
    """A value as it stands, which nothing replaces."""
    return _fold(value, value, {})


def unfolded(value: Any, pairs: Sequence[Sequence[Any]]) -> dict[str, Any]:
    """The answers in both languages that were folded."""
    said = {lang: partial(_said_at, pairs, n) for n, lang in enumerate(LANGUAGES)}
    return {lang: _unfold(value, said[lang], n) for n, lang in enumerate(LANGUAGES)}


def _said_at(pairs: Sequence[Sequence[Any]], language: int, place: int) -> Any:
    return pairs[place][language]


def _unfold(value: Any, said: Callable[[int], Any], language: int = 0) -> Any:
    if isinstance(value, dict):
        if value.keys() == {MARK}:
            held = value[MARK]
            if isinstance(held, list):
                return _unfold(held[language], said)
            columns = [_unfold(column, said, language) for column in held.values()]
            return [dict(zip(held, row, strict=True)) for row in zip(*columns, strict=True)]
        return {key: _unfold(held, said, language) for key, held in value.items()}
    if isinstance(value, list):
        return [_unfold(held, said, language) for held in value]
    if isinstance(value, str) and value.startswith(MARK):
        rest = value.removeprefix(MARK)
        return rest if rest.startswith(MARK) else said(int(rest))
    return value


def written(value: Mapping[str, Any], words: Wordings) -> tuple[bytes, bytes]:
    """The canonical JSON of a value with texts in it: in both languages, and as it is stored."""
    whole = canonical(value, _said)
    if _MARKED in whole:  # somebody wrote what looks like a place
        return whole, canonical(_without_texts(value, words.places))
    columns = {
        key: _in_columns(held) if isinstance(held, list) else held for key, held in value.items()
    }
    return whole, canonical(columns, partial(_placed, places=words.places))


_MARKED = f'"{MARK}'.encode()


def _said(text: Any) -> dict[str, str]:
    if isinstance(text, Text):
        return {"en": text.en, "fr": text.fr}
    raise TypeError(type(text))


def _placed(text: Any, places: Mapping[Any, int]) -> Any:
    place = places.get((text.en, text.fr))
    return _said(text) if place is None else f"{MARK}{place}"


def _without_texts(value: Any, places: Mapping[Any, int]) -> Any:
    if isinstance(value, Text):
        placed = _placed(value, places)
        return placed if isinstance(placed, str) else _whole(placed)
    if isinstance(value, dict):
        return {key: _without_texts(held, places) for key, held in value.items()}
    if isinstance(value, list):
        return [_without_texts(held, places) for held in value]
    return _escaped(value)


def with_texts(value: Any, pairs: Sequence[Sequence[Any]]) -> Any:
    """The value that was written by the places of its texts, with each as {"en": …, "fr": …}."""
    return _unfold(value, lambda place: dict(zip(LANGUAGES, pairs[place], strict=True)))
