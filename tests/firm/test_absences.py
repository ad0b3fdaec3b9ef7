"""The page of absences: planned by oneself or for a colleague by an owner, with what no substitute does."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from impplus.actions import bookings, firm_absences, walls
from impplus.practice.models import Closure
from impplus.programmes import SERVED
from impplus.queries.bookings import times_for
from impplus.queries.clock import today
from impplus.records.models import Firm, User
from tests.actions.test_bookings import TERMS, book
from tests.agreed import cleared
from tests.matters import colleague, opened
from tests.people import signed_in

pytestmark = pytest.mark.django_db
THERE = "/en/firm/absences/"
DAY = timedelta(days=1)


@pytest.fixture
def desk(lucie: User) -> Client:
    return signed_in(lucie)


@pytest.fixture
def on(firm: Firm) -> date:
    return today(SERVED)


def given(substitute: User, first: date, last: date, **more: Any) -> dict[str, Any]:
    days = {
        f"{key}_{n}": part
        for key, one in (("first", first), ("last", last))
        for n, part in enumerate((one.year, one.month, one.day))
    }
    return {"substitute": str(substitute.pk), **days, **more}


def test_an_absence_is_planned_twice_pressed_once_there_and_cancelled(
    desk: Client, firm: Firm, lucie: User, on: date
) -> None:
    luc = colleague(firm, "Luc")
    for _press in range(2):
        assert desk.post(THERE, given(luc, on, on + DAY)).status_code == 302
    planned = Closure.objects.get()
    assert (planned.account, planned.substitute) == (lucie.pk, luc.pk)
    assert "away now" in desk.get(THERE).content.decode()
    assert (
        "You stand in for Lucie Tremblay until" in signed_in(luc).get("/en/firm/").content.decode()
    )
    matter = opened(lucie)
    assert "Luc Roy stands in until" in desk.get(f"/en/firm/clients/{matter.pk}/").content.decode()
    assert signed_in(luc).post(f"{THERE}{planned.pk}/cancel/").status_code == 404
    for _press in range(2):
        assert desk.post(f"{THERE}{planned.pk}/cancel/").status_code == 302
    assert Closure.objects.get().status == "dropped"
    assert "No absence is planned." in desk.get(THERE).content.decode()


def test_who_may_not_stand_in_is_refused_and_what_was_typed_stays(
    desk: Client, firm: Firm, on: date
) -> None:
    paul = colleague(firm, "Paul", "paralegal")
    answer = desk.post(THERE, given(paul, on, on))
    page = answer.content.decode()
    assert (answer.status_code, Closure.objects.count()) == (422, 0)
    assert "only an owner or a lawyer answers for a lawyer’s deadlines" in page
    assert answer.context["form"]["substitute"].value() == str(paul.pk)
    assert f'value="{on.year}"' in page
    assert desk.post(THERE, given(paul, on, on) | {"substitute": "0"}).status_code == 422


def test_an_owner_plans_for_a_colleague_and_nobody_else_does(
    desk: Client, firm: Firm, lucie: User, on: date
) -> None:
    luc, olga = colleague(firm, "Luc"), colleague(firm, "Olga", "owner")
    asked = given(luc, on, on, account=str(olga.pk))
    assert desk.post(THERE, asked).status_code == 302
    assert Closure.objects.get().account == lucie.pk
    answer = signed_in(olga).post(THERE, given(olga, on, on, account=str(luc.pk)))
    assert answer.status_code == 422
    assert "Luc Roy is the substitute of Lucie Tremblay" in answer.content.decode()
    later = on + 3 * DAY
    assert (
        signed_in(olga).post(THERE, given(olga, later, later, account=str(luc.pk))).status_code
        == 302
    )


def test_what_no_substitute_does_is_listed_for_whoever_leads(
    desk: Client, firm: Firm, lucie: User, on: date
) -> None:
    luc, walled = colleague(firm, "Luc"), opened(lucie)
    walls.put_up(walled, account=luc.pk, by=lucie)
    hours = bookings.save_hours(by=lucie, account=lucie.pk, name=lucie.name, **TERMS)
    at = times_for(hours)[0]
    book(bookings.offer(cleared(firm, lucie), hours, starts_at=None, by=lucie), at)
    desk.post(THERE, given(luc, on, SERVED.day_of(at)))
    shown = desk.get(THERE).content.decode()
    assert "1 consultation is booked on these days." in shown
    assert walled.number in shown
    assert walled.number not in signed_in(luc).get(THERE).content.decode()
    french = desk.get("/fr/cabinet/absences/").content.decode()
    assert "1 consultation est réservée ces jours-là." in french


def test_an_absence_is_no_closure_of_the_firm(
    desk: Client, firm: Firm, lucie: User, on: date
) -> None:
    luc = colleague(firm, "Luc")
    planned = firm_absences.declare(lucie, substitute=luc.pk, first=on, last=on, by=lucie)
    assert (
        "The firm receives on all of its hours."
        in desk.get("/en/firm/consultations/closures/").content.decode()
    )
    there = f"/en/firm/consultations/closures/{planned.pk}/reopen/"
    assert signed_in(luc).post(there).status_code == 404
    closed = bookings.close(by=lucie, first=on, last=on)
    assert desk.post(f"{THERE}{closed.pk}/cancel/").status_code == 404
    assert Closure.objects.filter(status="declared").count() == 2


def test_thirty_absences_take_as_many_statements_as_one(
    desk: Client, firm: Firm, lucie: User, on: date
) -> None:
    luc, counts = colleague(firm, "Luc"), []
    for number in (1, 29):
        for _again in range(number):
            day = on + DAY * Closure.objects.count()
            firm_absences.declare(lucie, substitute=luc.pk, first=day, last=day, by=lucie)
        with (
            CaptureQueriesContext(connections["default"]) as programme,
            CaptureQueriesContext(connections["firm"]) as firms,
        ):
            assert desk.get(THERE).status_code == 200
        counts.append((len(programme), len(firms)))
    assert counts[0] == counts[1]
