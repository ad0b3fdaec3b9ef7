"""Whether two people that a firm knows of may be one: by birth day, names, numbers and addresses, without a table.

A person is looked up by keys (`filed_under`, `sought_under`), so that few others are compared; each of those is
compared by rules whose recall and false alarms `python -m bench conflicts` measures.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from impplus.words.romanized import consonants, tokens

SHORTEST = 3  # letters of a word that says something alone
SPELLED_ALIKE = 0.95  # what the same consonants are worth


@dataclass(frozen=True)
class Identity:
    """What is known of somebody; what is not is empty. `phone` in E.164."""

    name: str
    born: date | None = None
    passport: str = ""
    csq: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Measure:
    """From where on names are alike: their most alike words or the wholes, with one birth day; the wholes without."""

    word: float
    whole: float
    apart: float

    def holds(self, score: float, best: float, *, together: bool) -> bool:
        """Whether names of this likeness are alike; `together` where the birth day is one."""
        return best >= self.word or score >= self.whole if together else score >= self.apart


# `python -m bench conflicts` says what each finds, and how many strangers.
SURE = Measure(word=0.9, whole=0.65, apart=0.93)
WIDER = Measure(word=0.8, whole=0.55, apart=0.85)


class Shared(StrEnum):
    """What two people have in common."""

    PASSPORT = "passport"
    CSQ = "csq"
    EMAIL = "email"
    PHONE = "phone"
    BIRTH = "birth"
    NEAR_BIRTH = "near-birth"
    NAME = "name"


NUMBERS = (Shared.PASSPORT, Shared.CSQ, Shared.EMAIL, Shared.PHONE)


@dataclass(frozen=True)
class Likeness:
    """Why somebody was found. `sure` says that it must be looked at; else it is for “look at these too”.

    `score` is the part of the letters of both names that agree, from 0 to 1.
    """

    sure: bool
    score: float
    shared: tuple[Shared, ...]


def filed_under(one: Identity) -> frozenset[str]:
    """The keys under which somebody is kept, all of them short."""
    return (
        _numbers(one)
        | _births(one)
        | _named(one, "n")
        | (frozenset() if one.born else _named(one, "u"))
    )


def sought_under(one: Identity) -> frozenset[str]:
    """The keys of which anybody who may be this person has one.

    Whoever has a birth day is looked for by it, and by name only among those without one.
    """
    return _numbers(one) | _births(one) | _named(one, "u" if one.born else "n")


def likeness(one: Identity, other: Identity) -> Likeness | None:
    """Whether two people may be one, and why; None where nothing says so.

    One number or address says it alone. Names say it with the same birth day, or with one of which a single part
    differs, or where either has none; a name of one word that has no birth day beside it is never sure.
    """
    numbers = tuple(kind for kind, mine in _given(one) if mine == _plain(other, kind))
    birth = _birth(one.born, other.born)
    undated = not (one.born and other.born)
    compared = undated or birth is not None
    if not (compared or numbers):
        return None
    score, best = names_alike(one.name, other.name)
    named, alike = (
        compared and measure.holds(score, best, together=birth is Shared.BIRTH)
        for measure in (SURE, WIDER)
    )
    if not (numbers or alike):
        return None
    sure = bool(numbers) or (named and not (undated and _is_one_word(one, other)))
    return Likeness(
        sure, score, (*numbers, *([birth] if birth else []), *([Shared.NAME] if alike else []))
    )


def _is_one_word(one: Identity, other: Identity) -> bool:
    return min(len(tokens(one.name)), len(tokens(other.name))) < 2


def names_alike(one: str, other: str) -> tuple[float, float]:
    """How alike two names are as wholes, and their most alike words; both from 0 to 1.

    Words stand in any order; those that one name has more than the other do not count.
    """
    mine, theirs = sorted((tokens(one), tokens(other)), key=len)
    if not mine:
        return 0.0, 0.0
    pairs = sorted(
        ((_alike(a, b), i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs)),
        reverse=True,
    )
    taken: dict[int, float] = {}
    used: set[int] = set()
    for score, i, j in pairs:
        if i not in taken and j not in used:
            taken[i] = score
            used.add(j)
    whole = sum(score * len(mine[i]) for i, score in taken.items()) / sum(map(len, mine))
    telling = (score for score, i, j in pairs if min(len(mine[i]), len(theirs[j])) >= SHORTEST)
    return max(whole, _joined(mine, theirs)), max(telling, default=0.0)


def _joined(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """The names without spaces, begun at any word of the one that has fewer: “Wang Xiaoming”, “Xiao Ming Wang”."""
    from rapidfuzz.distance import Indel

    whole = "".join(theirs)
    turns = ("".join(mine[i:] + mine[:i]) for i in range(min(len(mine), 4)))
    return max(Indel.normalized_similarity(turn, whole) for turn in turns)


def _alike(one: str, other: str) -> float:
    from rapidfuzz.distance import OSA, Indel

    letters = max(Indel.normalized_similarity(one, other), OSA.normalized_similarity(one, other))
    mine, theirs = consonants(one), consonants(other)
    if min(len(mine), len(theirs)) < SHORTEST:
        return letters
    return max(letters, SPELLED_ALIKE * Indel.normalized_similarity(mine, theirs))


def _birth(one: date | None, other: date | None) -> Shared | None:
    if not one or not other:
        return None
    if one == other:
        return Shared.BIRTH
    parts = sum(a == b for a, b in zip(_parts(one), _parts(other), strict=True))
    turned = one.year == other.year and (one.day, one.month) == (other.month, other.day)
    return Shared.NEAR_BIRTH if parts == 2 or turned else None


def _parts(born: date) -> tuple[int, int, int]:
    return born.year, born.month, born.day


def _births(one: Identity) -> frozenset[str]:
    """All pairs of the parts of a birth day, and day and month in either order."""
    if not one.born:
        return frozenset()
    year, month, day = _parts(one.born)
    low, high = sorted((month, day))
    return frozenset(
        {f"b{year}-{month}", f"b{year}--{day}", f"b-{month}-{day}", f"t{year}-{low}-{high}"}
    )


def _numbers(one: Identity) -> frozenset[str]:
    return frozenset(f"{kind}:{plain}" for kind, plain in _given(one))


@lru_cache(maxsize=1000)
def _given(one: Identity) -> tuple[tuple[Shared, str], ...]:
    """The numbers and addresses that are known, each plain."""
    return tuple((kind, plain) for kind in NUMBERS if (plain := _plain(one, kind)))


def _plain(one: Identity, kind: Shared) -> str:
    """A number without spaces and hyphens, an address in small letters."""
    written: str = getattr(one, kind)
    if kind in {Shared.EMAIL, Shared.PHONE}:
        return written.strip().lower()
    return "".join(filter(str.isalnum, written)).upper()


def _named(one: Identity, begin: str) -> frozenset[str]:
    """One key for the consonants of each word, and for two words in a row (“Abd el Kader”, “Abdelkader”)."""
    words = tokens(one.name)
    joined = ("".join(pair) for pair in pairwise(words))
    return frozenset(
        f"{begin}:{consonants(word) or word}" for word in (*words, *joined) if len(word) >= SHORTEST
    )
