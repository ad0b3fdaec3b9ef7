"""The programme's day by the machine's clock, and what operators are told of on it."""

from datetime import UTC, date, datetime

import pytest

from impplus.actions import days
from impplus.outside import machine
from impplus.programmes import IMP_PLUS
from impplus.rules import fees


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """It is the instant of the test."""
    monkeypatch.setattr(machine, "machine_now", lambda: request.param)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2027, 1, 1, 4, 59, 59, tzinfo=UTC), date(2026, 12, 31)),
        (datetime(2027, 1, 1, 5, 0, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
    indirect=["at"],
)
def test_the_day_is_that_of_the_programme(at: None, day: date) -> None:
    assert days.today(IMP_PLUS) == day


@pytest.mark.parametrize("at", [datetime(2026, 11, 23, 17, tzinfo=UTC)], indirect=True)
def test_a_fee_that_ends_is_written_to_the_log(at: None, caplog: pytest.LogCaptureFixture) -> None:
    (soon,) = fees.warnings(IMP_PLUS, on=date(2026, 11, 23))
    days.warn_of_fees()
    assert [(one.levelname, one.getMessage()) for one in caplog.records] == [
        ("WARNING", f"{soon.en} / {soon.fr}")
    ]


@pytest.mark.parametrize("at", [datetime(2026, 3, 2, 17, tzinfo=UTC)], indirect=True)
def test_where_nothing_ends_nothing_is_written(at: None, caplog: pytest.LogCaptureFixture) -> None:
    days.warn_of_fees()
    assert caplog.records == []
