"""Olivia decides by keys: to the next finding, to a person, met or not, and what she types does nothing else."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

import impplus
from impplus.actions import habits
from impplus.queries.habits import KEYS
from impplus.records.models import Application, User
from tests.desk.test_browser import DESKTOP, cookie_of
from tests.people import signed_in

USUAL = {act: key.usual for act, key in KEYS.items()}

UNDER = """() => {
  const at = document.activeElement, bar = document.querySelector(".finish");
  (window.passed ??= []).push(at.name);
  return at.localName === "input" && !bar.contains(at)
    && at.getBoundingClientRect().bottom > bar.getBoundingClientRect().top ? at.name : "";
}"""

type Sit = Callable[[], Page]


@pytest.fixture
def sit(
    browser: Browser, live_server: LiveServer, enrolled: Application, olivia: User
) -> Iterator[Sit]:
    """Olivia before the decision on Alice's family."""
    there = live_server.url + reverse("desk:decision", args=[enrolled.number])
    with closing(browser.new_context(viewport=DESKTOP)) as context:
        context.add_cookies([cookie_of(signed_in(olivia), live_server.url)])  # type: ignore[list-item]

        def come() -> Page:
            page = context.new_page()
            page.goto(there)
            return page

        yield come


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


@pytest.mark.browser
def test_what_has_the_focus_never_lies_under_the_bar_below(sit: Sit) -> None:
    page, hidden = sit(), []
    for _stop in range(90):
        press(page, "Tab")
        hidden.append(page.evaluate(UNDER))
    assert "met-partner-will-leave" in page.evaluate("window.passed")
    assert list(filter(None, hidden)) == []


@pytest.mark.browser
def test_a_family_is_weighed_by_keys(sit: Sit) -> None:
    page = sit()
    press(page, "j")
    expect(page.locator("[name=outcome][value=approve]")).to_be_focused()
    press(page, "2", "l")
    expect(page.locator("[name=outcome-partner][value=later]")).to_be_checked()
    press(page, "o", "r")
    expect(page.locator("[name=outcome-partner][value=refuse]")).to_be_checked()
    for _row in range(20):
        press(page, "j")
        if page.evaluate("document.activeElement.name") == "met-partner-will-leave":
            break
    press(page, "n", "Tab")
    reason = page.locator("[name=note-partner-will-leave]")
    expect(reason).to_be_focused()
    page.keyboard.type("monro 12a")  # each of these letters is a key
    expect(reason).to_have_value("monro 12a")
    expect(page.locator("[name=outcome-partner][value=refuse]")).to_be_checked()
    press(page, "Escape")
    expect(page.locator("[name=met-partner-will-leave][value=no]")).to_be_focused()
    press(page, "1", "m", "k")
    expect(page.locator("[name=met-will-leave][value=yes]")).to_be_checked()
    press(page, "w")
    page.keyboard.type("Vu le dossier.")
    expect(page.locator("[name=reasons]")).to_have_value("Vu le dossier.")


@pytest.mark.browser
def test_the_first_press_of_met_goes_to_a_finding_and_says_nothing(sit: Sit) -> None:
    page = sit()
    press(page, "m")
    expect(page.locator(".matrix :focus")).to_have_count(1)
    expect(page.locator("[name=met-will-leave]:checked")).to_have_count(0)


@pytest.mark.browser
def test_keys_that_are_off_or_another_officers_choice_hold_there_too(
    sit: Sit, olivia: User
) -> None:
    habits.choose(density="compact", off=True, keys=USUAL, by=olivia)
    page = sit()
    press(page, "j", "2", "r", "a")
    expect(page.locator(".matrix :focus")).to_have_count(0)
    expect(page.locator(".keys kbd")).to_have_count(0)
    habits.choose(density="compact", off=False, keys=USUAL | {"refuse_one": "z"}, by=olivia)
    page.reload()
    press(page, "1", "r")
    expect(page.locator("[name=outcome]:checked")).to_have_count(0)
    press(page, "z")
    expect(page.locator("[name=outcome][value=refuse]")).to_be_checked()


def test_every_key_does_something_on_its_pages() -> None:
    folder = Path(impplus.__file__).parent
    pages = " ".join(one.read_text() for one in (folder / "templates/desk").rglob("*.html"))
    done = set(re.findall(r'data-act="(\w+)"', pages))
    done |= set(re.findall(r"(\w+): \(\) =>", (folder / "static/decision.js").read_text()))
    assert set(KEYS) - done == set()
