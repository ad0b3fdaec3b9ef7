"""Which figures may be shown, so that none speaks of a handful of people, and none can be worked out from the others.

A number from 1 up to one below the fewest is hidden; 0 is shown, since it speaks of nobody. A month that was shown once stays
shown, so it is the total of a year that is held back where the hidden months could be worked out from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of some figures; where it is not `exact`, it is at least the number: those shown, and 1 for each that is hidden."""

    number: int
    exact: bool


def shown(number: int, fewest: int) -> int | None:
    """A figure as it may be shown; None where it is hidden."""
    return number if number == 0 or number >= fewest else None


def about(number: int, fewest: int) -> int | None:
    """A number that changes while one looks, rounded to twice the fewest, so that no two of them tell what came between; None below that."""
    step = 2 * fewest
    return None if number < step else (number + step // 2) // step * step


def days_shown(decisions: int, fewest: int) -> bool:
    """Whether days may be shown, of as many decisions as a reader sees: of fewer, half of them would be the days of one person."""
    return decisions >= 2 * fewest


def total_of(numbers: Sequence[int], fewest: int, *, over: bool) -> Total:
    """The total of figures, of which some may be hidden; `over` says that none will be added.

    With hidden ones among them it is exact only once it is `over` (two totals of different days would tell what came between them),
    and only where at least two are hidden whose sum is no small figure itself and leaves open what each of them is.
    """
    hidden = [one for one in numbers if shown(one, fewest) is None]
    rest = sum(numbers) - sum(hidden)
    if not hidden:
        return Total(rest, exact=True)
    open_still = fewest <= sum(hidden) < len(hidden) * (fewest - 1) and sum(hidden) > len(hidden)
    exact = over and len(hidden) > 1 and open_still
    return Total(sum(numbers) if exact else rest + len(hidden), exact)
