"""Whether two names are the same, whoever typed them how: as on a passport, or as people write them."""

import re
import unicodedata
from difflib import SequenceMatcher

from anyascii import anyascii

from impplus.words.searched import MARKS, SPACES, folded

# How passports write letters that A to Z lacks (ICAO Doc 9303-3, table 6), where it is not the bare letter.
_PRINTED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ñ": "nxx"})
_LATIN = re.compile("[a-z]")
_OPEN = re.compile("[aeiouœæ]|y(?![aeiou])")  # how names begin before which French drops an e
NEAR = 0.85  # of the letters that two names have in common: a zone has no check digit of a name, and one may be misread
CUT = 12  # letters from which on a zone may have cut a name
_BETWEEN = re.compile(f"[{SPACES}{MARKS}]+")


def same(one: str, other: str) -> bool:
    """Whether two names have the same words in any order, or the same letters without regard to spaces.

    Capitals, accents, hyphens, apostrophes, and what joins or parts letters unseen do not count.
    """
    mine, theirs = _words(one), _words(other)
    return sorted(mine) == sorted(theirs) or "".join(mine) == "".join(theirs)


def within(one: str, other: str) -> bool:
    """Whether all words of one of two names are among those of the other, as where one list has fewer given names."""
    mine, theirs = set(_words(one)), set(_words(other))
    return mine <= theirs or theirs <= mine


def _words(name: str) -> list[str]:
    """What a name is compared by."""
    return list(filter(None, _BETWEEN.split(folded(name))))


def initials(name: str) -> str:
    """The first letters of the first and the last word of a name, which stand for a face; one of a name of one word."""
    words = name.split()
    return "".join(word[0] for word in words[: len(words) : max(1, len(words) - 1)]).upper()


def printed_as(name: str, zone: str) -> bool:
    """Whether the machine-readable zone of a passport may write a name so.

    It has the letters A to Z alone, cuts long names, and one of its letters may be misread. Of a name
    in another script nothing is said: True.
    """
    plain = folded(name)
    if not _LATIN.search(plain):
        return True
    written = unicodedata.normalize("NFC", name).lower().translate(_PRINTED)
    return any(same(one, zone) or _is_near(one, zone) for one in (plain, folded(written)))


def _is_near(one: str, zone: str) -> bool:
    mine, read = ("".join(_BETWEEN.split(folded(name))) for name in (one, zone))
    if len(read) >= CUT and mine.startswith(read):
        return True
    return SequenceMatcher(None, mine, read).ratio() >= NEAR


def elided(french: str, *names: str) -> str:
    """A French text that says “de” or “que” before names: “d’Alice”, “qu’Élie”, and “de Karim” as it is.

    Before an h nothing is dropped, since nobody knows of each name whether it is silent.
    """
    for name in names:
        if _OPEN.match(unicodedata.normalize("NFD", name).lower()):
            french = re.sub(rf"\b([Dd]|[Qq]u)e (?={re.escape(name)})", r"\1’", french)
    return french


# Doc 9303-3, section 6, table A, where a letter is not written as its bare one; the first way of each.
_ZONED = str.maketrans({"Ä": "AE", "Ö": "OE", "Ü": "UE", "Å": "AA", "Ø": "OE", "Ñ": "N"})
ZONE_NAME = 39  # letters of both names in the zone of a passport (Doc 9303-4)


def in_zone(family: str, given: str) -> str:
    """Both names as the machine-readable zone of a passport has them: “CARRENO<QUINONES<<ALICE”, cut where they are longer.

    A name in another script is written in Latin letters, which its passport may spell in another way.
    """
    parts = (_zoned(family), _zoned(given))
    return "<<".join(filter(None, parts))[:ZONE_NAME].rstrip("<")


def _zoned(name: str) -> str:
    plain = anyascii(unicodedata.normalize("NFC", name).upper().translate(_ZONED)).upper()
    whole = re.sub(r"['’`´]", "", plain)  # an apostrophe joins (Doc 9303-3, 4.6)
    return "<".join(re.findall("[A-Z]+", whole))
