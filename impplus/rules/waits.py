"""How long decisions took, in days from receipt: the range of the last ones, and how often such a range held."""

from collections.abc import Sequence
from dataclasses import dataclass

LAST = 50  # decisions that a range is read from
LEAST = 30  # below it, nothing is said
OUTSIDE = 10  # one in so many is faster than the range, and one is slower


@dataclass(frozen=True, slots=True)
class Waits:
    """Of the last `number` decisions, half took `half` days or less, and eight in ten `least` to `most`.

    The range of the decisions before those held for `held` of these; `held` is None where these are too few.
    """

    number: int
    least: int
    half: int
    most: int
    held: int | None

    @property
    def full(self) -> bool:
        """Whether the number is LAST; while it is less it grows with each decision, and is not shown."""
        return self.number == LAST

    @property
    def tenths(self) -> int | None:
        """For how many in ten the range held."""
        return None if self.held is None else round(10 * self.held / self.number)


def waits(days: Sequence[int]) -> Waits | None:
    """What the days that decisions took say, the newest first; None where they are too few."""
    last, before = days[:LAST], days[LAST : 2 * LAST]
    if len(last) < LEAST:
        return None
    least, most = _range(last)
    half = sorted(last)[(len(last) - 1) // 2]
    return Waits(len(last), least, half, most, _held(last, before))


def weeks_to(number: int, each: int) -> int:
    """After how many whole weeks so many are reached, of `each` a week."""
    return -(-number // each)


def _range(days: Sequence[int]) -> tuple[int, int]:
    left_out = len(days) // OUTSIDE
    ordered = sorted(days)
    return ordered[left_out], ordered[-1 - left_out]


def _held(days: Sequence[int], before: Sequence[int]) -> int | None:
    if len(before) < LEAST:
        return None
    least, most = _range(before)
    return sum(least <= one <= most for one in days)
