"""When a year's places run out: a range, from how letters of invitation have been used so far.

On each day of its age a letter is used with a chance that is counted: of the letters that could be used
at such an age, how many were (occurrence over exposure, as life tables are made). The chance has a Beta
distribution (Gelman et al., Bayesian Data Analysis, 3rd edition, section 2.4). It begins at two thirds of
the chance at the next younger age, with the weight of the days in which one letter is used, so that an age
of few letters keeps near it.
Letters that are out are then used by these chances, and further ones are sent as in the last weeks, of
which mean and spread are counted. The sum is taken as normal; the range is its middle 80 %.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import prod, sqrt
from statistics import NormalDist, mean, variance

from impplus.rules.dated import DAY

FALLS = 2 / 3  # the chance at an age, to that at the next younger one, before any is counted
PERCENT = 80  # of the ranges are to hold
# The ages in days at which another chance begins: most letters are used soon, or late.
AGES = (0, 3, 7, 14, 28, 42, 56, 84, 112, 140, 168, 224, 280, 364)
WEEKS = 26  # of letters sent are looked back on
# Below these nothing is foretold: letters used, and days on which they could be.
LEAST_USED, LEAST_DAYS = 30, 28
RISKS = (1, 5, 10, 20, 50)  # in percent, for which a number of letters is worked out
EDGE = NormalDist().inv_cdf(0.5 + PERCENT / 200)


@dataclass(frozen=True, slots=True)
class Lot:
    """Letters sent on one day that were used on one day, or ended unused on one (`lost`), or are out."""

    issued: date
    number: int
    used: date | None = None
    lost: date | None = None


@dataclass(frozen=True, slots=True)
class Past:
    """What is known on the morning of `on`.

    `since` is the first day from which places have been there without a break, `closes` the first on
    which none can be taken any more, `left` the number of free ones, `lasts` for how many days a letter
    can be used (None: without end). A letter that was revoked is left out, as if never sent.
    """

    on: date
    since: date
    closes: date
    left: int
    lots: tuple[Lot, ...]
    lasts: int | None = None


@dataclass(frozen=True, slots=True)
class Foretold:
    """The first and the last day of the range; None is not before the intake closes.

    `letters` are out. `risks` holds pairs, a chance in percent and a number of letters: with so many sent
    today and none later, the chance that more are used than places are left is no higher. The first pair
    is that of no further letter.
    """

    early: date | None
    late: date | None
    letters: int
    risks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Pace:
    """The letters sent in each of so many last weeks: their mean, and their variance."""

    weeks: int
    each: float
    spread: float


@dataclass(frozen=True, slots=True)
class _Uses:
    """How many letters are used: the mean, the variance where every chance is known, the sum of squared
    chances, and how the mean grows with the chance of each of AGES."""

    mean: float
    spread: float
    squares: float
    slopes: tuple[float, ...]

    def plus(self, other: "_Uses", times: float) -> "_Uses":
        """These, and so many times the others."""
        return _Uses(
            self.mean + times * other.mean,
            self.spread + times * other.spread,
            self.squares + times * other.squares,
            tuple(a + times * b for a, b in zip(self.slopes, other.slopes, strict=True)),
        )


@dataclass(frozen=True, slots=True)
class _Chances:
    """The chance of use on a day, for each of AGES, and how sure it is."""

    means: tuple[float, ...]
    spreads: tuple[float, ...]
    lasts: int | None

    def uses(self, sent: Iterable[tuple[int, int]], days: int) -> _Uses:
        """What comes within so many days of letters, each a number and an age (negative: still to be sent)."""
        total = spread = squares = 0.0
        slopes = [0.0] * len(AGES)
        for number, age in sent:
            end = age + days if self.lasts is None else min(age + days, self.lasts + 1)
            at_risk = _days_at(max(age, 0), end)
            unused = prod((1 - p) ** n for p, n in zip(self.means, at_risk, strict=True) if n)
            total += number * (1 - unused)
            spread += number * (1 - unused) * unused
            squares += number * (1 - unused) ** 2
            for k, n in enumerate(at_risk):
                slopes[k] += number * unused * n / (1 - self.means[k])
        return _Uses(total, spread, squares, tuple(slopes))

    def spread(self, uses: _Uses) -> float:
        """The variance of a number of uses, as far as the chances are known."""
        unsure = (s * s * v for s, v in zip(uses.slopes, self.spreads, strict=True))
        return uses.spread + sum(unsure)


def foresee(past: Past, *, most: int) -> Foretold | None:
    """When the places are all taken, and how many letters to send; None where too little is known.

    `most` is the largest number of letters that can be sent at once.
    """
    chances, pace = _chances(past), _pace(past)
    if chances is None or pace is None:
        return None
    out = [
        (lot.number, (past.on - lot.issued).days) for lot in past.lots if not (lot.used or lot.lost)
    ]
    return Foretold(
        *_range(past, out, pace, chances),
        letters=sum(number for number, _ in out),
        risks=tuple(_risks(past, out, chances, most)),
    )


def _days_at(first: int, end: int) -> tuple[int, ...]:
    """How many days from one age up to another (excluded) lie in each of AGES."""
    ends = (*AGES[1:], max(end, AGES[-1]))
    return tuple(
        max(0, min(end, high) - max(first, low)) for low, high in zip(AGES, ends, strict=True)
    )


def _chances(past: Past) -> _Chances | None:
    at_risk, uses = [0] * len(AGES), [0] * len(AGES)
    for lot in past.lots:
        ended = lot.used or lot.lost
        end = (ended + DAY if ended else past.on) - lot.issued
        for k, n in enumerate(_days_at(max(0, (past.since - lot.issued).days), end.days)):
            at_risk[k] += lot.number * n
        if lot.used and lot.used >= past.since:
            age = (lot.used - lot.issued).days
            uses[bisect_left(AGES, age + 1) - 1] += lot.number
    if sum(uses) < LEAST_USED or (past.on - past.since).days < LEAST_DAYS:
        return None
    worth = sum(at_risk) / sum(uses)  # days on which one letter is used, of all ages
    means, spreads = [1 / worth], list[float]()
    for count, days in zip(uses, at_risk, strict=True):
        used = FALLS * means[-1] * worth + count
        means.append(used / (worth + days))
        spreads.append(means[-1] * (1 - means[-1]) / (worth + days + 1))
    return _Chances(tuple(means[1:]), tuple(spreads), past.lasts)


def _pace(past: Past) -> _Pace | None:
    first = min((lot.issued for lot in past.lots), default=past.on)
    weeks = min(WEEKS, (past.on - first).days // 7)
    if weeks * 7 < LEAST_DAYS:
        return None
    sent = [0] * weeks
    for lot in past.lots:
        ago = ((past.on - lot.issued).days - 1) // 7
        if 0 <= ago < weeks:
            sent[ago] += lot.number
    return _Pace(weeks, mean(sent), variance(sent))


def _range(
    past: Past, out: Sequence[tuple[int, int]], pace: _Pace, chances: _Chances
) -> tuple[date | None, date | None]:
    def reached(days: int, edge: float) -> bool:
        later = chances.uses(((1, -7 * week - 3) for week in range(days // 7 + 1)), days)
        uses = chances.uses(out, days).plus(later, pace.each)
        # The number of letters varies from week to week, and its mean is not known better.
        weeks = later.squares + later.mean**2 / pace.weeks
        return uses.mean + edge * sqrt(chances.spread(uses) + pace.spread * weeks) >= past.left

    def first(edge: float) -> date | None:
        days = range(1, (past.closes - past.on).days + 1)
        at = bisect_left(days, True, key=lambda one: reached(one, edge))
        return past.on + timedelta(days=at) if at < len(days) else None

    return first(EDGE), first(-EDGE)


def _risks(
    past: Past, out: Sequence[tuple[int, int]], chances: _Chances, most: int
) -> Iterator[tuple[int, int]]:
    days, places = (past.closes - past.on).days, past.left + 0.5
    now, each = chances.uses(out, days), chances.uses([(1, 0)], days)
    spread = sqrt(chances.spread(now)) or 1
    yield round(100 * (1 - NormalDist(now.mean, spread).cdf(places))), 0
    for risk in RISKS:
        edge = NormalDist().inv_cdf(1 - risk / 100)

        def too_many(number: int, edge: float = edge) -> bool:
            uses = now.plus(each, number)
            return uses.mean + edge * sqrt(chances.spread(uses)) > places

        letters = bisect_left(range(most + 1), True, key=too_many) - 1
        if letters > 0:
            yield risk, letters
