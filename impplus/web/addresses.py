"""Addresses of pages: their pattern is read once, and what stands in it is filled in."""

import re
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from impplus.web.language import lang
from impplus.words.french_keys import FRENCH

# Two of the API, which is not imported to ask for them (impplus/urls.py).
PLACES, WEBHOOK = "/api/v1/places", "/api/v1/payments/webhook"
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_STANDS = (
    7_000_000  # arguments from here on: they stand in no pattern, and most kinds may be a number
)


def address(page: str, *given: Any, **named: Any) -> str:
    """The address of a page in the language of the page that is being made, as Django's `reverse` gives it."""
    return address_in(lang(), page, *given, **named)


def address_in(language: str, page: str, /, *given: Any, **named: Any) -> str:
    """The same in another language."""
    written = [str(one) for one in (*given, *named.values())]
    keys = tuple(one if one in FRENCH else "" for one in written)
    pattern = _pattern(page, keys, tuple(named), language)
    if pattern is None or not all(map(_PLAIN.fullmatch, written)):
        with override(language):
            return reverse(page, args=given, kwargs=named)
    return pattern.format(*written)


@cache
def _pattern(page: str, keys: tuple[str, ...], names: tuple[str, ...], language: str) -> str | None:
    """The address with a place for each argument but the keys, which stand in it; None where another is not written as it is given."""
    stand, given = [key or str(_STANDS + n) for n, key in enumerate(keys)], len(keys) - len(names)
    named = dict(zip(names, stand[given:], strict=True))
    try:
        with override(language):
            found = reverse(page, args=stand[:given], kwargs=named)
    except (NoReverseMatch, LookupError):
        return None
    found = found.replace("{", "{{").replace("}", "}}")
    places = {n: one for n, one in enumerate(stand) if not keys[n]}
    if any(found.count(one) != 1 for one in places.values()):
        return None
    for n, one in places.items():
        found = found.replace(one, f"{{{n}}}")
    return found
