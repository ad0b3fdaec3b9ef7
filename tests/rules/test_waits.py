"""How long decisions took: the range of the last ones, told only where enough were made, and its record."""

import pytest

from impplus.rules.waits import LAST, LEAST, Waits, waits


@pytest.mark.parametrize("number", [0, 1, LEAST - 1])
def test_nothing_is_said_of_too_few_decisions(number: int) -> None:
    assert waits([20] * number) is None


def test_eight_in_ten_of_the_last_fifty_lie_in_the_range_and_half_up_to_the_middle() -> None:
    days = list(range(1, LAST + 1))
    assert waits(days) == Waits(LAST, 6, 25, 45, None)
    assert waits(days[::-1]) == waits(days)


def test_older_decisions_are_no_part_of_the_range() -> None:
    told = waits([20] * LAST + [900] * LAST)
    assert told == Waits(LAST, 20, 20, 20, 0)


def test_the_record_counts_the_last_decisions_that_the_range_before_them_held() -> None:
    before = [10, 30] * (LEAST // 2)
    last = [9] * 4 + [10] * 20 + [30] * 20 + [31] * 6
    assert waits(last + before) == Waits(LAST, 10, 30, 31, 40)


def test_too_few_decisions_before_leave_the_record_open() -> None:
    assert waits([20] * LAST + [20] * (LEAST - 1)) == Waits(LAST, 20, 20, 20, None)
