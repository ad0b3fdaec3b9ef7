"""The state of an intake at an instant, by its clock and its places, and how often a page counts these."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from impplus.actions import applications, log, reviews
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.places import (
    Counted,
    PlacesLeft,
    counted_in,
    full_since,
    is_stopped,
    places_left,
    places_shown,
    received_of,
    taken_of,
)
from impplus.records.models import Application, Intake, Place, User
from impplus.rules.lifecycle import status_of
from impplus.rules.orders import Order
from impplus.rules.settings import Setting, Settings
from impplus.words.text import Text
from tests import people

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
OTHER = replace(IMP_PLUS, code="other")
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


def test_where_a_firm_only_prepares_applications_there_is_no_intake(settings: Any) -> None:
    settings.PREPARES_ONLY = True
    assert replace(NOON).key == "elsewhere"


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


def test_what_only_shows_the_places_counts_them_once_a_second_and_asks_the_clock_each_time(
    this_day: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("impplus.queries.places.SHOWN_FOR", timedelta(seconds=1))
    monkeypatch.setattr("impplus.queries.places._shown", {})
    small = people.small_intake(this_day, 5)
    at, half, whole = clock.now(), timedelta(seconds=0.5), timedelta(seconds=1)
    Intake.objects.update(closes_at=at + half)
    (draft,) = people.ready_drafts(1, this_day)
    said = [places_shown(IMP_PLUS, small.year, at)]
    Place.objects.filter(number=1).update(application=draft)
    with CaptureQueriesContext(connection) as sent:
        said += [places_shown(IMP_PLUS, small.year, at + later) for later in (half, whole)]
    assert [(one.left, one.key) for one in said] == [(5, "open"), (5, "closed"), (4, "closed")]
    assert len(sent) == 1


def submitted_by_another(this_day: date) -> Application:
    """A second application that is received, just after the first."""
    (draft,) = people.ready_drafts(1, this_day)
    name = draft.people.get().name
    with clock.at(clock.now() + INSTANT):
        applications.submit(draft, signature=name, by=draft.applicant)
    return draft


def test_each_year_of_each_programme_counts_what_it_received_itself(
    received: Application, intake: Intake, this_day: date
) -> None:
    second = submitted_by_another(this_day)
    log.number()
    this_year = places_left(IMP_PLUS, intake.year)
    others = (replace(this_year, year=intake.year + 1), replace(this_year, programme=OTHER))
    at = second.receipt.received_at
    assert at > received.receipt.received_at
    assert [full_since(one) for one in (this_year, *others)] == [at, None, None]
    assert [received_of(one) for one in (this_year, *others)] == [2, 0, 0]
    next_year = Intake.objects.create(programme=IMP_PLUS, year=intake.year + 1, size=2)
    Place.objects.create(intake=next_year, number=1)
    assert [taken_of(one) for one in (intake, next_year)] == [2, 0]


def test_an_application_counts_by_the_order_of_its_own_submission(
    received: Application, intake: Intake, olivia: User, this_day: date
) -> None:
    second, (draft,) = submitted_by_another(this_day), people.ready_drafts(1, this_day)
    reviews.take_oldest(by=olivia)
    assert counted_in(received) == Counted(intake, None)
    log.number()
    assert counted_in(received) == Counted(intake, 1)
    assert counted_in(second) == Counted(intake, 2)
    assert counted_in(draft) is None
