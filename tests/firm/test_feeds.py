"""A calendar feed: by its private address alone, without a name in it, and gone once it is revoked or its owner left."""

import re
from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from impplus.actions import matter_deadlines, matters, walls
from impplus.practice.models import Colleague, Feed
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.records.clock import Now
from impplus.records.models import Firm, User
from tests.matters import colleague, opened
from tests.people import signed_in

pytestmark = pytest.mark.django_db(transaction=False)
DAY = date(2026, 12, 24)


def given(who: User, page: str = "/en/firm/calendar/") -> str:
    """The path of the address that somebody is shown."""
    shown = signed_in(who).post(page, {"act": "give"}).content.decode()
    found = re.search(r"https?://[^/]+(/[^<]+\.ics)", shown)
    assert found
    return found[1]


def summaries(path: str) -> list[str]:
    """What somebody without a session reads there."""
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert {one["dtstart"].dt for one in events} <= {DAY}
    return [str(one["summary"]) for one in events]


def test_a_calendar_reads_own_deadlines_by_initials_and_number(lucie: User, firm: Firm) -> None:
    luc = colleague(firm, "Luc")
    own, his = opened(lucie, number="A-1"), opened(luc, lawyer=luc.pk, name="Maya Saab")
    for one, by in ((own, lucie), (his, luc)):
        matter_deadlines.add(one, kind="passport", what="Wilner", since=DAY, by=by)
    path = given(lucie)
    assert summaries(path) == ["WD A-1 – Passport ends (To sign off)"]
    assert summaries(given(lucie, "/fr/cabinet/calendrier/")) == [
        "WD A-1 – Fin du passeport (À confirmer)"
    ]
    assert "lucie" not in path.lower()
    assert Client().get(path).status_code == 404  # the new one ended it
    matters.assign(own, lawyer=luc.pk, paralegal=None, by=lucie)
    assert len(summaries(given(luc))) == 2


def test_a_revoked_feed_leads_nowhere(lucie: User) -> None:
    path = given(lucie)
    assert signed_in(lucie).post("/en/firm/calendar/", {"act": "revoke"}).status_code == 302
    assert Client().get(path).status_code == 404
    assert Client().get(f"{path[:-5]}x.ics").status_code == 404
    assert Client().get(f"/en/firm/calendar/{'x' * 3000}.ics").status_code == 404


def test_the_feed_of_who_left_or_is_behind_a_wall_shows_nothing(lucie: User, firm: Firm) -> None:
    luc, made = colleague(firm, "Luc"), opened(lucie)
    matter_deadlines.add(made, kind="passport", since=DAY, by=lucie)
    matters.assign(made, lawyer=lucie.pk, paralegal=luc.pk, by=lucie)
    path = given(luc)
    assert len(summaries(path)) == 1
    matters.assign(made, lawyer=lucie.pk, paralegal=None, by=lucie)
    walls.put_up(made, account=luc.pk, by=lucie)
    assert summaries(path) == []
    Colleague.objects.filter(account=luc.pk).update(status="left", until=Now())
    assert Client().get(path).status_code == 404


def test_what_is_owed_after_a_closing_stays_in_the_feed(lucie: User) -> None:
    made, path = opened(lucie), given(lucie)
    matter_deadlines.add(made, kind="passport", since=DAY, by=lucie)
    owed = matter_deadlines.add(made, kind="closing", since=clock.today(SERVED), by=lucie)
    matters.close(made, by=lucie)

    def shown() -> list[str]:
        events = Calendar.from_ical(Client().get(path).content).walk("VEVENT")
        return [str(one["uid"]).split("-")[1] for one in events]

    assert shown() == [str(owed.pk)]
    matter_deadlines.sign(owed, due_on=owed.due_on, by=lucie)
    matter_deadlines.meet(owed, by=lucie)
    assert shown() == []


def test_of_the_secret_only_a_hash_is_kept(lucie: User) -> None:
    secret = given(lucie).rpartition("/")[2].removesuffix(".ics")
    assert secret not in str(list(Feed.objects.values()))
