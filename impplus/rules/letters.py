"""The words of every letter: paragraphs in both languages, with places for the values of one case."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from impplus.rules.columns import OfficeKey, ShortKey
from impplus.words import countries, days, formats
from impplus.words.text import Text

PLACE = re.compile(r"\{(\w+)\}")
AND = Text(en="and", fr="et")

# A value is said by its type: a Text in the language; {"day": "…"}, {"instant": "…", "time_zone": "…",
# "named": {"en": "…", "fr": "…"}}, {"money": "12.50"}, {"count": 1200}, {"country": "MAR"} and
# {"en": "…", "fr": "…"} as they stand in JSON; a list as an enumeration; anything else as it is written.
type Value = Text | str | int | Mapping[str, Any] | Sequence[Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph; shown only where the value named by `when` is there (None: always)."""

    en: str
    fr: str
    when: str | None = None

    @property
    def text(self) -> Text:
        return Text(en=self.en, fr=self.fr)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """The words of one kind of letter, its key, between two days."""

    key: ShortKey
    since: date
    until: date | None = None
    title: Text
    office: OfficeKey
    paragraphs: tuple[Paragraph, ...]


def compose(letter: LetterText, values: Mapping[str, Value], language: str) -> tuple[str, ...]:
    """The paragraphs of a letter, filled in; KeyError names a value that is missing."""

    def said(place: re.Match[str]) -> str:
        return say(values[place[1]], language)

    return tuple(
        PLACE.sub(said, paragraph.text.say(language))
        for paragraph in letter.paragraphs
        if paragraph.when is None or values.get(paragraph.when)
    )


def say(value: Value, language: str) -> str:
    """A value in a language; ValueError where it is tagged in no known way."""
    if isinstance(value, Text):
        return value.say(language)
    if isinstance(value, Mapping):
        return _tagged(value, language)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _enumerated([say(one, language) for one in value], language)
    return str(value)


def _tagged(value: Mapping[str, Any], language: str) -> str:
    match value:
        case {"day": str(day)}:
            return formats.day(days.read(day), language)
        case {"instant": str(at), "time_zone": str(zone), "named": Mapping() as named}:
            return formats.exact_moment(
                datetime.fromisoformat(at), language, time_zone=zone, named=Text(**named)
            )
        case {"money": amount}:
            return formats.money(Decimal(amount), language)
        case {"count": int(number)}:
            return formats.count(number, language)
        case {"country": str(code)}:
            return countries.name(code).say(language) if code else ""
        case {"en": str(), "fr": str()}:
            return Text(**value).say(language)
    raise ValueError(f"a letter cannot say {value!r}")


def _enumerated(said: list[str], language: str) -> str:
    if len(said) < 2:
        return "".join(said)
    return f"{', '.join(said[:-1])} {AND.say(language)} {said[-1]}"
