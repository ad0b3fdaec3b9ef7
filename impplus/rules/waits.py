"""How long a file waits until it is decided: a range, from what is in the queue and from how decisions have kept to it lately.

The files that are open are closed one after the other at the pace of the last weeks: that gives a day for the last of them. Decisions
came sooner or later than such a day, and by how much is counted for those of the last half year. The shares are those of Kaplan and
Meier, so that a file that still waits counts for as long as it has waited, and one that was returned or withdrawn for as long as it was
open; what happened before the half year is left out (Klein and Moeschberger, Survival Analysis, 2nd edition, sections 4.2 and 4.6).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

PACE_DAYS = 56  # in which files were closed, by which the pace is counted
LOOKED_BACK = 182  # days of which decisions are held against the pace
LEAST = 30  # decisions below which nothing is said
EARLY, HALF, LATE = 0.9, 0.5, 0.1  # shares of files that are not decided yet by the days of a range


@dataclass(frozen=True, slots=True)
class Passage:
    """Files of one day of receipt: how many days later than the pace said they were decided, or left the queue or wait still (`decided` is False).

    They were watched from the day `since` on, counted as `later`; None is from their receipt.
    """

    later: int
    decided: bool
    number: int = 1
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """So many decisions, and the share of files that is not decided yet so many days later than the pace says: pairs, by the days."""

    decisions: int
    shares: tuple[tuple[int, float], ...]

    def reached(self, than: int, share: float) -> int | None:
        """Of the files that are not decided `than` days later, after how many days only such a share is left; None where too few were."""
        place = bisect_right(self.shares, (than, 2.0))
        left = self.shares[place - 1][1] if place else 1.0
        found = (days for days, still in self.shares[place:] if still <= left * share)
        return next(found, None)

    def range_of(self, ahead: int, age: int) -> tuple[int, int, int] | None:
        """In how many days a file of an age is decided: one in ten, half, and nine in ten such files; None where too few were so late.

        `ahead` is how many days those that were open on the day of its receipt take, at the pace of now.
        """
        found = [self.reached(age - ahead, share) for share in (EARLY, HALF, LATE)]
        early, half, late = (None if one is None else ahead + one - age for one in found)
        return None if early is None or half is None or late is None else (early, half, late)


def spread(passages: Iterable[Passage]) -> Spread | None:
    """The shares of these passages; None where too few of them are decisions."""
    known = tuple(passages)
    decisions = sum(one.number for one in known if one.decided)
    if decisions < LEAST:
        return None
    ends = _counted((one.later, one.number) for one in known)
    begins = _counted((one.since, one.number) for one in known if one.since is not None)
    at_once = sum(one.number for one in known if one.since is None)
    made = dict[int, int]()
    for one in known:
        if one.decided:
            made[one.later] = made.get(one.later, 0) + one.number
    still, shares = 1.0, list[tuple[int, float]]()
    for days in sorted(made):
        watched = at_once + _before(begins, days + 1) - _before(ends, days)
        still *= 1 - made[days] / watched
        shares.append((days, still))
    return Spread(decisions, tuple(shares))


type _Counted = tuple[list[int], list[int]]


def _counted(found: Iterable[tuple[int, int]]) -> _Counted:
    """Days in order, and how many there are up to each."""
    ordered = sorted(found)
    return [days for days, _ in ordered], list(accumulate(number for _, number in ordered))


def _before(counted: _Counted, days: int) -> int:
    place = bisect_left(counted[0], days)
    return counted[1][place - 1] if place else 0


def days_for(number: int, closed: int) -> int | None:
    """In how many days so many files are closed, of which `closed` were in the last PACE_DAYS; None where none was."""
    return round(number * PACE_DAYS / closed) if closed else None


def weeks_to(number: int, each: int) -> int:
    """After how many whole weeks so many are reached, of `each` a week."""
    return -(-number // each)
