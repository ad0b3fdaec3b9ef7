"""Words of the law: a text in both languages, and the source that it rests on."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Language = Literal["en", "fr"]
LANGUAGES: tuple[Language, ...] = ("en", "fr")
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
# Letters that are drawn as nothing, and the tags of U+E0000; joiners are not among them, which scripts need.
_BLANK = frozenset("\u115f\u1160\u200b\u2060\u2800\u3164\ufeff\uffa0") | {
    chr(0xE0000 + number) for number in range(0x80)
}
# What begins and ends a part of its own direction, and joins words or marks a beginning unseen.
_AROUND = "\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u2060\ufeff"
# What says which way Arabic and Hebrew around it run, and where a line of Khmer or Thai may end: a text of several lines keeps it.
_WITHIN = "\u061c\u200e\u200f\u200b"
_MARKS = frozenset(_AROUND + _WITHIN)
# Turns what follows so that it reads as something else; and what stands for bytes that were no text, which are lost.
_MISLEADS = frozenset("\u202d\u202e\ufffd")
# Bullets and arrows of word processors, which no other program shows.
_SYMBOLS = map(chr, range(0xF020, 0xF100))
_PRIVATE = re.compile("[\ue000-\uf8ff]+")
# Marks on one letter (accents, vowels, tones): no script that people write their names in needs as many.
MOST_MARKS = 8
_OWN_LINE = dict.fromkeys([*map(ord, "\x0b\x0c\x85\u2028\u2029")], "\n")
_LINES = str.maketrans(dict.fromkeys(_AROUND) | dict.fromkeys(_SYMBOLS, "•")) | _OWN_LINE
# A soft hyphen says where a word may be parted at the end of a line.
_ONE_LINE = str.maketrans(
    dict.fromkeys([*_MARKS, "\xad"]) | dict.fromkeys("\t\x0b\x0c\u2028\u2029", " ")
)


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in English and in French; neither may be empty."""

    en: str
    fr: str

    def __post_init__(self) -> None:
        if not (self.en.strip() and self.fr.strip()):
            raise ValueError(f"a text needs both languages: {self.en!r} / {self.fr!r}")

    def __hash__(self) -> int:
        return hash(self.en)  # which remembers its own: texts are looked up by the hundred

    def say(self, lang: str) -> str:
        """The sentence in French where the language begins with "fr", otherwise in English."""
        return self.en if lang == "en" or not lang.startswith("fr") else self.fr

    @property
    def capital(self) -> "Text":
        """The text as a label: its first letter in upper case."""
        return Text(en=self.en[0].upper() + self.en[1:], fr=self.fr[0].upper() + self.fr[1:])

    def filled(self, values: Mapping[str, object]) -> "Text":
        """The text with each `{key}` replaced by its value, as a string; KeyError where none is."""
        if "{" not in self.en + self.fr:
            return self
        return Text(en=self.en.format_map(values), fr=self.fr.format_map(values))


@dataclass(frozen=True, slots=True)
class Source:
    """A legal or official text: how to cite it, what it is, where it is read, and when it last was."""

    cite: str
    title: Text
    url: str
    url_fr: str = ""
    checked: date | None = None

    def __hash__(self) -> int:
        return hash(self.cite)

    def link(self, lang: str) -> str:
        """The address of the text in that language, where there is one."""
        return self.url if lang == "en" or not lang.startswith("fr") else self.url_fr or self.url


def without_marks(text: str) -> str:
    """A text without the marks of direction that come along where it is copied; overrides, which mislead, stay."""
    return "".join(letter for letter in text if letter not in _MARKS)


def as_kept(text: str, *, lines: bool = True) -> str:
    """A text as it is kept, of several lines or of one: NFC, without what comes along unseen where it is copied.

    Each line ends with a line feed, and a bullet of a word processor is a bullet.
    """
    typed = unicodedata.normalize("NFC", text)
    if not lines:
        return _PRIVATE.sub("", typed.translate(_ONE_LINE)).strip()
    whole = typed.replace("\r\n", "\n").replace("\r", "\n").translate(_LINES)
    return _PRIVATE.sub("", whole).strip()


def is_refused(text: str, *, lines: bool = True) -> bool:
    """Whether a text as it is kept holds what nobody may send: control characters, what misleads, what is lost or blank."""
    spared = frozenset(_WITHIN + "\n\t") if lines else frozenset[str]()
    return any(letter in _MISLEADS or (letter not in spared and unseen(letter)) for letter in text)


def unseen(text: str) -> bool:
    """Whether a text holds what no page shows: control characters, halves of ones, tags, or letters that are blank."""
    return any(letter in _BLANK or unicodedata.category(letter) in _UNSEEN for letter in text)


def is_heaped(text: str) -> bool:
    """Whether more marks stand on one letter than any script needs: such a heap is drawn over the lines around it."""
    marks = 0
    for letter in text:
        marks = marks + 1 if not letter.isascii() and unicodedata.category(letter)[0] == "M" else 0
        if marks > MOST_MARKS:
            return True
    return False


def is_seen(letter: str) -> bool:
    """Whether a letter by itself is something to read, and no space, mark on another letter, or joiner."""
    kind = unicodedata.category(letter)
    return kind[0] not in "ZM" and kind != "Cf"
