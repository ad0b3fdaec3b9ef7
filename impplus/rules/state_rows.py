"""The rows of the state table: what a status and a move say, and their words from lifecycle.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from impplus.rules.roles import Role
from impplus.rules.verbs import Verb
from impplus.words.text import Text

_WORDS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("lifecycle.toml").read_text("utf-8")
)

# What has states or moves, in the order in which it is read about.
NOUNS: Mapping[str, Text] = {noun: Text(**name) for noun, name in _WORDS["nouns"].items()}


@dataclass(frozen=True)
class Status:
    """A state of one noun: its name and colour, what happens next, and who acts next (None: nobody)."""

    noun: str
    key: str
    actor: Role | None
    closed: bool
    colour: str
    name: Text
    next: Text


@dataclass(frozen=True)
class Move:
    """One row: `verb` takes `noun` from any of `start` (empty: created) to `end` (None: stays).

    `sentence` is what the timeline says of it; a private move stands in the audit but not there.
    """

    noun: str
    verb: Verb
    start: tuple[str, ...]
    end: str | None
    who: tuple[Role, ...]
    letter: str | None
    private: bool
    sentence: Text


def table_words(
    kind: Literal["statuses", "moves"], noun: str, key: str, *needed: str
) -> dict[str, Any]:
    """What lifecycle.toml says of a status or a move.

    Raises LookupError, which names what the file lacks of what is needed.
    """
    words: dict[str, Any] = _WORDS[kind].get(noun, {}).get(key, {})
    if lacking := [name for name in needed if name not in words]:
        raise LookupError(f"lifecycle.toml lacks [{kind}.{noun}.{key}]: {', '.join(lacking)}")
    return words


def status(noun: str, key: str, actor: Role | None, closed: bool = False) -> Status:
    """A row of the table of statuses, with its words."""
    words = table_words("statuses", noun, key, "name", "colour", "next")
    name, after = Text(**words["name"]), Text(**words["next"])
    return Status(noun, key, actor, closed, words["colour"], name, after)


def move(
    noun: str,
    verb: Verb,
    start: tuple[str, ...],
    end: str | None,
    who: tuple[Role, ...],
    letter: str | None = None,
    private: bool = False,
) -> Move:
    """A row of the table of moves, with its sentence."""
    sentence = Text(**table_words("moves", noun, verb, "en", "fr"))
    return Move(noun, verb, start, end, who, letter, private, sentence)
