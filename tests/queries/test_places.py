"""The state of an intake at an instant, by its clock and its places; without a database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from impplus.programmes import IMP_PLUS
from impplus.queries.places import PlacesLeft, is_stopped
from impplus.rules.law import Order
from impplus.rules.lifecycle import status_of
from impplus.rules.settings import Setting, Settings
from impplus.words.text import Text

OPENS = datetime(2026, 3, 2, 14, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)
NOON = PlacesLeft(
    programme=IMP_PLUS,
    year=2026,
    size=100,
    taken=0,
    planned=True,
    at=OPENS,
    opens_at=OPENS,
    closes_at=OPENS + timedelta(hours=1),
)
STOPS = Setting(key="takes-applications", title=Text("O", "D"), value=False, since=OPENS.date())
STOPPED = replace(IMP_PLUS, settings=Settings((*IMP_PLUS.settings.rows, STOPS)))


@pytest.mark.parametrize(
    ("intake", "key"),
    [
        (replace(NOON, at=OPENS - INSTANT), "before"),
        (NOON, "open"),
        (replace(NOON, planned=False), "before"),
        (replace(NOON, taken=100), "full"),
        (replace(NOON, at=NOON.closes_at - INSTANT), "open"),
        (replace(NOON, at=NOON.closes_at), "closed"),
        (replace(NOON, programme=STOPPED), "closed"),
        (replace(NOON, taken=99), "nearly-full"),
    ],
)
def test_the_clock_decides_first_and_then_the_places(intake: PlacesLeft, key: str) -> None:
    assert intake.key == key
    assert intake.state is status_of("intake", key)
    assert intake.open is (key in {"open", "nearly-full"})
    assert intake.over is (key in {"full", "closed"})


def test_without_the_setting_it_is_never_nearly_full() -> None:
    rows = tuple(row for row in IMP_PLUS.settings.rows if row.key != "nearly-full-percent")
    plain = replace(IMP_PLUS, settings=Settings(rows))
    assert replace(NOON, programme=plain, taken=99).key == "open"


def test_an_order_stops_applications_from_its_first_day() -> None:
    day, text = OPENS.date(), Text("O", "D")
    source = next(iter(IMP_PLUS.sources.values()))
    order = Order(
        key="order", since=day, effect="terminated", fees_repaid=True, text=text, source=source
    )
    ordered = replace(IMP_PLUS, orders=(order,))
    assert [is_stopped(ordered, day + timedelta(days=n)) for n in (-1, 0)] == [False, True]
