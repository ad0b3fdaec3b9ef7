"""Telephone numbers of the whole world: read in whatever shape they are typed, written in one."""

import re
from typing import TYPE_CHECKING, Final

from babel.core import get_global

from impplus.words.codes import in_plain_digits

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

# Regions as the library names them (ISO 3166-1 alpha-2), by the codes of countries.toml.
_REGIONS: Final = {code: of[0] for code, of in get_global("territory_aliases").items()}
_REGIONS["RKS"] = "XK"
_EXTENSION = {"en": "ext.", "fr": "poste"}


def read(typed: str, country: str = "") -> str | None:
    """The number in E.164, such as “+15145550199” (“+15145550199;ext=22” with an extension).

    None where no such number exists. Without its country code it is one of `country`, where that
    is known (ISO 3166-1 alpha-3).
    """
    import phonenumbers

    number = _parsed(re.sub(r"\bposte\b", "ext.", typed, flags=re.IGNORECASE), country)
    if number is None:
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{written};ext={number.extension}" if number.extension else written


def takes_texts(number: str) -> bool:
    """Whether a number (E.164) may be a mobile phone's: none of a line, of a service, or with an extension."""
    import phonenumbers

    parsed, kinds = _parsed(number), phonenumbers.PhoneNumberType
    if parsed is None or parsed.extension:
        return False
    mobile = (kinds.MOBILE, kinds.FIXED_LINE_OR_MOBILE)
    return phonenumbers.number_type(parsed) in mobile


def say(number: str, language: str) -> str:
    """A number as people write it: “+1 514-555-0199 ext. 22”; what is none stays as it is."""
    import phonenumbers

    parsed = _parsed(number)
    if parsed is None:
        return number
    extension, parsed.extension = parsed.extension, None
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return f"{written} {_EXTENSION[language]} {extension}" if extension else written


def region(country: str) -> str | None:
    """The region of a country (ISO 3166-1 alpha-3) as the library names it, if it is one."""
    return _REGIONS.get(country)


def _parsed(typed: str, country: str = "") -> "PhoneNumber | None":
    """The number that is dialled so in the country; else one that begins with 00, which many dial for +."""
    import phonenumbers

    plain = in_plain_digits(typed)
    for text in (plain, re.sub(r"^\s*00", "+", plain)):
        try:
            number = phonenumbers.parse(text, region(country))
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return number
    return None
