"""Every address of the site, opened by everyone, against the one table of expected answers."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from impplus.records.models import Application, Event
from tests.doors.addresses import LANGUAGES, address, names
from tests.doors.table import EXPECTED, PEOPLE
from tests.doors.world import World

CLOSED = ("in", "404")
REPEATABLE = {"records.Session"}
STAFF = ("olivia", "mathieu")


def said(answer: HttpResponse) -> str:
    """The status of an answer; "in" where it leads to the sign-in page."""
    to_sign_in = answer.headers.get("Location", "").startswith(reverse("account_login"))
    return "in" if to_sign_in else str(answer.status_code)


def rows_kept() -> dict[str, int]:
    """How many rows stand in each table, but for sessions and for what officers looked at."""
    models = (model for model in apps.get_models() if model._meta.label not in REPEATABLE)
    rows = {model._meta.label: model._default_manager.all() for model in models}
    rows["records.Event"] = Event.objects.exclude(verb="look")
    return {label: each.count() for label, each in rows.items()}


def looked_at(last: int) -> list[tuple[str, str, int | None]]:
    """The events after so many: verb, page, and the application that it was about."""
    events = Event.objects.order_by("pk").values_list("verb", "detail__page", "application")
    return list(events[last:])


def test_the_table_names_every_address() -> None:
    assert {row.partition(" ")[0] for row in EXPECTED} == set(names())


@pytest.mark.parametrize("who", PEOPLE)
def test_everyone_opens_what_is_theirs_and_nothing_else(world: World, who: str) -> None:
    browser = world.browser(who)
    before, last = rows_kept(), Event.objects.count()
    found = {row: said(browser.get(address(world, row))) for row in EXPECTED}
    assert found == {row: cells[who] for row, cells in EXPECTED.items()}
    looks = looked_at(last)
    assert rows_kept() == before
    desk = [row for row, answer in found.items() if row.startswith("desk:") and answer == "200"]
    assert [page for _, page, _ in looks] == [row.split()[0] for row in desk]
    assert {verb for verb, _, _ in looks} == ({"look"} if who in STAFF else set())
    files = [getattr(world, row.split()[1]).pk if " " in row else None for row in desk]
    assert [file for *_, file in looks] == files


@pytest.mark.parametrize("who", PEOPLE)
def test_what_nobody_may_open_nobody_may_send_to(world: World, who: str) -> None:
    browser = world.browser(who)
    before, files = rows_kept(), list(Application.objects.order_by("pk").values())
    closed = {row: cells[who] for row, cells in EXPECTED.items() if cells[who] in CLOSED}
    sent = {row: said(browser.post(address(world, row))) for row in closed}
    assert {row: it for row, it in sent.items() if it not in {closed[row], "405"}} == {}
    assert rows_kept() == before
    assert list(Application.objects.order_by("pk").values()) == files


@pytest.mark.parametrize(
    ("row", "strangers"),
    [
        ("portal:pay draft", ("bob", "ended")),
        ("portal:refund file", ("bob", "ended")),
        ("desk:take", ("bob", "alice", "lucie", "mathieu")),
    ],
)
def test_a_button_does_not_exist_for_strangers(
    world: World, row: str, strangers: tuple[str, ...]
) -> None:
    browsers = {who: world.browser(who) for who in ("nobody", *strangers)}
    before = rows_kept()
    found = {who: said(browser.post(address(world, row))) for who, browser in browsers.items()}
    assert found == {"nobody": "in"} | dict.fromkeys(strangers, "404")
    assert rows_kept() == before


def of_nobody(world: World, address: str) -> str:
    """The same address with numbers that were never given."""
    for number in (*(file.number for file in world.files), world.invitation.number):
        address = address.replace(number, "W-NONE-0000")
    return "/".join("987654321" if part.isdecimal() else part for part in address.split("/"))


@pytest.mark.parametrize("who", ["bob", "ended", "olivia", "mathieu"])
def test_what_is_somebody_elses_looks_like_what_does_not_exist(
    world: World, who: str, plain: Callable[[HttpResponse], str]
) -> None:
    browser: Client = world.browser(who)
    tried = 0
    for row, cells in EXPECTED.items():
        real = [address(world, row, language) for language in LANGUAGES]
        none = [of_nobody(world, one) for one in real]
        if cells[who] != "404" or real == none:
            continue
        pages = [browser.get(one) for one in (real[0], none[0])]
        assert [page.status_code for page in pages] == [404, 404], row
        there = plain(pages[0]).replace(real[0], none[0]).replace(real[1], none[1])
        assert there == plain(pages[1]), row
        tried += 1
    assert tried
