"""The words within addresses that stand for a key, in the language of the address."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

WORDS: Mapping[str, str | Promise] = {
    "answer": pgettext_lazy("address", "answer"),
    "new-passport": pgettext_lazy("address", "new-passport"),
    "new-address": pgettext_lazy("address", "new-address"),
}


class Word:
    """A part of an address; one that is none of the words, and a word as other languages write it, stays as it is."""

    regex = r"(?!\d+/)[^/]+"  # a number is no word

    def to_python(self, value: str) -> str:
        """The key of a word."""
        return next((key for key, word in WORDS.items() if str(word) == value), value)

    def to_url(self, value: str) -> str:
        """The word of a key."""
        return str(WORDS.get(value, value))
