"""What the columns of the law's rows may hold, beyond plain days, words, texts, and yes or no."""

import re
import string
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Annotated, Any

from impplus.rules.reader import Kind, Place, Reading, only
from impplus.words import countries
from impplus.words.text import LANGUAGES, Text

KEY = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
AGE = re.compile(r"\{(?P<over>[a-z0-9-]+)\} or over|under \{(?P<under>[a-z0-9-]+)\}")
BIOMETRICS_AGE = (
    "biometrics-age"  # the number that stands in biometrics.toml, beside those of the settings
)
MONEY = re.compile(r"[0-9]{1,7}\.[0-9]{2}")


def key(longest: int) -> Kind:
    """A key, no longer than what remembers it."""
    return only(
        lambda value: (
            isinstance(value, str) and len(value) <= longest and bool(KEY.fullmatch(value))
        ),
        Text(
            en=f"must be at most {longest} small letters, digits and hyphens",
            fr=f"doit compter au plus {longest} minuscules, chiffres et traits d’union",
        ),
    )


def whole(first: int) -> Kind:
    """A whole number of at least `first`."""
    return only(
        lambda value: type(value) is int and value >= first,
        Text(
            en=f"must be a whole number of at least {first}",
            fr=f"doit être un nombre entier d’au moins {first}",
        ),
    )


def named(which: str, fault: Text) -> Kind:
    """The name of something that stands elsewhere in the folder; read as what it stands for."""

    def kind(value: Any, at: Place, reading: Reading) -> Any:
        if isinstance(value, str) and value in reading.names[which]:
            return reading.names[which][value]
        reading.faults.append((at, fault))
        return None

    return kind


def is_words(value: Any) -> bool:
    """Whether a value is a text of at least one letter."""
    return isinstance(value, str) and bool(value.strip())


cited = named(
    "sources", Text(en="is not a source of sources.toml", fr="n’est pas une source de sources.toml")
)


words = only(
    is_words, Text(en="must be a text in quotation marks", fr="doit être un texte entre guillemets")
)


def text(value: Any, at: Place, reading: Reading) -> Text | None:
    """A text in both languages."""
    return _text(value, (), at, reading)


def with_numbers(value: Any, at: Place, reading: Reading) -> Text | None:
    """A text in both languages that may name numbers of the settings in braces."""
    return _text(value, reading.names["numbers"], at, reading)


def with_own_numbers(*names: str) -> Kind:
    """A text in both languages that may name these numbers of its row in braces."""
    return lambda value, at, reading: _text(value, names, at, reading)


def _text(value: Any, known: Collection[str], at: Place, reading: Reading) -> Text | None:
    if not (
        isinstance(value, dict)
        and set(value) == set(LANGUAGES)
        and all(is_words(words) for words in value.values())
    ):
        reading.faults.append((at, ONE_LANGUAGE))
        return None
    if not _names_only(known, value.values()):
        reading.faults.append((at, UNKNOWN_NUMBER))
    return Text(**value)


def _names_only(known: Collection[str], words: Iterable[str]) -> bool:
    """Whether texts name nothing in braces but what is known."""
    try:
        found = [one for each in words for one in string.Formatter().parse(each)]
    except ValueError:
        return False
    return all(
        name is None or (name in known and not spec and not conversion)
        for _, name, spec, conversion in found
    )


def _is_value(value: Any) -> bool:
    if isinstance(value, list):
        return all(is_words(word) for word in value)
    return type(value) in (bool, int) or is_words(value)


a_value = only(
    _is_value,
    Text(
        en="must be true, false, a whole number, a word or a list of words",
        fr="doit être true, false, un nombre entier, un mot ou une liste de mots",
    ),
)


def answer_or_age(value: Any, at: Place, reading: Reading) -> Any:
    """An answer; of a date of birth, an age that a setting holds."""
    found = AGE.fullmatch(value) if isinstance(value, str) else None
    if found and found[found.lastgroup or 0] not in reading.names["numbers"]:
        reading.faults.append((at, UNKNOWN_NUMBER))
    return a_value(value, at, reading)


ONE_LANGUAGE = Text(
    en="must be written in English (en) and in French (fr)",
    fr="doit être écrit en anglais (en) et en français (fr)",
)
UNKNOWN_NUMBER = Text(
    en="names something in braces that is no number known here",
    fr="nomme entre accolades autre chose qu’un nombre connu ici",
)

Key = Annotated[str, key(40)]
ShortKey = Annotated[str, key(20)]
LongKey = Annotated[str, key(60)]
Count = Annotated[int, whole(0)]
AtLeastOne = Annotated[int, whole(1)]
Amount = Annotated[
    Decimal,
    only(
        lambda value: isinstance(value, str) and bool(MONEY.fullmatch(value)),
        Text(
            en='must be an amount in quotation marks, with two decimals and no sign, such as "12.50"',
            fr='doit être un montant entre guillemets, à deux décimales et sans signe, comme "12.50"',
        ),
        Decimal,
    ),
]
Country = Annotated[
    str,
    only(
        lambda value: isinstance(value, str) and value in countries.NAMES,
        Text(
            en="must be the code of a country that exists, in three capital letters",
            fr="doit être le code d’un pays qui existe, en trois lettres majuscules",
        ),
    ),
]
SettingValue = Annotated[object, a_value]
AnswerOrAge = Annotated[object, answer_or_age]
# Whom a text may name to its reader: the person it is about, the principal applicant, and the spouse or partner.
NAMED = ("person", "principal", "partner")
NumberedText = Annotated[Text, with_numbers]
NamedText = Annotated[
    Text,
    lambda value, at, reading: _text(value, {*NAMED, *reading.names["numbers"]}, at, reading),
]
Question = Annotated[
    str,
    named(
        "questions",
        Text(en="is not a question of conditions.py", fr="n’est pas une question de conditions.py"),
    ),
]
FeeKey = Annotated[
    str,
    named("fees", Text(en="is not a fee of fees.toml", fr="n’est pas un des frais de fees.toml")),
]
KindKey = Annotated[
    str,
    named("kinds", Text(en="is not a kind of permit.toml", fr="n’est pas un type de permit.toml")),
]
OfficeKey = Annotated[
    str,
    named(
        "offices",
        Text(en="is not an office of programme.toml", fr="n’est pas un bureau de programme.toml"),
    ),
]
ListKey = Annotated[
    str,
    named("choices", Text(en="is not a list of [choices]", fr="n’est pas une liste de [choices]")),
]
CellsKey = Annotated[
    str,
    named("cells", Text(en="is not a list of [cells]", fr="n’est pas une liste de [cells]")),
]
UseKey = Annotated[
    str,
    named("uses", Text(en="is not a use of [[uses]]", fr="n’est pas un usage de [[uses]]")),
]
RetentionKey = Annotated[
    str,
    named(
        "retentions",
        Text(en="is not a row of [[retentions]]", fr="n’est pas une ligne de [[retentions]]"),
    ),
]
