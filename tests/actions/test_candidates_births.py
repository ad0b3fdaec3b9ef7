"""Births in the ministry's list that are known in part."""

from datetime import date

import pytest

from impplus.actions import candidates
from impplus.records.models import Candidate, User
from impplus.words import days
from tests.actions.test_candidates import reason
from tests.people import as_csv, row


@pytest.mark.parametrize(
    ("written", "born", "shown"),
    [("1990", date(1990, 1, 1), "year"), ("1990-02", date(1990, 2, 1), "month")],
)
def test_a_birth_that_is_known_in_part_is_taken_as_the_list_has_it(
    written: str, born: date, shown: str, mathieu: User, this_day: date
) -> None:
    candidates.import_csv(as_csv(row(1, this_day, born=written)), by=mathieu)
    one = Candidate.objects.get()
    assert (one.born, one.born_shown, days.written(one.birth)) == (born, shown, written)


@pytest.mark.parametrize("written", ["1990-2", "90"])
def test_what_is_not_written_as_a_day_is_left_out(
    written: str, mathieu: User, this_day: date
) -> None:
    said = reason(mathieu, this_day, born=written)
    assert said.en.startswith(f"born: {written} is not written as a date here")


@pytest.mark.parametrize("written", ["1990-13", "1990-00", "1990-02-30"])
def test_what_is_no_part_of_a_day_is_left_out(written: str, mathieu: User, this_day: date) -> None:
    said = reason(mathieu, this_day, born=written)
    assert said.en == f"born: {written} is not a day that exists (write it as 2026-03-02)."
