"""Every address of the site, opened by everyone: the one table of expected answers, and what each tells the browser.

It tells it to run nothing, to frame nothing, to keep nothing and to tell no one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from impplus.practice.models import FirmEvent
from impplus.records.models import Application, Event
from tests.doors.addresses import LANGUAGES, address, names
from tests.doors.markup import FETCHED, Markup
from tests.doors.table import EXPECTED, PEOPLE, answered
from tests.doors.world import World

CLOSED = ("in", "404")
REPEATABLE = {"records.Session"}
STAFF = ("olivia", "mathieu", "amina")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
# What was sent by an applicant, or is shown by the browser's own viewer, has a policy of its own.
PAPERS = {
    "portal:letter-pdf",
    "portal:declaration",
    "portal:imm-5707-pdf",
    "desk:imm-5707-pdf",
    "desk:letter-pdf",
    "desk:invitation-pdf",
    "public:preview-pdf",
}
SENT = {
    *("portal:download", "portal:preview", "portal:thumbnail", "portal:everything"),
    "portal:sent-receipt-text",
}
SHOWN_AS_IT_IS = {"desk:document", "desk:sheet"} | SENT | PAPERS
OURS = re.compile(r"(?!//)[/#?]|(?![a-z]+:)|mailto:|$")
LINKED = re.compile(rf"https://[a-z.-]+/|{re.escape(settings.SITE_URL)}/")
TELLING = ("200", "302", "in", "405", "409")
PUBLIC = {row for row, cells in EXPECTED.items() if cells["nobody"] in {"200", "404", "405"}}


def said(answer: HttpResponse) -> str:
    """The status of an answer; "in" where it leads to the sign-in page."""
    to_sign_in = answer.headers.get("Location", "").startswith(reverse("account_login"))
    return "in" if to_sign_in else str(answer.status_code)


def rows_kept() -> dict[str, int]:
    """How many rows stand in each table, but for sessions and for what officers and firms looked at."""
    """How many rows stand in each table, but for sessions and for what officers and colleagues of a firm looked at."""
    models = (model for model in apps.get_models() if model._meta.label not in REPEATABLE)
    rows = {model._meta.label: model._default_manager.all() for model in models}
    rows["records.Event"] = Event.objects.exclude(verb="look")
    rows["practice.FirmEvent"] = FirmEvent.objects.exclude(verb="look")
    return {label: each.count() for label, each in rows.items()}


def looked_at(last: int) -> list[tuple[str, str, int | None]]:
    """The events after so many: verb, page, and the application that it was about."""
    events = Event.objects.order_by("pk").values_list("verb", "detail__page", "application")
    return list(events[last:])


def test_the_table_names_every_address() -> None:
    assert {row.partition(" ")[0] for row in EXPECTED} == set(names())


@dataclass(frozen=True)
class Opened:
    """What someone got from every address, the pages among it, and what was written meanwhile."""

    who: str
    answers: dict[str, HttpResponse]
    pages: dict[str, Markup]
    rows: tuple[dict[str, int], dict[str, int]]
    looks: list[tuple[str, str, int | None]]

    def telling(self) -> Iterator[tuple[str, HttpResponse]]:
        """The answers that tell something; where everyone gets the same, of two alone."""
        return ((row, self.answers[row]) for row, who in answered(*TELLING) if who == self.who)


@pytest.fixture(scope="module")
def seen() -> dict[str, Opened]:
    """What was opened already, by whom."""
    return {}


@pytest.fixture
def opened(request: pytest.FixtureRequest, world: World, seen: dict[str, Opened]) -> Opened:
    """Every address, opened once by someone for all that is asked of the answers."""
    who: str = request.param
    if who not in seen:
        browser = world.browser(who)
        before, last = rows_kept(), Event.objects.count()
        answers = {row: browser.get(address(world, row)) for row in EXPECTED}
        seen[who] = made = Opened(who, answers, {}, (before, rows_kept()), looked_at(last))
        pages = {row: page_of(answer) for row, answer in made.telling()}
        made.pages.update({row: page for row, page in pages.items() if page})
    return seen[who]


def page_of(answer: HttpResponse) -> Markup | None:
    is_page = answer.headers["Content-Type"].startswith("text/html")
    return Markup(answer.content.decode()) if is_page else None


by_everyone = pytest.mark.parametrize("opened", PEOPLE, indirect=True)


@by_everyone
def test_everyone_opens_what_is_theirs_and_nothing_else(world: World, opened: Opened) -> None:
    found = {row: said(answer) for row, answer in opened.answers.items()}
    assert found == {row: cells[opened.who] for row, cells in EXPECTED.items()}
    before, after = opened.rows
    assert after == before
    desk = [row for row, answer in found.items() if row.startswith("desk:") and answer == "200"]
    assert [page for _, page, _ in opened.looks] == [row.split()[0] for row in desk]
    assert {verb for verb, _, _ in opened.looks} == ({"look"} if opened.who in STAFF else set())
    files = [getattr(world, row.split()[1]).pk if " " in row else None for row in desk]
    assert [file for *_, file in opened.looks] == files


def name(row: str) -> str:
    return row.partition(" ")[0]


@by_everyone
def test_every_answer_is_closed_to_tricks(opened: Opened) -> None:
    for row, answer in opened.telling():
        assert {key: answer.headers.get(key) for key in ALWAYS} == ALWAYS, row
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, row
        assert "frame-ancestors 'none'" in policy, row
        if name(row) not in SHOWN_AS_IT_IS:
            parts = {part.strip() for part in policy.split(";")}
            assert parts >= {"default-src 'self'", "object-src 'none'", "base-uri 'none'"}, row
            assert f"form-action 'self' {settings.CARDS_URL}" in parts, row


@by_everyone
def test_a_page_holds_no_style_no_script_but_our_own_and_nothing_from_elsewhere(
    opened: Opened,
) -> None:
    for row, page in opened.pages.items():
        tags = {tag for tag, _given in page.elements}
        assert tags & {"style", "iframe", "object", "embed"} == set(), row
        assert page.strange_scripts() == [], row
        assert [given for _tag, given in page.elements if active(given)] == [], row
        assert [one for one in fetched(page) if not OURS.match(one)] == [], row


@by_everyone
def test_no_two_parts_of_a_page_have_the_same_id(opened: Opened) -> None:
    for row, page in opened.pages.items():
        ids = [given["id"] for _tag, given in page.elements if "id" in given]
        assert [one for one in set(ids) if ids.count(one) > 1] == [], row


def active(given: dict[str, str]) -> bool:
    """Whether an element has a style or a script in its attributes."""
    attributes = any(key == "style" or key.startswith("on") for key in given)
    return attributes or any("javascript:" in value.lower() for value in given.values())


def fetched(page: Markup) -> Iterator[str]:
    """Every address that the page names, but for links to the law, and those of an e-mail to our own pages."""
    for tag, given in page.elements:
        for key in FETCHED:
            if key in given and not (tag == "a" and LINKED.match(given[key])):
                yield given[key]


@by_everyone
def test_a_browser_keeps_no_page_about_a_person(opened: Opened) -> None:
    for row, answer in opened.telling():
        if row not in PUBLIC and answer.status_code != 405 and answer.wsgi_request.user.pk:
            assert "no-store" in answer.headers.get("Cache-Control", ""), row


@by_everyone
def test_nothing_that_depends_on_who_reads_may_be_shared(opened: Opened) -> None:
    shared = {
        row for row, one in opened.telling() if "public" in one.headers.get("Cache-Control", "")
    }
    figures = {"api:figures", "public:figures", "public:figures-csv", "public:waits"}
    assert shared <= {"api:places", "public:places", "public:firm-colour"} | figures


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


# Whose appointment has ended is told so (tests/firm/test_home.py).
@pytest.mark.parametrize("who", ["bob", "olivia", "mathieu"])
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
