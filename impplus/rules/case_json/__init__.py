"""A case in its public format: JSON in, a case or everything that is wrong with it out."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from itertools import islice
from typing import Any

from impplus.rules.case import BadCase, Case, Faults, contradictions
from impplus.rules.case_json.values import UNKNOWN_KEY, read, under
from impplus.rules.programme import Programme
from impplus.rules.reader import TWICE, doubled, one_of
from impplus.words import formats
from impplus.words.text import Text

# The largest family, written with spaces and new lines, takes a tenth of this.
MOST_BYTES = 250_000  # bytes
DEEPEST = 32  # objects and lists in one another; the format has four
LISTED = 1000  # faults; every key of a case of the largest family, wrong at once, makes 400

TOO_LONG = Text(
    en=f"is longer than the {MOST_BYTES // 1000} kB that a case may take",
    fr=f"dépasse les {MOST_BYTES // 1000}\u00a0ko qu’un cas peut occuper",
)
TOO_DEEP = Text(
    en=f"is nested more than {DEEPEST} levels deep",
    fr=f"est imbriqué sur plus de {DEEPEST} niveaux",
)
NOT_UTF_8 = Text(en="is not text in UTF-8", fr="n’est pas du texte en UTF-8")
EMPTY = Text(en="is empty; a case is one JSON object", fr="est vide; un cas est un objet JSON")
BAD_CASE = Text(en="This case cannot be assessed.", fr="Ce cas ne peut pas être évalué.")

type _Path = tuple[_Path, str | int] | None


class NotJson(BadCase):
    """Bytes that are not JSON."""


class TooLong(BadCase):
    """More bytes than a case may take."""


STATUS: Mapping[type[BadCase], int] = {BadCase: 422, NotJson: 400, TooLong: 413}


class _Doubled(dict[str, Any]):
    """An object in which a key stands more than once; its `items` are all that was written."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs

    def items(self) -> list[tuple[str, Any]]:  # type: ignore[override]  # a view has each key once
        return self.pairs


@dataclass(frozen=True, slots=True)
class _Constant:
    """NaN, Infinity or -Infinity, which Python's JSON knows and JSON does not."""

    name: str


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    once = dict(pairs)
    return once if len(once) == len(pairs) else _Doubled(pairs)


# No fact of a case is a number: as a float, one of any length is read at once.
_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_Constant, parse_int=float)
_ON_ONE_LINE = json.JSONEncoder(ensure_ascii=False)
_FOR_PEOPLE = json.JSONEncoder(ensure_ascii=False, indent=2)


def read_case(content: bytes, programmes: Mapping[str, Programme]) -> tuple[Programme, Case]:
    """The case, and its programme: the first one unless it is named. BadCase has every fault."""
    value = _value(content)
    faults: Faults = []
    programme, facts = _programme(value, programmes, faults)
    case = read(Case, facts, faults)
    faults += contradictions(case)
    if faults or isinstance(value, _Doubled):
        raise BadCase(_listed(*_strange(value), faults))
    return programme, case


def from_json(written: Mapping[str, Any]) -> Case:
    """The facts of a case in its public format; raises BadCase with everything that is wrong."""
    faults: Faults = []
    case = read(Case, written, faults)
    faults += contradictions(case)
    if faults:
        raise BadCase(faults)
    return case


def to_json(case: Case) -> dict[str, Any]:
    """The case in its public format; what is not known is left out."""
    return {key: value for key, value in _plain(case).items() if value != []}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        known = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name.rstrip("_"): _plain(fact) for name, fact in known if fact is not None}
    if isinstance(value, tuple):
        return [_plain(member) for member in value]
    return value.isoformat() if isinstance(value, date) else value


def problem(bad: BadCase, instance: str, lang: str) -> dict[str, Any]:
    """The RFC 9457 problem of a case that cannot be read."""
    return {
        "type": "about:blank",
        "title": BAD_CASE.say(lang),
        "status": STATUS[type(bad)],
        "instance": instance,
        "errors": [{"pointer": at, "detail": text.say(lang)} for at, text in bad.faults],
    }


