"""Rows that are periods: which two are at the same time, and of which months none speaks."""

from itertools import combinations

from hypothesis import given, strategies as st

from impplus.rules.rows import (
    Cell,
    Cells,
    Period,
    gaps,
    in_order,
    is_whole,
    month_number,
    month_written,
    overlaps,
    period_of,
)
from impplus.words.text import Text

JANUARY = month_number("2020-01")
MONTHS = st.integers(JANUARY, JANUARY + 40)


@st.composite
def periods(draw: st.DrawFn) -> Cells:
    """A row from a month to a later one, or without an end."""
    first = draw(MONTHS)
    row = {"from": month_written(first)}
    if draw(st.booleans()):
        row["until"] = month_written(draw(st.integers(first, JANUARY + 60)))
    return row


def months(row: Cells) -> set[int]:
    found = period_of(row)
    assert found
    return set(range(found.first, (JANUARY + 61 if found.last is None else found.last + 1)))


@given(st.integers(1900 * 12, 2100 * 12 + 11))
def test_a_month_is_written_and_read_back(number: int) -> None:
    assert month_number(month_written(number)) == number


@given(st.lists(periods(), max_size=6))
def test_two_rows_overlap_where_they_share_more_than_the_month_between_them(
    rows: list[Cells],
) -> None:
    shared = {
        (one, other)
        for one, other in combinations(range(len(rows)), 2)
        if len(months(rows[one]) & months(rows[other])) > 1
    }
    found = list(overlaps(rows))
    assert len(found) == len(set(found))
    assert shared <= set(found)
    assert all(months(rows[one]) & months(rows[other]) for one, other in found)


@given(st.lists(periods(), max_size=6), MONTHS, MONTHS)
def test_a_gap_is_every_month_of_which_no_row_speaks(
    rows: list[Cells], one: int, other: int
) -> None:
    first, last = sorted((one, other))
    spoken = set[int]().union(*map(months, rows))
    silent = [month for month in range(first, last + 1) if month not in spoken]
    found = list(gaps(rows, first=first, last=last))
    assert [month for gap in found for month in range(gap.first, (gap.last or 0) + 1)] == silent


def test_alice_began_one_job_in_the_month_in_which_another_ended() -> None:
    jobs = [
        {"from": "2012-09", "until": "2016-05"},
        {"from": "2016-05", "until": "2019-12"},
        {"from": "2019-03"},
    ]
    assert list(overlaps(jobs)) == [(1, 2)]
    assert list(gaps(jobs, first=month_number("2012-01"), last=month_number("2020-01"))) == [
        Period(month_number("2012-01"), month_number("2012-08"))
    ]


def test_a_row_that_says_no_month_or_ends_too_early_is_no_period() -> None:
    backwards = {"from": "2016-05", "until": "2016-04"}
    assert [in_order(row) for row in (backwards, {"until": "2016-04"}, {})] == [False, True, True]
    assert [period_of(row) for row in (backwards, {"until": "2016-04"}, {"from": "May"})] == [
        None,
        None,
        None,
    ]


def test_a_row_is_whole_once_what_must_be_said_is_said() -> None:
    label = Text("Alive", "En vie")
    cells = (
        Cell(key="alive", kind="yes-no", label=label),
        Cell(key="home", kind="text", label=label, optional=True),
    )
    assert [is_whole(row, cells) for row in ({}, {"home": "Fès"}, {"alive": False})] == [
        False,
        False,
        True,
    ]
