"""The one clock: the database's, the same for a day asked and a column that dates itself, and movable."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test.utils import override_settings

from impplus.outside import machine
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.records.models import Firm, User

pytestmark = pytest.mark.django_db
SPRING = datetime(2026, 3, 2, 17, tzinfo=UTC)


def joined(email: str) -> datetime:
    """When an account that is opened now says that it was opened."""
    return User.objects.get(pk=User.objects.create(email=email).pk).joined_at


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2027, 1, 1, 4, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2027, 1, 1, 5, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_is_that_of_the_programme(instant: datetime, day: date) -> None:
    with clock.at(instant):
        assert (clock.now(), clock.today(IMP_PLUS)) == (instant, day)


def test_columns_follow_a_moved_clock_and_the_machine_does_not() -> None:
    with clock.at(SPRING):
        assert SPRING <= joined("alice@example.test") < SPRING + timedelta(minutes=5)
        assert machine.machine_now() > SPRING
    assert joined("bob@example.test") >= clock.now()


def test_a_clock_moved_twice_goes_back_to_where_it_was_moved_first() -> None:
    with clock.at(SPRING):
        with clock.at(SPRING + timedelta(days=40)):
            assert clock.now() == SPRING + timedelta(days=40)
        assert clock.now() == SPRING
    assert clock.now() != SPRING


def test_what_goes_wrong_in_a_moved_hour_moves_the_clock_back() -> None:
    before = clock.now()
    Firm.objects.create(pk=1, slug="one")
    with pytest.raises(IntegrityError), transaction.atomic(), clock.at(SPRING):
        Firm.objects.create(pk=1, slug="two")
    assert clock.now() == before


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_time_goes_on_from_there() -> None:
    with clock.at(SPRING):
        assert SPRING <= clock.now() < SPRING + timedelta(minutes=1)


def test_production_keeps_its_clock() -> None:
    with override_settings(PRODUCTION=True), pytest.raises(clock.ClockFixed), clock.at(SPRING):
        raise AssertionError("the clock was moved")
    assert clock.now() != SPRING
