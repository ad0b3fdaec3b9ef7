"""In which of the two languages a text is written, by the small words that only one of them has."""

import re

_ONLY = {
    "en": frozenset(
        "the of is are was were that which with you your this not has have had been from for and to be it we by must does did".split()
    ),
    "fr": frozenset(
        "le la les des du de et est que qui vous votre vos une un pas dans pour avec par au aux ce cette il elle ne nous".split()
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
FEWEST = 5  # small words of a language, below which nothing is said of it
TIMES = 4  # as many as of the other one: a quotation or a name does not decide


def written_in(text: str) -> str:
    """The language of a text, "en" or "fr"; "" where it is too short to tell, or holds both."""
    words = [word.casefold() for word in _WORD.findall(text)]
    count = {language: sum(word in only for word in words) for language, only in _ONLY.items()}
    first, second = sorted(count, key=lambda one: count[one], reverse=True)
    return first if count[first] >= max(FEWEST, TIMES * count[second]) else ""
