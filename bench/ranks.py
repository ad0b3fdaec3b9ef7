"""Whether two rows of measures differ: the rank test of Mann and Whitney, by its normal approximation."""

from collections.abc import Sequence
from itertools import groupby
from math import erfc, sqrt


def probability(one: Sequence[float], other: Sequence[float]) -> float:
    """How likely ranks at least as far apart are where both come from one distribution (0 to 1, two-sided)."""
    ranked = sorted([(value, True) for value in one] + [(value, False) for value in other])
    first, passed, ties = 0.0, 0, 0
    for _value, group in groupby(ranked, key=lambda pair: pair[0]):
        same = list(group)
        first += sum(mine for _, mine in same) * (passed + (len(same) + 1) / 2)
        ties += len(same) ** 3 - len(same)
        passed += len(same)
    n, m, all_of_them = len(one), len(other), len(ranked)
    u = first - n * (n + 1) / 2
    spread = n * m / 12 * (all_of_them + 1 - ties / (all_of_them * (all_of_them - 1)))
    return erfc(abs(u - n * m / 2) / sqrt(2 * spread)) if spread else 1.0
