"""A year's intake: as many places as the law gives, each once."""

from datetime import date

import pytest

from impplus.actions import intakes
from impplus.programmes import IMP_PLUS
from impplus.queries.places import places_left
from impplus.records.models import Event, Intake, Place


@pytest.mark.parametrize(("year", "size"), [(2022, 14_700), (2023, 7_350), (2030, 7_350)])
def test_a_year_opens_with_the_places_of_its_cap(db: None, year: int, size: int) -> None:
    intake = intakes.open_year(IMP_PLUS, year)
    assert intake.size == size
    numbers = intake.places.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, size + 1))


def test_a_year_opens_once(intake: Intake, this_day: date) -> None:
    again = intakes.open_year(IMP_PLUS, this_day.year)
    assert again == intake
    assert Place.objects.count() == intake.size
    assert Event.objects.filter(noun="intake", verb="open").count() == 1


def test_a_year_without_a_cap_does_not_open(db: None) -> None:
    with pytest.raises(intakes.NoCap):
        intakes.open_year(IMP_PLUS, 2021)
    assert Intake.objects.count() == 0


def test_the_counter_knows_a_year_that_is_not_open(this_day: date, db: None) -> None:
    left = places_left(IMP_PLUS, this_day.year)
    assert (left.open, left.taken, left.left) == (False, 0, left.size)
