"""The words of the law, kept once: what is stored (rules/kept.py) names their places in a list.

A list is that of one day's law: each of its texts and sources, and what each of its rows says of itself,
as the pair of what English and French answers say. Whatever is not in the list is stored as it stands, so
that what is put back is the same.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from impplus.rules.answer import speaking
from impplus.rules.canonical import as_written, canonical, digest
from impplus.rules.dated import begun
from impplus.rules.law import BiometricsRule
from impplus.rules.law_of_day import LawOfDay
from impplus.rules.programme import Programme
from impplus.rules.rows import Choice
from impplus.words.text import LANGUAGES, Source, Text

MARK = "§"  # opens a place in the list; a text that begins so is given another
PERIODS = 8  # of one programme or more; a period lasts until something of the law turns
# What a row of the law says of itself wherever it is named: in a receipt a question, a fee, a document
# and a condition; in an answer a requirement, a condition, and a document or a fee.
QUESTION = ("step", "title", "key", "kind", "label")
FEE = ("key", "text", "cite")
SENT = ("key", "title")
FOUND = ("key",)
REQUIREMENT = ("key", "judged", "title", "text", "source")
CONDITION = ("key", "title", "source")
NAMED = ("key", "text", "source")
OF_A_RECEIPT, OF_AN_ANSWER = (QUESTION, FEE, SENT, FOUND), (REQUIREMENT, CONDITION, NAMED)
type Say = Callable[[Any], Any]


class Known(dict[Any, Any]):
    """What is said for each text and source of the law; `otherwise` says it of any other."""

    def __init__(self, known: Mapping[Any, Any], otherwise: Say) -> None:
        super().__init__(known)
        self.otherwise = otherwise

    def __missing__(self, said: Any) -> Any:
        return self.otherwise(said)


@dataclass(frozen=True)
class Wordings:
    """The list, the hash of its canonical JSON, and where each text, source and row stands in it.

    `spoken` is what an answer says in each language, `together` what a receipt says in both; `apart` and
    `placed` are what is stored of the two.
    """

    pairs: tuple[list[Any], ...]
    digest: str
    places: Mapping[Any, int]
    spoken: Mapping[str, Known]
    together: Known
    apart: Known
    placed: Known


def wordings(programme: Programme, on: date) -> Wordings:
    """The words of a programme and of its law on a day: the same in all days of a period."""
    return _of_period(programme, begun(programme.turns, on))


@lru_cache(maxsize=PERIODS)
def _of_period(programme: Programme, begins: date) -> Wordings:
    numbers, law = programme.settings.numbers(begins), programme.in_force(begins)
    said = dict(_said((programme, law), numbers, set()))
    rows = {(kind, values): _pair_of(kind, values) for kind, values in _rows(law)}
    known = {key: canonical(pair) for key, pair in (said | rows).items()}
    pairs = dict(sorted({known[key]: pair for key, pair in (said | rows).items()}.items()))
    numbered = {one: n for n, one in enumerate(pairs)}
    listed = tuple(pairs.values())
    places = {key: numbered[one] for key, one in known.items()}
    marked = {one: f"{MARK}{places[one]}" for one in said}
    texts = [one for one in said if isinstance(one, Text)]
    return Wordings(
        pairs=listed,
        digest=digest(list(listed)),
        places=places,
        spoken={
            lang: Known({one: _as_it_is(pair[n]) for one, pair in said.items()}, speaking(lang))
            for n, lang in enumerate(LANGUAGES)
        },
        together=Known({one: _as_it_is(_in_both(one)) for one in texts}, _in_both),
        apart=Known(marked, _apart),
        placed=Known(marked, lambda text: escaped(_in_both(text))),
    )


def _as_it_is(value: Any) -> Any:
    return value if isinstance(value, str) else as_written(canonical(value))


def _said(held: Any, numbers: Mapping[str, Any], seen: set[int]) -> Iterator[tuple[Any, list[Any]]]:
    """Each text and source, and what it says in English and in French."""
    if isinstance(held, Text):
        with suppress(KeyError):  # a text that waits for more than the numbers of the day
            held = held.filled(numbers)
        yield held, [held.en, held.fr]
    elif isinstance(held, Choice):
        yield held.text, [held.en, held.fr]
    elif isinstance(held, Source):
        yield held, [speaking(lang)(held) for lang in LANGUAGES]
    elif id(held) not in seen:
        seen.add(id(held))
        if isinstance(held, BiometricsRule):  # its texts say its own numbers
            numbers = {one.name: getattr(held, one.name) for one in fields(held)}
        for part in _parts(held):
            yield from _said(part, numbers, seen)


def _parts(held: Any) -> Iterable[Any]:
    if isinstance(held, Mapping):
        return held.values()
    if isinstance(held, tuple | list):
        return held
    return [getattr(held, one.name) for one in fields(held)] if is_dataclass(held) else ()


def _rows(law: LawOfDay) -> Iterator[tuple[tuple[str, ...], tuple[Any, ...]]]:
    for step in law.steps:
        for one in step.fields:
            yield QUESTION, (step.key, step.title, one.key, one.kind, one.label)
    for row in law.requirements:
        yield REQUIREMENT, (row.key, row.judged, row.title, row.not_known, row.source)
    for condition in (*law.conditions, *law.family):
        yield CONDITION, (condition.key, condition.title, condition.source)
        yield FOUND, (condition.key,)
    for document in law.documents:
        yield NAMED, (document.key, document.text, document.source)
        yield SENT, (document.key, document.text)
    for fee, _ in law.fees:
        yield NAMED, (fee.key, fee.text, fee.source)
        yield FEE, (fee.key, fee.text, fee.source.cite)


def _pair_of(kind: tuple[str, ...], values: tuple[Any, ...]) -> list[Any]:
    """What a row says in English and in French; in a receipt it says both at once."""
    ways: list[Say] = [speaking(lang) for lang in LANGUAGES]
    return [
        {
            name: say(one) if isinstance(one, Text | Source) else one
            for name, one in zip(kind, values, strict=True)
        }
        for say in ([_in_both] if kind in OF_A_RECEIPT else ways)
    ]


def _in_both(text: Any) -> dict[str, str]:
    if isinstance(text, Text):
        return {"en": text.en, "fr": text.fr}
    raise TypeError(type(text))


def _apart(said: Text | Source) -> dict[str, Any]:
    return {MARK: [escaped(speaking(lang)(said)) for lang in LANGUAGES]}


def escaped(value: Any) -> Any:
    """A value whose texts no longer look like places of the list."""
    if isinstance(value, str):
        return f"{MARK}{value}" if value.startswith(MARK) else value
    if isinstance(value, dict):
        return {key: escaped(held) for key, held in value.items()}
    return [escaped(held) for held in value] if isinstance(value, list) else value
