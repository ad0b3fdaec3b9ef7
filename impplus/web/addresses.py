"""Addresses of pages: their pattern is read once, and what stands in it is filled in."""

import re
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import override

from impplus.web.language import lang

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
    pattern = _pattern(page, len(given), tuple(named), language)
    if pattern is None or not all(map(_PLAIN.fullmatch, written)):
        with override(language):
            return reverse(page, args=given, kwargs=named)
    return pattern.format(*written)


@cache
def _pattern(page: str, given: int, names: tuple[str, ...], language: str) -> str | None:
    """The address with a place for each argument; None where one is not written as it is given."""
    stand = [str(_STANDS + n) for n in range(given + len(names))]
    named = dict(zip(names, stand[given:], strict=True))
    try:
        with override(language):
            found = reverse(page, args=stand[:given], kwargs=named)
    except (NoReverseMatch, LookupError):
        return None
    found = found.replace("{", "{{").replace("}", "}}")
    if any(found.count(one) != 1 for one in stand):
        return None
    for n, one in enumerate(stand):
        found = found.replace(one, f"{{{n}}}")
    return found
