"""No figure speaks of a handful of people, and none that is hidden can be worked out from a total."""

from collections.abc import Sequence
from itertools import product

import pytest

from impplus.rules.small_figures import Total, days_shown, shown, total_of

FEWEST = 5


@pytest.mark.parametrize(("number", "said"), [(0, 0), (1, None), (4, None), (5, 5), (312, 312)])
def test_a_number_from_1_to_below_the_fewest_is_hidden(number: int, said: int | None) -> None:
    assert shown(number, FEWEST) == said


@pytest.mark.parametrize(
    ("numbers", "over", "total"),
    [
        ([], True, Total(0, exact=True)),
        ([7, 0, 9], False, Total(16, exact=True)),
        ([7, 2, 9], True, Total(17, exact=False)),  # one hidden: the total less the rest is it
        ([7, 1, 1], True, Total(9, exact=False)),  # two hidden, each of which must be 1
        ([7, 1, 2], True, Total(9, exact=False)),  # their sum is a small figure itself
        ([7, 4, 4], True, Total(9, exact=False)),  # each of them must be 4
        ([7, 2, 3], True, Total(12, exact=True)),
        (
            [7, 2, 3],
            False,
            Total(9, exact=False),
        ),  # the total of next month would tell next month’s number
    ],
)
def test_a_total_is_exact_only_where_it_gives_no_hidden_number_away(
    numbers: list[int], over: bool, total: Total
) -> None:
    assert total_of(numbers, FEWEST, over=over) == total


@pytest.mark.parametrize("numbers", [[1, 0, 2, 1, 1, 2, 2, 2], [3], [0, 4, 9]])
def test_what_is_not_exact_is_what_every_reader_can_add_up_and_never_more_than_there_is(
    numbers: list[int],
) -> None:
    said = total_of(numbers, FEWEST, over=False)
    read = [shown(one, FEWEST) for one in numbers]
    assert said == Total(sum(1 if one is None else one for one in read), exact=False)
    assert said.number <= sum(numbers)


@pytest.mark.parametrize(("decisions", "said"), [(0, False), (5, False), (9, False), (10, True)])
def test_days_are_shown_of_twice_as_many_decisions(decisions: int, said: bool) -> None:
    assert days_shown(decisions, FEWEST) is said


def fitting(numbers: Sequence[int], total: int) -> list[tuple[int, ...]]:
    """Every way in which the hidden ones can be filled in, for somebody who sees the rest and a total."""
    cells = [
        (one,) if shown(one, FEWEST) is not None else tuple(range(1, FEWEST)) for one in numbers
    ]
    return [one for one in product(*cells) if sum(one) == total]


def test_whoever_subtracts_what_is_shown_learns_no_hidden_number() -> None:
    for numbers in product(range(7), repeat=4):
        total = total_of(numbers, FEWEST, over=True)
        hidden = [place for place, one in enumerate(numbers) if shown(one, FEWEST) is None]
        if total.exact and hidden:
            ways = fitting(numbers, total.number)
            assert all(len({way[place] for way in ways}) > 1 for place in hidden), numbers
