"""Who is invited: the ministry's lists are imported and its rounds drawn, some letters taken back."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from impplus.actions import candidates, figures, forecasts, intakes, invitations, waits
from impplus.demonstration import held_rounds
from impplus.demonstration.accounts import Staff, open_account
from impplus.demonstration.papers import as_csv, row
from impplus.demonstration.people import ALICE, Invented, address_of, adults
from impplus.demonstration.plan import (
    CANDIDATES,
    LAST,
    LISTS,
    NEXT,
    REVOKED,
    ROUNDS,
    UNUSED,
    Days,
    Plan,
)
from impplus.demonstration.schedule import Schedule
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.round_criteria import may_be_drawn
from impplus.records.models import Invitation
from impplus.rules.invitations import draw

WHY_REVOKED = "La personne invitée a écrit qu’elle ne viendra pas."


@dataclass
class Invited:
    """The letters of each round that somebody may use, and who stands behind a candidate."""

    letters: dict[int, Iterator[Invitation]] = field(default_factory=dict)
    people: dict[str, Invented] = field(default_factory=dict)


def lists(days: Days, staff: Staff, invited: Invited) -> Schedule:
    """The ministry's lists; Alice stands on the last one."""
    numbers, people = count(1), adults(days.chance, days.today - timedelta(days=LISTS[0]))
    for ago in LISTS:
        yield days.ago(ago)
        rows: list[dict[str, str]] = []
        for _ in range(CANDIDATES):
            number = next(numbers)
            last = ago == LISTS[-1] and len(rows) == CANDIDATES - 1
            who = ALICE if last else next(people)
            rows.append(_row(days, number, ago, who))
            invited.people[rows[-1]["reference"]] = who
        candidates.import_csv(as_csv(*rows), by=staff.mathieu)


def _row(days: Days, number: int, ago: int, who: Invented) -> dict[str, str]:
    """A line of a list, for a certificate issued between 70 and 270 days before the list came."""
    near = days.today - timedelta(days=ago + days.chance.randrange(-130, 70))
    return row(
        number,
        near,
        who,
        reference=f"DEMO-R-{number:04}",
        mifi_file=f"DEMO-F-{number:04}",
        csq_number=f"DEMO-Q-{number:04}",
        csq_programme="PRTQ" if number % 5 else "PILOT-AI-IT-VFX",
        email=address_of(who, number),
    )


def drawn(days: Days, staff: Staff, invited: Invited, plans: Iterable[Plan]) -> Schedule:
    """Every round; a letter of each of the first is taken back, in the last one Alice gets hers, and one more waits for its draw."""
    used = Counter(plan.round for plan in plans)
    for number, ago in enumerate(ROUNDS):
        at = days.ago(ago)
        yield at - timedelta(days=IMP_PLUS.settings.number("round-draw-days", days.today))
        is_last = number == len(ROUNDS) - 1
        size = used[number] + (LAST if is_last else UNUSED)
        secret = f"demonstration-{number + 1}"
        seed = _seed_for_alice(size, secret) if is_last else f"{number + 1} 17 23"
        made = held_rounds.announced(IMP_PLUS, size=size, by=staff.mathieu, secret=secret)
        yield at
        made = held_rounds.held(made, seed=seed, by=staff.mathieu)
        letters = list(made.invitations.select_related("candidate").order_by("pk"))
        invited.letters[number] = iter(letters)
        if number < REVOKED:
            yield clock.now() + timedelta(days=6)
            invitations.revoke(letters[-1], reason=WHY_REVOKED, by=staff.mathieu)
    yield clock.now() + timedelta(days=1)
    open_account(address_of(ALICE, 0), ALICE.name, language=ALICE.origin.language)
    yield days.end - timedelta(hours=4)
    secret = f"demonstration-{len(ROUNDS) + 1}"
    held_rounds.announced(IMP_PLUS, size=NEXT, by=staff.mathieu, secret=secret)


def _seed_for_alice(size: int, secret: str) -> str:
    """The first words by which Alice, who stands last on the last list, is drawn."""
    considered = may_be_drawn(IMP_PLUS, clock.today(IMP_PLUS))
    words = map(str, count(1))
    alice = f"DEMO-R-{len(LISTS) * CANDIDATES:04}"
    return next(one for one in words if alice in draw(considered, size, f"{secret} {one}"))


def years(days: Days) -> Schedule:
    """The intake of each year, opened when it begins (the first one with the first list)."""
    first = days.ago(LISTS[0]) - timedelta(hours=12)
    for year in range(IMP_PLUS.year_of(first), days.today.year + 1):
        yield max(first, datetime(year, 1, 1, 6, tzinfo=UTC))
        intakes.open_year(IMP_PLUS, year)


def foretold(days: Days) -> Schedule:
    """The forecast of each week, and that of the last evening; how long files wait; each month’s figures, once it is over."""
    for ago in range(ROUNDS[0] // 7, -1, -1):
        yield days.end - timedelta(weeks=ago)
        forecasts.remember(IMP_PLUS)
        waits.remember(IMP_PLUS)
        figures.count(IMP_PLUS)
