"""What operators are told of on a day: fees that end without a known successor."""

from datetime import UTC, datetime

import pytest

from impplus.actions import fees
from impplus.programmes import ALL
from impplus.queries import clock
from impplus.rules.fees import warnings
from tests.rules.ending import ENDING, ENDS

pytestmark = pytest.mark.django_db


def test_a_fee_that_ends_is_written_to_the_log(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ALL, ENDING.code, ENDING)
    (soon,) = warnings(ENDING, on=ENDS)
    with clock.at(datetime(2026, 11, 30, 17, tzinfo=UTC)):
        fees.warn()
    assert [(one.levelname, one.getMessage()) for one in caplog.records] == [
        ("WARNING", f"{soon.en} / {soon.fr}")
    ]


def test_where_nothing_ends_nothing_is_written(caplog: pytest.LogCaptureFixture) -> None:
    with clock.at(datetime(2026, 3, 2, 17, tzinfo=UTC)):
        fees.warn()
    assert caplog.records == []
