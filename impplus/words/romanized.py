"""A name in Latin letters, whatever its script, and the consonants that stay however somebody spells it."""

import re
from functools import lru_cache

from anyascii import anyascii

_LETTERS = re.compile("[a-z0-9]+")
_UNHEARD = re.compile("['`’ʼʻ´]")
# What is one consonant in different spellings, the longest first; then letter by letter.
_SPELLINGS = (
    (re.compile("shch|chtch|tsch|tch|sch|sh|ch|cz|sz|zh|dj|dz|j"), "c"),
    (re.compile("kh|gh|ck|ks|x|q|g"), "k"),
    (re.compile("tz|ts|z"), "s"),
    (re.compile("ph|w|v|f"), "f"),
    (re.compile("dh|th|d"), "t"),
    (re.compile("b"), "p"),
    (re.compile("[aeiouyh]"), ""),  # Arabic and Hebrew write no vowels, and an h comes and goes
    (re.compile(r"(.)\1+"), r"\1"),
)


@lru_cache(maxsize=100_000)
def tokens(name: str) -> tuple[str, ...]:
    """The words of a name, each in the letters a to z and digits: “Ольга Щукина” gives “olga”, “shchukina”.

    Without accents, capitals and apostrophes. Vowels that a script does not write are missing; a Chinese or
    Korean name written without a space is one word. Japanese characters are read as Chinese ones.
    """
    return tuple(_LETTERS.findall(_UNHEARD.sub("", anyascii(name)).lower()))


@lru_cache(maxsize=100_000)
def consonants(token: str) -> str:
    """What stays of a word of `tokens` in most spellings: “mohammed”, “mouhamad” and “mhmd” are one.

    One letter for each consonant that is spelled in several ways; none for vowels, h and what is doubled.
    """
    for spelling, letter in _SPELLINGS:
        token = spelling.sub(letter, token)
    return token
