"""What a PDF's fonts have no sign for, as typst names it, and how it is written in Latin letters."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from anyascii import anyascii

# typst names the text (the signs of one cluster) that no font has, or the code point that PDF/A forbids.
NAMED = re.compile(r'(?:the text|codepoint) `"((?:[^"\\]|\\.)*)"`')
ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
SHORT = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
STAND_IN = "□"
# Latin letters with their diacritics, and the punctuation of both languages: every font has them.
LATIN = re.compile(r"[\0-\u024f\u2010-\u2027\u202f□]*")
UNSEEN = frozenset({"Cc", "Cf", "Mn", "Zl", "Zp"})


def named_in(diagnostic: str) -> set[str]:
    """The characters that cannot be printed, out of what typst says of them; none where it says something else."""
    texts = NAMED.findall(diagnostic)
    return set("".join(ESCAPED.sub(_unescaped, text) for text in texts))


def beyond_latin(text: str) -> set[str]:
    """The characters of other scripts in a text, whether a font has them or not."""
    return set(LATIN.sub("", text))


def respelled(value: Any, characters: Iterable[str]) -> Any:
    """Plain JSON with each of these characters in Latin letters, wherever a text has it."""
    return _translated(value, {ord(one): _in_latin(one) for one in characters})


def seen(characters: Iterable[str]) -> bool:
    """Whether a reader misses one of these characters, so that a note is owed."""
    return any(unicodedata.category(one) not in UNSEEN for one in characters)


def _translated(value: Any, table: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, list | tuple):
        return [_translated(one, table) for one in value]
    if isinstance(value, dict):
        return {key: _translated(one, table) for key, one in value.items()}
    return value


def _in_latin(character: str) -> str:
    """Its Latin letters, a square where it has none, and nothing where it only shapes its neighbours."""
    if unicodedata.category(character) == "Cc":
        return ""
    return anyascii(character) or (STAND_IN if seen(character) else "")


def _unescaped(found: re.Match[str]) -> str:
    code, short = found.groups()
    return chr(int(code, 16)) if code else SHORT.get(short, short)
