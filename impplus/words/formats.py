"""How a day, an instant, an amount and a number are written in each language."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date

from impplus.words.days import PartDay
from impplus.words.text import LANGUAGES, Text

MONTHS = {
    "en": (
        "January February March April May June July August September October November December"
    ).split(),
    "fr": (
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ).split(),
}
SINCE = Text(en="Since", fr="Depuis")
DAY_NOT_KNOWN = Text(en="day not known", fr="jour inconnu")
MONTH_NOT_KNOWN = Text(en="month and day not known", fr="mois et jour inconnus")
NBSP = "\u00a0"
KILO = 1024
SIZES = {"en": ("bytes", "KB", "MB"), "fr": ("octets", "Ko", "Mo")}
_PARTED = re.compile("[ ,]")
_WHOLE = re.compile(r"\d{1,40}|\d{1,3}(?P<by>[ ,])\d{3}(?:(?P=by)\d{3}){0,12}")

_AMOUNT = re.compile(r"(.+?)(?:[.,](\d{1,2}))?")
_ENDINGS = {1: "st", 2: "nd", 3: "rd"}


def day(value: date, language: str) -> str:
    """“March 2, 2026”, “2 mars 2026”, “1er mars 2026”; “March 1990 (day not known)” of what is known in part."""
    if isinstance(value, PartDay):
        return _in_part(value, language)
    month = MONTHS[language][value.month - 1]
    if language == "en":
        return f"{month}{NBSP}{value.day},{NBSP}{value.year}"
    number = "1er" if value.day == 1 else str(value.day)
    return NBSP.join((number, month, str(value.year)))


def brief_day(value: date, language: str, *, year: int) -> str:
    """A day for a narrow column: “Nov 19”, “19 nov.”; with its year where it is another than that of the page."""
    pattern = {"en": "MMM d", "fr": "d MMM"}[language]
    if value.year != year:
        pattern += {"en": ", y", "fr": " y"}[language]
    said = format_date(value, pattern, locale={"en": "en_CA", "fr": "fr_CA"}[language])
    if language == "fr" and value.day == 1:
        said = said.replace("1 ", "1er ", 1)
    return said.replace(".,", ",").replace(" ", NBSP)


def day_of_week(value: date, language: str) -> str:
    """A day to choose among those to come: “Monday, March 2”, “lundi 2 mars”, “dimanche 1er mars”."""
    pattern = {"en": "EEEE, MMMM d", "fr": "EEEE d MMMM"}[language]
    said = format_date(value, pattern, locale={"en": "en_CA", "fr": "fr_CA"}[language])
    if language == "fr" and value.day == 1:
        said = said.replace(" 1 ", " 1er ", 1)
    return said.replace(" ", NBSP)


def _in_part(value: PartDay, language: str) -> str:
    if value.month_known:
        return f"{month(value.written, language)} ({DAY_NOT_KNOWN.say(language)})"
    return f"{value.written} ({MONTH_NOT_KNOWN.say(language)})"


def month(written: str, language: str) -> str:
    """A month written YYYY-MM: “March 2026”, “mars 2026”."""
    year, number = written.split("-")
    return f"{MONTHS[language][int(number) - 1]}{NBSP}{year}"


def period(first: str, last: str, language: str) -> str:
    """“March 2012 to May 2016”, “Depuis mars 2012” where it has no end; months as YYYY-MM."""
    if not last:
        return f"{SINCE.say(language)} {month(first, language)}"
    between = {"en": "to", "fr": "à"}[language]
    return f"{month(first, language)} {between} {month(last, language)}"


def colon(language: str) -> str:
    """The colon after a word."""
    return f"{NBSP}:" if language == "fr" else ":"


def joined(texts: Iterable[Text]) -> Text:
    """Several texts as one, a semicolon between them; there must be one at least."""
    every = tuple(texts)
    return Text(**{lang: "; ".join(one.say(lang) for one in every) for lang in LANGUAGES})


def collated(name: str) -> str:
    """Where a name stands in a list: accents and case do not count, œ is oe, an apostrophe precedes letters."""
    plain = name.replace("œ", "oe").replace("Œ", "Oe").replace("’", "'")
    letters = unicodedata.normalize("NFKD", plain)
    return "".join(x for x in letters if not unicodedata.combining(x)).casefold()


def count(value: int, language: str) -> str:
    """“7,350”, “7 350”."""
    return f"{value:,}".replace(",", "," if language == "en" else NBSP)


def size(value: int, language: str) -> str:
    """Bytes of a file: “812 bytes”, “332 KB”, “2.4 MB”, « 2,4 Mo ». A KB is 1,024 bytes, as in the largest size that a file may have."""
    small, kilo, mega = SIZES[language]
    if value < KILO:
        return f"{value}{NBSP}{small if value > 1 else small.removesuffix('s')}"
    if round(value / KILO) < KILO:
        return f"{round(value / KILO)}{NBSP}{kilo}"
    megabytes = f"{value / KILO**2:.1f}".removesuffix(".0")
    return f"{megabytes.replace('.', ',') if language == 'fr' else megabytes}{NBSP}{mega}"


def megabytes(value: int, language: str) -> str:
    """Millions of bytes, as other portals count them, rounded up: “4 MB”, “0.37 MB”, « 3,62 Mo »."""
    number = f"{-(-value // 10_000) / 100:.2f}".rstrip("0").rstrip(".")
    return f"{number.replace('.', ',') if language == 'fr' else number}{NBSP}{SIZES[language][2]}"


def nth(value: int, language: str) -> str:
    """“5,205th”, “5 205e”: which one of the applications it is, « demande » being feminine."""
    if language != "en":
        return f"{count(value, language)}{'re' if value == 1 else 'e'}"
    teen = value % 100 in (11, 12, 13)
    return f"{count(value, language)}{'th' if teen else _ENDINGS.get(value % 10, 'th')}"


def whole(typed: str) -> int | None:
    """The whole number that somebody typed, in plain digits or grouped as either language does; None else.

    “7350”, “7,350”, “7 350”: groups are of three digits, parted by commas or by single spaces of any
    width. “7.350” and “7,35” are other numbers to somebody, and so none.
    """
    plain = unicodedata.normalize("NFKC", typed).strip()
    return int(_PARTED.sub("", plain)) if _WHOLE.fullmatch(plain) else None


def cents(typed: str) -> int | None:
    """The cents of an amount that somebody typed: “1250”, “1,250.5”, “$1,250.50”, “1 250,50 $”; None where it is none."""
    plain = unicodedata.normalize("NFKC", typed).replace("$", "").strip()
    found = _AMOUNT.fullmatch(plain)
    full = whole(found[1]) if found else None
    if found is None or full is None:
        return None
    return full * 100 + int((found[2] or "").ljust(2, "0"))


def dollars(cents: int, language: str) -> str:
    """An amount of cents in Canadian dollars."""
    return money(Decimal(cents).scaleb(-2), language)


def money(amount: Decimal, language: str) -> str:
    """Canadian dollars: “$1,340.00”, “1 340,00 $”."""
    whole, cents = f"{amount:,.2f}".split(".")
    if language == "en":
        return f"${whole}.{cents}"
    return f"{whole.replace(',', NBSP)},{cents}{NBSP}$"


def moment(at: datetime, language: str, *, time_zone: str, named: Text) -> str:
    """The day and time in a zone that is named so: “June 2, 2026, at 1:50 pm (Montréal time)”."""
    local = at.astimezone(ZoneInfo(time_zone))
    between = {"en": ", at ", "fr": " à "}[language]
    written = f"{day(local.date(), language)}{between}{_clock(local, language)}"
    return f"{written} ({named.say(language)})"


def clock(at: datetime, language: str, *, time_zone: str) -> str:
    """The time alone, in a zone: “1:50 pm”, « 13 h 50 »."""
    return _clock(at.astimezone(ZoneInfo(time_zone)), language)


def exact_moment(at: datetime, language: str, *, time_zone: str, named: Text) -> str:
    """As a receipt says it: the day and time to the second in a zone, then in UTC; `at` is aware."""
    local, utc = at.astimezone(ZoneInfo(time_zone)), at.astimezone(UTC)
    between = {"en": ", at ", "fr": " à "}[language]
    both = f"{_seconds(local, language)} ({named.say(language)}; {_seconds(utc, language)} UTC)"
    return f"{day(local.date(), language)}{between}{both}"


def both_moments(at: datetime, *, time_zone: str, named: Text) -> Text:
    """An exact moment in both languages."""
    return Text(
        **{one: exact_moment(at, one, time_zone=time_zone, named=named) for one in LANGUAGES}
    )


def _clock(at: datetime, language: str) -> str:
    if language == "fr":
        return f"{at.hour}{NBSP}h{NBSP}{at:%M}" if at.minute else f"{at.hour}{NBSP}h"
    return f"{at.hour % 12 or 12}:{at:%M}{NBSP}{'am' if at.hour < 12 else 'pm'}"


def _seconds(at: datetime, language: str) -> str:
    if language == "fr":
        return f"{at.hour}{NBSP}h{NBSP}{at:%M}{NBSP}min{NBSP}{at:%S}{NBSP}s"
    return f"{at:%H:%M:%S}"
