"""What happens when in the demonstration world; how far a file has come follows from its age."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from impplus.demonstration.answers import FLAWS
from impplus.demonstration.people import FAMILIES, Family

LISTS = (390, 240, 105)  # days ago: the ministry's lists
CANDIDATES = 100  # on each list
ROUNDS = (380, 300, 228, 156, 96, 45, 9)  # days ago
UNUSED = 3  # letters of each earlier round that nobody used
REVOKED = 2  # of the first rounds, one letter each
LAST = 14  # letters of the last round, still unused; one is Alice's
NEXT = 20  # candidates to invite by the round that waits for its draw
# Days since a file was received: many wait, fewer are examined, most are decided.
RECEIVED = (*range(1, 37), *range(38, 106, 2), *range(107, 331, 5))
STARTED = range(3, 21, 2)  # days since a draft was begun
ENDS = (
    "approved", "withdrawn", "refused", "approved", "returned", "approved", "refused", "approved",
)  # fmt: skip
TAKEN = timedelta(days=24)  # after the receipt, for every file, since the oldest is taken first
DRAFTS = ("unanswered", "paid", "failed", "open")  # how far a draft has come: to which payment
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True)
class Plan:
    """One file to be: how it ends if it is old enough, and when it was received (a draft: begun)."""

    number: int
    end: str
    at: datetime
    round: int
    family: Family

    @property
    def is_draft(self) -> bool:
        """Whether it is not submitted."""
        return self.end in DRAFTS

    @property
    def flaw(self) -> str:
        """The condition that a refused file does not meet; empty for the others."""
        flaws = list(FLAWS)
        return flaws[self.number % len(flaws)] if self.end == "refused" else ""


@dataclass(frozen=True)
class Days:
    """Instants of the past, counted back from a day."""

    today: date
    chance: Random

    def ago(self, days: int) -> datetime:
        """An instant in a working day, so many days before today."""
        minute = self.chance.randrange(13 * 60, 20 * 60)
        at = time(minute // 60, minute % 60)
        return datetime.combine(self.today - timedelta(days=days), at, UTC)

    @property
    def end(self) -> datetime:
        """When the world ends: the evening before."""
        return datetime.combine(self.today - timedelta(days=1), time(23), UTC)


def plans(
    days: Days, received: Iterable[int] = RECEIVED, started: Iterable[int] = STARTED
) -> list[Plan]:
    """Every file of the world, the oldest first, then the drafts."""
    ages = [(ENDS, sorted(received, reverse=True)), (DRAFTS, started)]
    return [
        Plan(
            number,
            ends[number % len(ends)],
            days.ago(ago),
            max(index for index, day in enumerate(ROUNDS) if day >= ago + 10),
            FAMILIES[number % len(FAMILIES)],
        )
        for ends, all_ago in ages
        for number, ago in enumerate(all_ago)
    ]
