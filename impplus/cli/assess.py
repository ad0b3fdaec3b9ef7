"""`impplus assess`: what the rules say about a case, one line of JSON a file, without a database."""

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from impplus.cli.parser import BAD_USE
from impplus.programmes import IMP_PLUS
from impplus.rules.answer import answer
from impplus.rules.case import BadCase, from_json
from impplus.rules.text import Text

NOT_FOUND = Text(en="this file cannot be read", fr="ce fichier ne peut pas être lu")
NOT_JSON = Text(en="this is not JSON in UTF-8", fr="ceci n’est pas du JSON en UTF-8")
TWICE = Text(en="a key stands twice in one object", fr="une clé figure deux fois dans un objet")
BAD_CASE = Text(en="This case cannot be assessed.", fr="Ce cas ne peut pas être évalué.")


class _Twice(ValueError):
    """Two values under one key: neither is guessed to be meant."""


def run(asked: argparse.Namespace, lang: str) -> int:
    """Print one answer, or one RFC 9457 problem, per file in order; 2 if there was a problem."""
    status = 0
    for name in asked.files:
        try:
            said = answer(IMP_PLUS, from_json(_read(name), programme=IMP_PLUS.code), lang)
        except BadCase as bad:
            said, status = _problem(name, bad.faults, lang), BAD_USE
        spaces = 2 if asked.pretty else None
        print(json.dumps(said, ensure_ascii=False, indent=spaces))
    return status


def _read(name: str) -> Any:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError:
        raise BadCase([("", NOT_FOUND)]) from None
    try:
        return json.loads(content, object_pairs_hook=_once, parse_constant=_refuse)
    except _Twice:
        raise BadCase([("", TWICE)]) from None
    except (ValueError, RecursionError):
        raise BadCase([("", NOT_JSON)]) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) != len({key for key, _ in pairs}):
        raise _Twice
    return dict(pairs)


def _refuse(constant: str) -> None:
    raise ValueError(constant)


def _problem(name: str, faults: Iterable[tuple[str, Text]], lang: str) -> dict[str, Any]:
    return {
        "type": "about:blank",
        "title": BAD_CASE.say(lang),
        "status": 422,
        "instance": name,
        "errors": [{"pointer": pointer, "detail": text.say(lang)} for pointer, text in faults],
    }
