"""The words within addresses that stand for a key, in the language of the address."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from impplus.web.language import lang
from impplus.words import french_keys

WORDS: Mapping[str, str | Promise] = {
    "answer": pgettext_lazy("address", "answer"),
    "new-passport": pgettext_lazy("address", "new-passport"),
    "new-address": pgettext_lazy("address", "new-address"),
}


class Word:
    """A part of an address: one of the words, or the key of a page of the form; as other languages write it, it stays as it is."""

    regex = r"(?!\d+/)[^/]+"  # a number is no word

    def to_python(self, value: str) -> str:
        """The key of a word."""
        named = (key for key, word in WORDS.items() if str(word) == value)
        return next(named, french_keys.key_of(value, lang()))

    def to_url(self, value: str) -> str:
        """The word of a key."""
        return str(WORDS.get(value) or french_keys.word_of(value, lang()))


class KeyWord:
    """The key of a page of the form, or of a document."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """The key of a word."""
        return french_keys.key_of(value, lang())

    def to_url(self, value: str) -> str:
        """The word of a key."""
        return french_keys.word_of(value, lang())
