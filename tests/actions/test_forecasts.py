"""The day's forecast: made from what became of each letter, kept as it was told, and held against the outcome."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from impplus.actions import candidates, forecasts, intakes
from impplus.demonstration import held_rounds
from impplus.programmes import IMP_PLUS
from impplus.queries import clock
from impplus.queries.forecasts import awaited, held_so_far, newest, past_of
from impplus.queries.places import places_left
from impplus.records.models import Application, Forecast, Intake, Invitation, Place, User
from impplus.rules.forecast import Lot
from impplus.rules.lifecycle import Role
from tests import people
from tests.foretold import foretold
from tests.people import as_csv, row

JUNE = datetime(2030, 6, 3, 14, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def year(mathieu: User) -> Intake:
    """2030, half of which has passed: a round each week, whose letters are used ten days later, but for one."""
    with clock.at(JUNE - timedelta(weeks=12)):
        intake = intakes.open_year(IMP_PLUS, 2030)
    for week in range(10, 0, -1):
        sent = JUNE - timedelta(weeks=week)
        with clock.at(sent):
            on = clock.today(IMP_PLUS)
            listed = [row(20 * week + n, on) for n in range(6)]
            candidates.import_csv(as_csv(*listed), by=mathieu)
            made = held_rounds.draw(IMP_PLUS, size=6, seed=str(week), by=mathieu)
        if sent + 10 * DAY < JUNE:
            for letter in list(made.invitations.all())[:5]:
                used(letter, sent + 10 * DAY)
    return intake


def used(letter: Invitation, at: datetime) -> None:
    """An application is received under a letter, and counted, without its answers."""
    applicant = people.user(f"{letter.number}@example.test", "Ana Ruiz", Role.APPLICANT)
    application = Application.objects.create(
        number=letter.number,
        programme=IMP_PLUS,
        applicant=applicant,
        invitation=letter,
        status="submitted",
        language="en",
        received_at=at,
    )
    Invitation.objects.filter(pk=letter.pk).update(status="used")
    Intake.objects.get().places.filter(number=letter.pk).update(application=application)


def told(on: date, early: date | None, late: date | None) -> Forecast:
    """A forecast of 2030, as an earlier day told it."""
    return foretold(Intake.objects.get(year=2030), on, early, late)


def test_what_is_known_is_counted_by_the_days_on_which_letters_were_sent_and_used(
    year: Intake,
) -> None:
    with clock.at(JUNE):
        past = past_of(places_left(IMP_PLUS, 2030))
    weeks = [date(2030, 6, 3) - timedelta(weeks=week) for week in range(10, 0, -1)]
    lots = [
        lot
        for sent in weeks
        for lot in (
            [Lot(sent, 5, used=sent + 10 * DAY), Lot(sent, 1)]
            if sent < weeks[-1]
            else [Lot(sent, 6)]
        )
    ]
    assert past.lots == tuple(lots)
    assert (past.on, past.since, past.closes) == (
        date(2030, 6, 3),
        date(2030, 1, 1),
        date(2031, 1, 1),
    )


def test_a_day_has_one_forecast_and_it_stays_as_it_was_told(year: Intake) -> None:
    with clock.at(JUNE):
        forecasts.remember(IMP_PLUS)
        first = Forecast.objects.values().get()
        forecasts.remember(IMP_PLUS)
        assert newest(places_left(IMP_PLUS, 2030)) == Forecast.objects.get()
    assert Forecast.objects.values().get() == first
    assert (first["day"], first["letters"]) == (date(2030, 6, 3), 15)


def test_another_cap_has_another_forecast_at_once(
    year: Intake, olivia: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    omar = people.user("omar@example.test", "Omar Diallo", Role.FEDERAL)
    with clock.at(JUNE):
        forecasts.remember(IMP_PLUS)
        before = newest(places_left(IMP_PLUS, 2030))
        proposal = intakes.propose(year, size=120, reason="The agreement of June.", by=olivia)
        assert not awaited(places_left(IMP_PLUS, 2030))
        with django_capture_on_commit_callbacks(execute=True):
            intakes.confirm(proposal, by=omar)
        waking = ProcrastinateJob.objects.filter(queueing_lock="remember_forecast", status="todo")
        assert waking.count() == 1
        now = places_left(IMP_PLUS, 2030)
        assert (newest(now), awaited(now)) == (None, True)
        forecasts.remember(IMP_PLUS)
        after = newest(now)
        assert not awaited(now)
    assert before is not None
    assert after is not None
    assert (before.size, after.size, after.day) == (year.size, 120, before.day)
    assert after.risks != before.risks
    assert Forecast.objects.get(pk=before.pk).risks == before.risks


def test_a_range_for_another_cap_is_neither_right_nor_wrong(year: Intake) -> None:
    may = date(2030, 5, 1)
    settled = []
    for size in (year.size + 1, year.size):
        foretold(year, may, may, may, size=size)
        with clock.at(JUNE):
            settled.append(held_so_far(IMP_PLUS, date(2030, 6, 3)))
    assert settled == [(0, 0), (0, 1)]


def test_the_forecast_of_the_day_before_yesterday_is_no_longer_shown(year: Intake) -> None:
    told(date(2030, 6, 1), None, None)
    with clock.at(JUNE):
        assert newest(places_left(IMP_PLUS, 2030)) is None
    with clock.at(JUNE - DAY):
        assert newest(places_left(IMP_PLUS, 2030)) == Forecast.objects.get()


def test_with_few_letters_used_no_forecast_is_kept(mathieu: User) -> None:
    intakes.open_year(IMP_PLUS, 2030)
    with clock.at(JUNE):
        forecasts.remember(IMP_PLUS)
    assert Forecast.objects.count() == 0


def test_while_an_intake_is_not_open_no_forecast_is_kept(year: Intake) -> None:
    with clock.at(JUNE + 365 * DAY):
        forecasts.remember(IMP_PLUS)
    assert Forecast.objects.count() == 0


def test_a_range_that_has_passed_did_not_hold_and_one_without_end_holds_where_places_are_left(
    mathieu: User, year: Intake
) -> None:
    may = date(2030, 5, 1)
    for n, (early, late) in enumerate(
        [(may, date(2030, 6, 1)), (may, may), (date(2030, 6, 1), None), (None, None), (may, None)]
    ):
        told(date(2030, 4, 1 + n), early, late)
    with clock.at(JUNE):  # the places are not all taken: a range that has passed did not hold
        assert held_so_far(IMP_PLUS, date(2030, 6, 3)) == (0, 2)
    with clock.at(JUNE + 365 * DAY):  # nor were they when the intake closed
        assert held_so_far(IMP_PLUS, date(2031, 6, 3)) == (3, 5)


def test_a_range_holds_where_the_last_place_was_taken_within_it(
    received: Application, this_day: date
) -> None:
    intake = received.place.intake
    Place.objects.filter(intake=intake).exclude(application=received).delete()
    for n, (early, late) in enumerate(
        [(this_day - DAY, this_day), (this_day - DAY, None), (this_day + DAY, None), (None, None)]
    ):
        foretold(intake, this_day - n * DAY, early, late)
    assert held_so_far(IMP_PLUS, this_day) == (2, 4)
