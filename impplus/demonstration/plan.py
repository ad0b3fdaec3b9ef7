"""How the demonstration world is made up: which files stand where, and since when."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

CANDIDATES = 300
IMPORTED = 390  # days ago
ROUNDS = (380, 300, 228, 156, 96, 45, 9)  # days ago
UNUSED = 5  # letters of each earlier round that nobody used
REVOKED = 2  # of the first rounds, one letter each
LAST = 26  # letters of the last round, still unused; one is Alice's


@dataclass(frozen=True)
class Group:
    """Files in one status, with the days since they were received (or started, for a draft)."""

    status: str
    files: int
    newest: int
    oldest: int


GROUPS = (
    Group("approved", 44, 110, 330),
    Group("refused", 12, 110, 330),
    Group("returned", 10, 60, 300),
    Group("withdrawn", 12, 20, 300),
    Group("processing", 46, 46, 170),
    Group("in-review", 14, 30, 44),
    Group("submitted", 40, 1, 34),
    Group("draft", 22, 2, 25),
)


@dataclass(frozen=True)
class Plan:
    """One file to be: its place in the world, its status, and when it was received or started."""

    number: int
    status: str
    at: datetime
    round: int


@dataclass(frozen=True)
class Days:
    """Instants of the past, counted back from a day."""

    today: date
    chance: Random

    def ago(self, days: float) -> datetime:
        """An instant in a working day, so many days before today."""
        day = self.today - timedelta(days=int(days))
        minute = self.chance.randrange(12 * 60, 22 * 60)
        return datetime.combine(day, time(minute // 60, minute % 60), UTC)

    def between(self, first: datetime, last: datetime, count: int) -> list[datetime]:
        """So many instants of working days after the first day, in order."""
        length = max((last - first).days, 1)
        dates = sorted(self.chance.randint(1, length) for _ in range(count))
        minutes = (13 * 60 + 30 * n + self.chance.randrange(25) for n in range(count))
        morning = datetime.combine(first.date(), time(), UTC)
        return [
            morning + timedelta(days=day, minutes=minute)
            for day, minute in zip(dates, minutes, strict=True)
        ]


def plans(days: Days) -> list[Plan]:
    """Every file of the world, the oldest first."""
    found = []
    for group in GROUPS:
        for number in range(group.files):
            step = (group.oldest - group.newest) * number // max(1, group.files - 1)
            ago = group.newest + step
            found.append((ago, group.status, days.ago(ago)))
    found.sort(key=lambda one: one[2])
    return [
        Plan(number, status, at, _round_before(ago))
        for number, (ago, status, at) in enumerate(found)
    ]


def _round_before(ago: int) -> int:
    """The last round that left ten days or more to prepare."""
    return max(index for index, day in enumerate(ROUNDS) if day >= ago + 10)
