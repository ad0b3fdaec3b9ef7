"""The kinds of value that a column may hold: amounts, days, texts in both languages, names …"""

import re
import string
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from impplus.rules.folder.columns import Column, Names, Wrong, only
from impplus.words import countries
from impplus.words.text import LANGUAGES, Text

KEY = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
MONEY = re.compile(r"[0-9]{1,7}\.[0-9]{2}")


def key(longest: int) -> Column:
    """A key, no longer than what remembers it."""
    return only(
        lambda value, _: (
            isinstance(value, str) and len(value) <= longest and bool(KEY.fullmatch(value))
        ),
        Text(
            en=f"must be at most {longest} small letters, digits and hyphens",
            fr=f"doit compter au plus {longest} minuscules, chiffres et traits d’union",
        ),
    )


def whole(first: int) -> Column:
    """A whole number of at least `first`."""
    return only(
        lambda value, _: type(value) is int and value >= first,
        Text(
            en=f"must be a whole number of at least {first}",
            fr=f"doit être un nombre entier d’au moins {first}",
        ),
    )


def one_of(words: Collection[str]) -> Column:
    """One of some words."""
    listed = ", ".join(words)
    return only(
        lambda value, _: isinstance(value, str) and value in words,
        Text(en=f"must be one of {listed}", fr=f"doit être l’une de ces valeurs\u00a0: {listed}"),
    )


def named(which: str, fault: Text) -> Column:
    """The name of something that stands elsewhere in the folder, such as a source."""
    return only(
        lambda value, names: isinstance(value, str) and value in getattr(names, which), fault
    )


def _is_words(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_text(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and set(value) == set(LANGUAGES)
        and all(_is_words(words) for words in value.values())
    )


def names_only(known: Collection[str], words: Iterable[str]) -> bool:
    """Whether texts name nothing in braces but what is known."""
    try:
        found = [one for each in words for one in string.Formatter().parse(each)]
    except ValueError:
        return False
    return all(
        name is None or (name in known and not spec and not conversion)
        for _, name, spec, conversion in found
    )


def filled(known: Collection[str] | None = None) -> Column:
    """A text in both languages that may name numbers in braces: those given, else the settings'."""

    def column(value: Any, names: Names) -> Iterator[Wrong]:
        if not _is_text(value):
            yield (), ONE_LANGUAGE
        elif not names_only(names.numbers if known is None else known, value.values()):
            yield (), UNKNOWN_PLACE

    return column


def is_zone(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(ZoneInfo(value))
    except (ZoneInfoNotFoundError, ValueError):
        return False


def _is_setting(value: Any) -> bool:
    if isinstance(value, list):
        return all(_is_words(word) for word in value)
    return type(value) in (bool, int) or _is_words(value)


ONE_LANGUAGE = Text(
    en="must be written in English (en) and in French (fr)",
    fr="doit être écrit en anglais (en) et en français (fr)",
)
UNKNOWN_PLACE = Text(
    en="names something in braces that is no number known here",
    fr="nomme entre accolades autre chose qu’un nombre connu ici",
)
TEXT, FILLED = filled(()), filled()
WORDS = only(
    lambda value, _: _is_words(value),
    Text(en="must be a text in quotation marks", fr="doit être un texte entre guillemets"),
)
DAY = only(
    lambda value, _: type(value) is date,
    Text(
        en="must be a day without quotation marks, such as 2026-03-02",
        fr="doit être une date sans guillemets, comme 2026-03-02",
    ),
)
AMOUNT = only(
    lambda value, _: isinstance(value, str) and bool(MONEY.fullmatch(value)),
    Text(
        en='must be an amount in quotation marks, with two decimals and no sign, such as "12.50"',
        fr='doit être un montant entre guillemets, à deux décimales et sans signe, comme "12.50"',
    ),
)
YES_OR_NO = only(
    lambda value, _: isinstance(value, bool),
    Text(en="must be true or false", fr="doit être true ou false"),
)
ADDRESS = only(
    lambda value, _: isinstance(value, str) and value.startswith("https://"),
    Text(
        en="must be an address that begins with https://",
        fr="doit être une adresse qui commence par https://",
    ),
)
COUNTRY = only(
    lambda value, _: isinstance(value, str) and value in countries.NAMES,
    Text(en="is not the code of a country", fr="n’est pas le code d’un pays"),
)
SETTING = only(
    lambda value, _: _is_setting(value),
    Text(
        en="must be true, false, a whole number, a word or a list of words",
        fr="doit être true, false, un nombre entier, un mot ou une liste de mots",
    ),
)
CITED = named(
    "sources",
    Text(en="is not a source of sources.toml", fr="n’est pas une source de sources.toml"),
)
QUESTION = named(
    "questions",
    Text(en="is not a question of conditions.py", fr="n’est pas une question de conditions.py"),
)
FEE = named("fees", Text(en="is not a fee of fees.toml", fr="n’est pas un des frais de fees.toml"))
KIND = named(
    "kinds", Text(en="is not a kind of permit.toml", fr="n’est pas un type de permit.toml")
)
CHOICES = named(
    "choices", Text(en="is not a list of [choices]", fr="n’est pas une liste de [choices]")
)
