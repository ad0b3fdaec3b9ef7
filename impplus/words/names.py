"""Whether two names are the same, whoever typed them how: as on a passport, or as people write them."""

import re

from impplus.words.searched import MARKS, SPACES, folded

_BETWEEN = re.compile(f"[{SPACES}{MARKS}]+")


def same(one: str, other: str) -> bool:
    """Whether two names have the same words in any order, or the same letters without regard to spaces.

    Capitals, accents, hyphens, apostrophes, and what joins or parts letters unseen do not count.
    """
    mine, theirs = (list(filter(None, _BETWEEN.split(folded(name)))) for name in (one, other))
    return sorted(mine) == sorted(theirs) or "".join(mine) == "".join(theirs)
