"""How a day, an instant, an amount and a number are written in each language."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from impplus.words.text import LANGUAGES, Text

MONTHS = {
    "en": (
        "January February March April May June July August September October November December"
    ).split(),
    "fr": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ).split(),
}
NBSP = "\u00a0"


def day(value: date, language: str) -> str:
    """“2 March 2026”, “2 mars 2026”, “1er mars 2026”."""
    month = MONTHS[language][value.month - 1]
    number = "1er" if language == "fr" and value.day == 1 else str(value.day)
    return NBSP.join((number, month, str(value.year)))


def colon(language: str) -> str:
    """The colon after a word."""
    return f"{NBSP}:" if language == "fr" else ":"


def joined(texts: Iterable[Text]) -> Text:
    """Several texts as one, a semicolon between them; there must be one at least."""
    every = tuple(texts)
    return Text(**{lang: "; ".join(one.say(lang) for one in every) for lang in LANGUAGES})


def count(value: int, language: str) -> str:
    """“7,350”, “7 350”."""
    return f"{value:,}".replace(",", "," if language == "en" else NBSP)


def money(amount: Decimal, language: str) -> str:
    """Canadian dollars: “$1,340.00”, “1 340,00 $”."""
    whole, cents = f"{amount:,.2f}".split(".")
    if language == "en":
        return f"${whole}.{cents}"
    return f"{whole.replace(',', NBSP)},{cents}{NBSP}$"


def instant(at: datetime, language: str, *, time_zone: str, named: Text) -> str:
    """The day and time in a zone that is named so, then in UTC; `at` is aware."""
    local, utc = at.astimezone(ZoneInfo(time_zone)), at.astimezone(UTC)
    between = {"en": ", at ", "fr": ", à "}[language]
    both = f"{_clock(local, language)} ({named.say(language)}; {_clock(utc, language)} UTC)"
    return f"{day(local.date(), language)}{between}{both}"


def _clock(at: datetime, language: str) -> str:
    if language == "en":
        return f"{at:%H:%M:%S}"
    return f"{at:%H}{NBSP}h{NBSP}{at:%M}{NBSP}min{NBSP}{at:%S}{NBSP}s"
