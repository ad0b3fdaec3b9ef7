"""Each month is counted once, when it is over: what was received, what became of applications, and in how many days."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest

from impplus.actions import applications, figures
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.figures import counted, next_month
from impplus.records.models import Application, Decision, PeriodFigures, User
from tests.actions.test_decisions import approve, refuse

pytestmark = pytest.mark.django_db


def kept() -> list[tuple[date, date]]:
    return list(PeriodFigures.objects.values_list("since", "until"))


def noon(day: date) -> datetime:
    return datetime.combine(day, time(17), tzinfo=UTC)


def test_a_month_that_is_not_over_is_not_counted(submitted: Application) -> None:
    figures.count(IMP_PLUS)
    assert kept() == []


def test_where_nothing_was_ever_received_nothing_is_counted(db: None) -> None:
    figures.count(IMP_PLUS)
    assert kept() == []


def test_months_that_are_over_are_counted_once_each_with_its_year_so_far(
    submitted: Application, alice: User, this_day: date
) -> None:
    applications.withdraw(submitted, by=alice)
    month = this_day.replace(day=1)
    after = next_month(month)
    with clock.at(noon(next_month(after))):
        figures.count(IMP_PLUS)
        Application.objects.update(
            received_at=noon(after)
        )  # a later count would find another month
        figures.count(IMP_PLUS)
    spans = {(month, after), (after, next_month(after))}
    years = {(until.replace(year=since.year, month=1), until) for since, until in spans}
    assert set(kept()) == spans | years
    assert len(kept()) == len(spans | years)
    row = PeriodFigures.objects.get(since=month, until=after)
    assert (row.received, row.withdrawn, row.returned, row.approved, row.refused) == (1, 1, 0, 0, 0)
    assert (row.median, row.eighty) == (None, None)


def refuse_for_a_passport(application: Application, by: User) -> Decision:
    return refuse(application, by, {"passport": "Expired."})


@pytest.mark.parametrize(
    ("decide", "approved", "refused"), [(approve, 1, 0), (refuse_for_a_passport, 0, 1)]
)
def test_a_decision_counts_in_its_own_month_with_its_days_from_receipt(
    decide: Callable[[Application, User], Decision],
    approved: int,
    refused: int,
    examined: Application,
    olivia: User,
    this_day: date,
) -> None:
    later = next_month(this_day.replace(day=1)) + timedelta(days=9)
    with clock.at(noon(later)):
        decide(examined, olivia)
    month = later.replace(day=1)
    days = (later - this_day).days
    assert counted(IMP_PLUS, month, next_month(month)) == (
        0,
        0,
        approved,
        refused,
        0,
        0,
        days,
        days,
    )
    before = this_day.replace(day=1)
    assert counted(IMP_PLUS, before, month) == (1, 0, 0, 0, 0, 0, None, None)


def test_an_hour_before_midnight_in_montreal_still_belongs_to_the_month(
    submitted: Application,
) -> None:
    Application.objects.update(received_at=datetime(2026, 4, 1, 3, 30, tzinfo=UTC))
    assert counted(IMP_PLUS, date(2026, 3, 1), date(2026, 4, 1))[0] == 1
    assert counted(IMP_PLUS, date(2026, 4, 1), date(2026, 5, 1))[0] == 0
