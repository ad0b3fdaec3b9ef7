"""Lucie closes a matter on the second look, gives the archive out, and two colleagues destroy it years later."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client

from impplus.actions import closings, matter_deadlines, walls
from impplus.practice.models import Closing, Deadline, Destruction, Matter
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.records.models import Firm, User
from impplus.words import formats
from tests.agreed import cleared, offered, signed
from tests.matters import colleague, opened
from tests.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(lucie: User) -> Client:
    return signed_in(lucie)


def day(key: str, on: date) -> dict[str, Any]:
    return {f"{key}_{n}": part for n, part in enumerate((on.year, on.month, on.day))}


def test_one_press_closes_after_what_is_open_was_named(desk: Client, lucie: User) -> None:
    matter = opened(lucie)
    Deadline.objects.create(
        firm=matter.firm,
        matter=matter,
        kind="other",
        what="Call",
        since="2026-12-01",
        due_on="2026-12-01",
    )
    address = f"/en/firm/clients/{matter.pk}/closing/"
    page = desk.get(address).content.decode()
    assert "Other day – Call" in page
    assert desk.post(address).status_code == 200
    assert Matter.objects.get().status == "open"
    for _press in range(2):
        assert desk.post(address, {"sure": "yes"}).status_code == 302
    one = Closing.objects.get()
    page = f"/en/firm/closed-files/{one.pk}/"
    assert "The archive is being made." in desk.get(page).content.decode()
    assert desk.get(f"{page}archive.zip").status_code == 404
    closings.make_archives()
    got = desk.get(f"{page}archive.zip")
    assert (got["Content-Type"], got.content[:2]) == ("application/zip", b"PK")
    assert desk.get("/fr/cabinet/dossiers-fermes/").status_code == 200


def test_what_is_owed_after_the_closing_is_seen_until_it_was_met(desk: Client, lucie: User) -> None:
    matter, on = opened(lucie), clock.today(SERVED)
    owed = matter_deadlines.add(matter, kind="closing", since=on, by=lucie)
    one = closings.close(matter, by=lucie)
    there = [f"/en/firm/closed-files/{one.pk}/", "/en/firm/closed-files/"]
    due = formats.day(owed.due_on, "en")
    assert [due in desk.get(page).content.decode() for page in there] == [True, True]
    with clock.at(clock.now() + timedelta(days=32)):
        assert "passed" in desk.get(there[1]).content.decode()
    matter_deadlines.sign(owed, due_on=owed.due_on, by=lucie)
    matter_deadlines.meet(owed, by=lucie)
    assert [due in desk.get(page).content.decode() for page in there] == [False, False]


def test_an_agreement_that_runs_is_named_and_stops_it(
    desk: Client, firm: Firm, lucie: User
) -> None:
    signed(offered(cleared(firm, lucie), lucie))
    address = f"/en/firm/clients/{Matter.objects.get().pk}/closing/"
    assert "end it, or take it back, first" in desk.get(address).content.decode()
    assert desk.post(address, {"sure": "yes"}).status_code == 302
    assert Matter.objects.get().status == "open"


def test_a_file_is_asked_for_handed_over_and_held(desk: Client, lucie: User) -> None:
    matter, today = opened(lucie), clock.today(SERVED)
    for _press in range(2):
        given = day("asked_on", today)
        assert desk.post(f"/en/firm/clients/{matter.pk}/transfer/", given).status_code == 302
    assert Deadline.objects.get().kind == "transfer"
    one = closings.close(matter, by=lucie)
    closings.make_archives()
    page = f"/en/firm/closed-files/{one.pk}/"
    for _press in range(2):
        given = {"to": "Roy", "consent_of": "Wilner", **day("consent_on", today)}
        assert desk.post(f"{page}hand-over/", given).status_code == 302
        assert desk.post(f"{page}hold/", {"why": "A complaint."}).status_code == 302
    assert "Wilner consented on" in desk.get(page).content.decode()
    assert desk.post(f"{page}settle/", {"act": "release"}).status_code == 302
    assert Closing.objects.get().hold == ""
    for part in ("hand-over", "hold"):
        assert desk.get(f"{page}{part}/").status_code == 200


def test_two_colleagues_destroy_a_file_whose_time_is_over(
    desk: Client, firm: Firm, lucie: User
) -> None:
    one = closings.close(opened(lucie), by=lucie)
    closings.make_archives()
    colleague(firm, "Ines", "intake")
    page, paul = f"/en/firm/closed-files/{one.pk}/", signed_in(colleague(firm, "Paul"))
    assert "Propose to destroy" not in desk.get(page).content.decode()
    with clock.at(datetime.combine(one.kept_until + timedelta(days=2), time(15), UTC)):
        assert desk.post(f"{page}settle/", {"act": "propose"}).status_code == 302
        shown = desk.get(page).content.decode()
        assert "Who can confirm it: Paul Roy\n" in shown
        sure = {"act": "destroy", "sure": "1", "seen": ""}
        assert desk.post(f"{page}settle/", sure).status_code == 302
        look = paul.post(f"{page}settle/", {"act": "destroy"}).content.decode()
        assert "Nobody can bring it back." in look
        assert Closing.objects.get().status == "proposed"
        answer = paul.post(f"{page}settle/", sure)
        assert answer["Location"] == "/en/firm/closed-files/"
        assert paul.post(f"{page}settle/", sure).status_code == 404
    assert Destruction.objects.get().confirmed_name == "Paul Roy"
    shown = desk.get("/en/firm/closed-files/").content.decode()
    assert one.number in shown
    assert "No closed file is kept any more." in shown


def test_where_nobody_else_can_confirm_a_destruction_the_page_says_what_is_lacking(
    desk: Client, firm: Firm, lucie: User
) -> None:
    one = closings.close(opened(lucie), by=lucie)
    closings.make_archives()
    page, walled = f"/en/firm/closed-files/{one.pk}/", colleague(firm, "Luc")
    walls.put_up(one.matter, account=walled.pk, by=lucie)
    with clock.at(datetime.combine(one.kept_until + timedelta(days=2), time(15), UTC)):
        closings.propose_destruction(one, by=lucie)
        assert "Nobody else at the firm can confirm it" in desk.get(page).content.decode()
