"""Words as they are searched: without accents, capitals or marks, the same whoever typed them how.

The database does the same in the functions of records/searched.py, from the same tables.
"""

import re
import unicodedata

# Letters that Unicode does not take apart, and how they are typed by whoever does not have them.
ALIKE = {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n", "ς": "σ"}
PAIRS = {"þ": "th", "æ": "ae", "œ": "oe", "ß": "ss"}
# Ranges for a regular expression of Python and of PostgreSQL alike: accents, spaces, and marks such as
# hyphens and apostrophes of every kind.
ACCENTS = r"\u0300-\u036f"
SPACES = r"\u0000-\u0020"
MARKS = r"\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b0-\u02ff\u2000-\u206f\u3000-\u303f"
LONGEST = 60

_ACCENTS, _SPACES, _MARKS = (re.compile(f"[{one}]") for one in (ACCENTS, SPACES, MARKS))
_ALIKE = str.maketrans(ALIKE | PAIRS)


def folded(text: str) -> str:
    """A text in small letters without accents."""
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    # Letter by letter: the last sigma of a word is then one like any other.
    return "".join(map(str.lower, plain)).translate(_ALIKE)


def words(text: str) -> set[str]:
    """The words of a text: what stands between spaces, whole without its marks, and its parts between them."""
    return {word for chunk in _chunks(text) for word in chunk}


def asked(text: str) -> str:
    """What to ask PostgreSQL (a tsquery) for texts in which every typed word begins a word; empty for none.

    A chunk is found whole or in its parts: “O’Neil” finds O’Neil, O Neil and ONeil. A part of one
    letter says too little to look for, and alone must be a whole word.
    """
    return " & ".join(map(_one_of, filter(None, _chunks(text))))


def whole(asked: str) -> str:
    """The same for texts that have the typed words themselves."""
    return asked.replace(":*", "")  # marks that no word has


def _chunks(text: str) -> list[list[str]]:
    """Of each chunk between spaces: itself without marks, then its parts between marks."""
    return [_forms(chunk) for chunk in _SPACES.split(folded(text))]


def _forms(chunk: str) -> list[str]:
    forms = [_MARKS.sub("", chunk), *_MARKS.split(chunk)]
    return [form[:LONGEST] for form in forms if form]


def _one_of(forms: list[str]) -> str:
    whole, *parts = forms
    telling = [part for part in parts if len(part) > 1]
    if not telling or telling == [whole]:
        return _begun(whole)
    return f"({_begun(whole)} | ({' & '.join(map(_begun, telling))}))"


def _begun(word: str) -> str:
    return f"'{word}':*" if len(word) > 1 else f"'{word}'"