def write(value: Any, *, pretty: bool = False) -> bytes:
    """JSON in UTF-8; a lone surrogate, which has no bytes in UTF-8, stands as its JSON escape."""
    encoder = _FOR_PEOPLE if pretty else _ON_ONE_LINE
    return encoder.encode(value).encode(errors="backslashreplace")


def _value(content: bytes) -> Any:
    if len(content) > MOST_BYTES:
        raise TooLong([("", TOO_LONG)])
    if not content.strip():
        raise NotJson([("", EMPTY)])
    try:
        return _DECODER.decode(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise NotJson([("", NOT_UTF_8)]) from None
    except json.JSONDecodeError as wrong:
        raise NotJson([("", _not_json(wrong))]) from None
    except RecursionError:
        raise BadCase([("", TOO_DEEP)]) from None


def _not_json(wrong: json.JSONDecodeError) -> Text:
    return Text(
        en=f"is not JSON at line {wrong.lineno}, column {wrong.colno}",
        fr=f"n’est pas du JSON à la ligne {wrong.lineno}, colonne {wrong.colno}",
    )


def _strange(value: Any) -> tuple[Faults, int]:
    """What JSON does not know, up to LISTED faults; and how many more there are."""
    if isinstance(value, _Constant):
        return [("", _not_in_json(value))], 0
    found = _oddities(value, None, 1) if isinstance(value, dict | list) else iter(())
    named = [(_pointer(path), text) for path, text in islice(found, LISTED)]
    return named, sum(1 for _ in found)


def _oddities(
    holder: dict[str, Any] | list[Any], path: _Path, depth: int
) -> Iterator[tuple[_Path, Text]]:
    if depth > DEEPEST:
        yield path, TOO_DEEP
        return
    if isinstance(holder, _Doubled):
        yield from (((path, key), TWICE) for key in doubled(holder.items()))
    for key, value in holder.items() if isinstance(holder, dict) else enumerate(holder):
        if isinstance(value, dict | list):
            yield from _oddities(value, (path, key), depth + 1)
        elif isinstance(value, _Constant):
            yield (path, key), _not_in_json(value)


def _not_in_json(constant: _Constant) -> Text:
    return Text(
        en=f"is {constant.name}, which JSON does not know",
        fr=f"est {constant.name}, que JSON ne connaît pas",
    )


def _pointer(path: _Path) -> str:
    return under(_pointer(path[0]), str(path[1])) if path else ""


def _programme(
    value: Any, programmes: Mapping[str, Programme], faults: Faults
) -> tuple[Programme, Any]:
    """The programme that a case names, and the rest of the case."""
    first = next(iter(programmes.values()))
    if not isinstance(value, dict) or "programme" not in value:
        return first, value
    code = value["programme"]
    rest = _object([(key, fact) for key, fact in value.items() if key != "programme"])
    if isinstance(code, str) and code in programmes:
        return programmes[code], rest
    faults.append(("/programme", one_of(programmes)))
    return first, rest


def _listed(strange: Faults, more: int, faults: Faults) -> Faults:
    """Each fault once; where NaN stands, it is not also said to be no day."""
    known = {at for at, text in strange if text != TWICE}
    others = [(at, text) for at, text in faults if text == UNKNOWN_KEY or at not in known]
    every = list(dict.fromkeys(strange + others))
    unlisted = len(every[LISTED:]) + more
    return every[:LISTED] + ([("", _unlisted(unlisted))] if unlisted else [])


def _unlisted(count: int) -> Text:
    return Text(
        en=f"has more faults; not listed here: {formats.count(count, 'en')}",
        fr=f"contient d’autres erreurs; non indiquées ici\u00a0: {formats.count(count, 'fr')}",
    )
