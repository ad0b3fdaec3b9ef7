"""Who is drawn in a round: anyone who knows the list and the seed can draw again."""

import hashlib
import re
from collections.abc import Iterable


def draw(references: Iterable[str], size: int, seed: str) -> tuple[str, ...]:
    """The first `size` references by SHA-256 of seed and reference, whatever order they come in."""
    if size < 0:
        raise ValueError("a round cannot draw fewer than nobody")

    def rank(reference: str) -> tuple[str, str]:
        return hashlib.sha256(f"{seed}{reference}".encode()).hexdigest(), reference

    return tuple(sorted(set(references), key=rank)[:size])


def numbers_of(typed: str) -> str | None:
    """The numbers of a public draw in the one way to write them: in the order drawn, no zeros before, one space between.

    A space, a comma, a point or a dash may stand between them; None where anything else was typed.
    """
    written = re.split(r"[\s,;.\u2010-\u2015-]+", typed.strip())
    if not all(re.fullmatch(r"[0-9]{1,18}", one) for one in written):
        return None
    return " ".join(str(int(one)) for one in written)


def digest_of(references: Iterable[str]) -> str:
    """The SHA-256 of references in their order, one a line, as rounds publish it."""
    return "sha256:" + hashlib.sha256("\n".join(references).encode()).hexdigest()
