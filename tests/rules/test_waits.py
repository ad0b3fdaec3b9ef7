"""How long a file waits: the shares that are not decided, what follows for one file, and whether such ranges hold."""

from collections.abc import Iterator
from random import Random

import pytest

from impplus.rules.waits import (
    LEAST,
    LOOKED_BACK,
    PACE_DAYS,
    Passage,
    Spread,
    days_for,
    spread,
    weeks_to,
)


def decided(*later: int, number: int = 10) -> list[Passage]:
    return [Passage(days, decided=True, number=number) for days in later]


@pytest.mark.parametrize("number", [0, 1, LEAST - 1])
def test_nothing_is_said_of_too_few_decisions(number: int) -> None:
    assert spread(decided(20, number=number)) is None


def test_who_waits_still_counts_for_as_long_as_it_has_waited() -> None:
    waits = Passage(2, decided=False, number=10)
    assert spread([*decided(1, 3, 4), waits]) == Spread(30, ((1, 0.75), (3, 0.375), (4, 0.0)))


def test_what_happened_before_the_half_year_is_left_out() -> None:
    watched_late = Passage(4, decided=True, number=10, since=2)
    assert spread([*decided(1, 3), watched_late]) == Spread(30, ((1, 0.5), (3, 0.25), (4, 0.0)))


def test_the_range_of_a_file_is_what_is_ahead_and_how_much_later_others_were() -> None:
    known = Spread(100, ((-5, 0.9), (0, 0.5), (20, 0.1)))
    assert known.range_of(ahead=30, age=0) == (25, 30, 50)
    assert known.range_of(ahead=30, age=10) == (15, 20, 40)


def test_what_a_file_has_waited_is_no_part_of_what_is_left() -> None:
    known = Spread(100, ((-5, 0.9), (0, 0.5), (20, 0.1), (40, 0.02)))
    assert known.reached(than=0, share=0.9) == 20
    assert known.range_of(ahead=30, age=31) == (19, 19, 39)
    assert known.range_of(ahead=30, age=71) is None


def test_days_ahead_follow_from_the_pace() -> None:
    assert [days_for(10, closed) for closed in (PACE_DAYS, 2 * PACE_DAYS, 0)] == [10, 5, None]


@pytest.mark.parametrize(("number", "each", "weeks"), [(0, 3, 0), (1, 3, 1), (9, 3, 3), (10, 3, 4)])
def test_weeks_are_whole(number: int, each: int, weeks: int) -> None:
    assert weeks_to(number, each) == weeks


class _File:
    """A file of the simulation; some are held up at times, as by a question."""

    def __init__(self, day: int, held_up: bool) -> None:
        self.day, self.held_up, self.ended, self.decided = day, held_up, -1, False


class _Office:
    """Closes the oldest first, none before three weeks, and leaves most of those aside that are held up."""

    def __init__(self, seed: int, slows: int, quickens: int) -> None:
        self.chance, self.slows, self.quickens = Random(seed), slows, quickens  # noqa: S311
        self.files, self.waiting = list[_File](), list[_File]()
        self.open, self.closed = list[int](), list[int]()

    def day(self, on: int) -> None:
        new = [_File(on, self.chance.random() < 0.3) for _ in range(self._come(on))]
        self.files += new
        self.waiting += new
        each = 9 if on >= self.quickens else 4 if on >= self.slows else 6
        left = int(each * 1.4 + self.chance.random()) if on % 7 < 5 else 0
        for file in list(self.waiting):
            if not left or on - file.day < 20:
                break
            if not (file.held_up and self.chance.random() < 0.85):
                left -= 1
                self.waiting.remove(file)
                file.ended, file.decided = on, self.chance.random() < 0.85
        self.open.append(len(self.waiting))
        self.closed.append(sum(file.ended == on for file in self.files))

    def _come(self, on: int) -> int:
        return self.chance.randrange(44) if on % 21 < 4 else self.chance.randrange(3)

    def ahead(self, day: int) -> int | None:
        """How many days those open on a day take, at the pace of that day."""
        return days_for(self.open[day], sum(self.closed[max(0, day - PACE_DAYS) : day]))

    def passages(self, on: int) -> Iterator[Passage]:
        for file in self.files:
            said, end = self.ahead(file.day), on if file.ended < 0 else file.ended
            if said is not None and end >= on - LOOKED_BACK:
                early = on - LOOKED_BACK - file.day
                later = end - file.day - said
                yield Passage(later, file.decided, 1, early - said if early > 0 else None)


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(("slows", "quickens"), [(999, 999), (400, 999), (999, 400)])
def test_about_eight_in_ten_ranges_hold_whether_the_office_slows_down_or_quickens(
    seed: int, slows: int, quickens: int
) -> None:
    office, told = _Office(seed, slows, quickens), dict[int, tuple[int, int, int]]()
    for on in range(640):
        office.day(on)
        found = spread(office.passages(on)) if on >= 240 and on % 5 == 0 else None
        ahead = office.ahead(on)
        if found and ahead is not None and (made := found.range_of(ahead, 0)):
            told[on] = made
    over = [one for one in office.files if one.day in told and (one.ended < 0 or one.decided)]
    over = [one for one in over if one.day + told[one.day][2] < 640]
    right = [told[one.day][0] <= one.ended - one.day <= told[one.day][2] for one in over]
    assert len(right) > 100
    assert 0.7 <= sum(right) / len(right) <= 0.95
