"""A whole number that is typed after a command, read."""

from collections.abc import Callable

from impplus.queries.refusals import NotUnderstood
from impplus.words import formats
from impplus.words.text import Text


def between(least: int, most: int) -> Callable[[str], int]:
    """How to read a whole number between two; NotUnderstood where it is none."""

    def read(typed: str) -> int:
        number = formats.whole(typed)
        if number is not None and least <= number <= most:
            return number
        raise NotUnderstood(
            Text(
                en=f"“{typed}” is not a whole number between {least} and {most}.",
                fr=f"«\u00a0{typed}\u00a0» n’est pas un nombre entier entre {least} et {most}.",
            )
        )

    return read
