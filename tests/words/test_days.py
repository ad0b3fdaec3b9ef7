"""A day of birth of which a passport shows a part is kept, compared and said as what is known of it."""

import copy
import pickle
from datetime import date, timedelta

import pytest

from impplus.words.days import PartDay, may_be, read, written
from impplus.words.formats import day


@pytest.mark.parametrize("kept", ["1990", "1990-02", "1990-02-03"])
def test_what_is_kept_is_read_as_it_was(kept: str) -> None:
    assert written(read(kept)) == kept


@pytest.mark.parametrize("kept", ["199", "1990-13", "1990-02-30", "XX", ""])
def test_what_is_no_day_is_not_read(kept: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(kept)


def test_it_may_be_any_day_of_its_year_or_month() -> None:
    assert (PartDay(1990).first, PartDay(1990).last) == (date(1990, 1, 1), date(1990, 12, 31))
    assert (PartDay(1992, 2).first, PartDay(1992, 2).last) == (date(1992, 2, 1), date(1992, 2, 29))
    assert may_be(PartDay(1990), date(1990, 12, 31))
    assert not may_be(PartDay(1990), date(1991, 1, 1))
    assert not may_be(date(1990, 1, 2), date(1990, 1, 1))


def test_it_is_another_answer_than_the_first_day_that_it_may_be() -> None:
    assert PartDay(1990) != date(1990, 1, 1)
    assert PartDay(1990) != PartDay(1990, 1)
    assert len({PartDay(1990), PartDay(1990), PartDay(1990, 1), date(1990, 1, 1)}) == 3


def test_it_stands_among_days_by_its_first_one() -> None:
    days = [date(1990, 6, 1), PartDay(1990), date(1989, 1, 1), PartDay(1990, 7)]
    assert sorted(days) == [date(1989, 1, 1), PartDay(1990), date(1990, 6, 1), PartDay(1990, 7)]


def test_what_is_counted_from_it_is_a_whole_day() -> None:
    assert PartDay(1990).replace(year=2008) == date(2008, 1, 1)
    assert PartDay(1990) + timedelta(days=1) == date(1990, 1, 2)


@pytest.mark.parametrize("one", [PartDay(1990), PartDay(1990, 2)])
def test_a_copy_is_the_same(one: PartDay) -> None:
    assert (copy.deepcopy(one), pickle.loads(pickle.dumps(one))) == (one, one)  # noqa: S301


@pytest.mark.parametrize(
    ("one", "language", "said"),
    [
        (PartDay(1990), "en", "1990 (month and day not known)"),
        (PartDay(1990), "fr", "1990 (mois et jour inconnus)"),
        (PartDay(1990, 2), "en", "February\u00a01990 (day not known)"),
        (PartDay(1990, 2), "fr", "février\u00a01990 (jour inconnu)"),
    ],
)
def test_it_is_said_as_what_is_known(one: PartDay, language: str, said: str) -> None:
    assert day(one, language) == said
