"""Absences: on their days the substitute has the files, and nobody stands in who is away too."""

from datetime import date, timedelta

import pytest

from impplus.actions import absences, reviews
from impplus.queries.officers import NotItsOfficer
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records.models import Absence, Application, User

WEEK = timedelta(days=7)


def faults(refused: pytest.ExceptionInfo[NotUnderstood]) -> list[str]:
    return [one.en.split(",")[0].split(".")[0] for one in refused.value.faults]


def test_while_olivia_is_away_her_substitute_acts_on_her_files(
    olivias: Application, olivia: User, noor: User, this_day: date
) -> None:
    away = absences.declare(olivia, substitute=noor, first=this_day, last=this_day, by=olivia)
    reviews.complete(olivias, by=noor)
    olivias.refresh_from_db()
    assert (olivias.status, olivias.officer) == ("processing", olivia)
    absences.end(away, by=olivia)
    with pytest.raises(NotItsOfficer):
        reviews.ask(olivias, text="Où?", document="", days=30, by=noor)


@pytest.mark.parametrize("days", [-1, 1])
def test_before_and_after_her_absence_only_olivia_acts(
    days: int, olivias: Application, olivia: User, noor: User, this_day: date
) -> None:
    day = this_day + timedelta(days=days)
    Absence.objects.create(officer=olivia, substitute=noor, first=day, last=day)
    with pytest.raises(NotItsOfficer):
        reviews.complete(olivias, by=noor)


def test_an_absence_is_not_in_the_past_and_not_turned_round(
    olivia: User, noor: User, this_day: date
) -> None:
    with pytest.raises(NotUnderstood) as refused:
        absences.declare(
            olivia, substitute=noor, first=this_day - WEEK, last=this_day - 2 * WEEK, by=olivia
        )
    assert faults(refused) == [
        "The first day is in the past",
        "The last day is before the first",
    ]
    assert not Absence.objects.exists()


def test_a_substitute_is_another_officer_who_works(
    olivia: User, mathieu: User, alice: User, this_day: date
) -> None:
    for nobody in (olivia, mathieu, alice):
        with pytest.raises(NotUnderstood) as refused:
            absences.declare(olivia, substitute=nobody, first=this_day, last=this_day, by=olivia)
        assert faults(refused) == ["Choose another officer of this office as the substitute"]


def test_a_substitute_is_not_away_and_who_stands_in_does_not_leave(
    olivia: User, noor: User, omar: User, this_day: date
) -> None:
    absences.declare(noor, substitute=omar, first=this_day + WEEK, last=this_day + WEEK, by=noor)
    days = {"first": this_day, "last": this_day + WEEK}
    with pytest.raises(NotUnderstood) as refused:
        absences.declare(olivia, substitute=noor, **days, by=olivia)
    assert faults(refused) == ["Noor Siddiqui is away too"]
    with pytest.raises(NotUnderstood) as refused:
        absences.declare(omar, substitute=olivia, **days, by=omar)
    assert faults(refused) == ["Omar Haddad is the substitute of Noor Siddiqui"]
    with pytest.raises(NotUnderstood) as refused:
        absences.declare(noor, substitute=olivia, **days, by=noor)
    assert faults(refused) == ["Noor Siddiqui is away already"]


def test_the_same_absence_again_is_the_same(olivia: User, noor: User, this_day: date) -> None:
    days = {"first": this_day, "last": this_day}
    first = absences.declare(olivia, substitute=noor, **days, by=olivia)
    assert absences.declare(olivia, substitute=noor, **days, by=olivia) == first


def test_nobody_but_olivia_plans_or_cancels_her_absence(
    olivia: User, noor: User, alice: User, mathieu: User, this_day: date
) -> None:
    days = {"first": this_day, "last": this_day}
    away = absences.declare(olivia, substitute=noor, **days, by=olivia)
    for nobody in (alice, mathieu, noor):
        with pytest.raises(NotYours):
            absences.declare(olivia, substitute=noor, **days, by=nobody)
        with pytest.raises(NotYours):
            absences.end(away, by=nobody)
    away.refresh_from_db()
    assert away.status == "declared"
