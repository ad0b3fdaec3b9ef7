"""The keys of pages and documents as French addresses say them; one that is the same word, or that has none, stays as it is."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

FRENCH: Mapping[str, str] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
_KEYS = {word: key for key, word in FRENCH.items()}


def word_of(key: str, lang: str) -> str:
    """What stands for a key in an address of a language."""
    return FRENCH.get(key, key) if lang.startswith("fr") else key


def key_of(word: str, lang: str) -> str:
    """The key for which a word stands in an address of a language; a key itself is read, too."""
    return _KEYS.get(word, word) if lang.startswith("fr") else word
