"""Whatever was typed on a page stays on it: when the language is changed, and when it is refused."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from tests.doors.addresses import address
from tests.doors.markup import Markup, Sheet
from tests.doors.table import answered
from tests.doors.test_who_may_open import rows_kept
from tests.doors.world import World
from tests.people import FORM

TYPED = 'l’été & <b>"31"</b>'
TOO_LONG = "é" * 5001
UNSEEN = "a null byte \x00, a change of direction \u202e, an escape \x1b[2J"
TEXTS = ("text", "textarea", "email", "search", "tel")


@dataclass(frozen=True)
class Page:
    """A page with a form that somebody may fill in."""

    row: str
    browser: Client
    sheet: Sheet


@pytest.fixture(scope="module")
def seen() -> list[tuple[str, str, Sheet]]:
    """The forms that were opened already, and by whom."""
    return []


@pytest.fixture
def pages(world: World, seen: list[tuple[str, str, Sheet]]) -> list[Page]:
    """Every page that has a form to be filled in, opened once by the first person who may."""
    seen += [] if seen else _opened(world)
    browsers = {who: world.browser(who) for who in {who for _row, who, _sheet in seen}}
    return [Page(row, browsers[who], sheet) for row, who, sheet in seen]


def _opened(world: World) -> Iterator[tuple[str, str, Sheet]]:
    browsers: dict[str, Client] = {}
    seen = set()
    for row, who in answered("200"):
        # When everyone may, so may somebody signed in; her mandate need not be ended for that.
        if row in seen or who == "ended" or row.startswith("api:"):
            continue
        browser = browsers.get(who) or browsers.setdefault(who, world.browser(who))
        answer = browser.get(address(world, row))
        if answer.headers["Content-Type"].startswith("text/html"):
            sheet = Sheet(answer.content.decode())
            if sheet.there:
                seen.add(row)
                yield row, who, sheet


def test_the_other_language_keeps_everything_and_sends_nothing(
    world: World, pages: list[Page]
) -> None:
    assert len(pages) >= 20
    before = rows_kept()
    for page in pages:
        typed = page.sheet.filled(TYPED)
        there = address(world, page.row, "fr")
        answer = page.browser.post(there, typed | {"_redisplay": "1"})
        content = answer.content.decode()
        secret = {name for name, one in page.sheet.controls.items() if one.kind == "password"}
        kept = Sheet(content).standing()
        lost = {
            name: (value, kept.get(name))
            for name, value in typed.items()
            if name not in {*secret, "csrfmiddlewaretoken"} and kept.get(name) != value
        }
        assert (page.row, answer.status_code, lost) == (page.row, 200, {})
        assert (page.row, {kept.get(name) for name in secret} - {""}) == (page.row, set())
        assert (Markup(content).language, "error-summary" in content) == ("fr", False), page.row
    assert rows_kept() == before


def test_every_page_of_the_form_keeps_everything(world: World) -> None:
    browser, asked = world.browser("alice"), 0
    for step in FORM:
        there = reverse("portal:step", args=[world.draft.number, step.key])
        answer = browser.get(there)
        if answer.status_code != 200:  # not asked, given the answers of this draft
            continue
        typed = Sheet(answer.content.decode()).filled(TYPED)
        kept = Sheet(browser.post(there, typed | {"_redisplay": "1"}).content.decode()).standing()
        typed, kept = (one | {"csrfmiddlewaretoken": ""} for one in (typed, kept))
        assert (step.key, kept) == (step.key, typed)
        asked += 1
    assert asked >= 15


@pytest.mark.parametrize("text", [TOO_LONG, UNSEEN], ids=["5,001 letters", "what cannot be seen"])
def test_a_text_that_cannot_be_taken_is_said_and_stays(
    world: World, pages: list[Page], text: str
) -> None:
    before = rows_kept()
    for page in pages:
        texts = {name for name, one in page.sheet.controls.items() if one.kind in TEXTS}
        if not texts:
            continue
        typed = page.sheet.filled(text)
        answer = page.browser.post(address(world, page.row, "fr"), typed, follow=True)
        content = answer.content.decode()
        assert (page.row, answer.status_code in {200, 422}) == (page.row, True)
        assert 'class="error-summary"' in content, page.row
        assert Markup(content).language == "fr"
        kept = Sheet(content).standing()
        lost = {name for name in texts if kept.get(name) != typed[name]}
        assert (page.row, lost) == (page.row, set())
    kept_for_its_writer = "records.UnsentText"
    assert rows_kept() | {kept_for_its_writer: 0} == before | {kept_for_its_writer: 0}
