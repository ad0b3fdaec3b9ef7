"""Every page of an applicant in a browser: on a phone, by keyboard, magnified, in other colours, and printed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from tests.doors.addresses import LANGUAGES, address
from tests.doors.browsing import PHONE, shown
from tests.doors.table import answered
from tests.doors.world import World, made
from tests.walk.visitor import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_SCREENS = 8
SCREEN = {"width": 1920, "height": 1080}
# Whose pages these are: a principal applicant's, those of a member with a part of his own, and anybody's.
READERS = ("nobody", "alice", "karim")
# Staff's, and the stand-ins that a real installation does not have.
NOT_THEIRS = ("api:", "desk:", "firm:", "public:outbox", "public:preview")
# Anybody's pages are looked at once, as nobody sees them.
SHARED = ("public:", "start", "languages")

LOOK = """() => {
  const named = e => `${e.tagName.toLowerCase()}.${e.getAttribute('class') || ''} ${(e.innerText || e.value || e.name || '').trim().slice(0, 40)}`;
  const seen = e => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0;
  const all = [...document.querySelectorAll('body *')].filter(e => seen(e) && !e.closest('.visually-hidden, .skip, svg'));
  const reached = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')]
    .filter(e => seen(e) && !e.disabled && e.tabIndex >= 0);
  const box = e => e.getBoundingClientRect();
  %s
}"""
# Wider than the window, but for a table in a frame of its own that scrolls.
SIDEWAYS = """return all.filter(e => !e.closest('.table-wrap') && box(e).right > document.documentElement.clientWidth + 1).map(named)"""
CUT = """return all.filter(e => !e.closest('.table-wrap, textarea, select') && getComputedStyle(e).overflow.includes('hidden')
  && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)).map(named)"""
# WCAG 1.4.12: what a reader may set must not make anything overlap or vanish.
SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"
# Each stop of the keyboard shows where it is, in sight and under nothing.
KEYBOARD = """return reached.filter(e => {
  e.focus({focusVisible: true});
  if (document.activeElement !== e) return true;
  const outlined = one => { const s = getComputedStyle(one); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; };
  if (!outlined(e) && !(e.closest('.pick') && outlined(e.parentElement))) return true;
  const b = box(e), x = b.left + Math.min(b.width / 2, 20), y = b.top + Math.min(b.height / 2, 20);
  const top = document.elementFromPoint(x, y);
  return !(b.bottom > 0 && b.top < innerHeight && top && (e.contains(top) || top.contains(e) || top.closest('label')?.control === e));
}).map(named)"""
# WCAG 2.5.8: at least 24 by 24 pixels, but for a link within a sentence or one with room around it.
SMALL = """return reached.filter(e => {
  const own = e.closest('label') ? e.closest('label') : e, b = box(own);
  if (e.closest('.visually-hidden') || e.classList.contains('skip') || getComputedStyle(e).display === 'inline') return false;
  return b.width < 24 || b.height < 24;
}).map(named)"""
# The order of the keyboard is that of the eye: nothing stands above what came before it.
ORDER = """return reached.filter((e, n) => n && box(e).bottom < box(reached[n - 1]).top && !e.classList.contains('skip')
  && !reached[n - 1].classList.contains('skip')).map(named)"""
# In forced colours the edges of what can be pressed or filled in are lines, and no picture vanishes.
FORCED = """const bare = e => { const s = getComputedStyle(e); return s.borderTopStyle === 'none' || parseFloat(s.borderTopWidth) < 1; };
  const canvas = getComputedStyle(document.body).backgroundColor;
  return [...reached.filter(e => e.matches('button:not(.link), .button, select, textarea, input:not([type=radio], [type=checkbox], [type=file])') && bare(e)),
    ...[...document.querySelectorAll('svg.icon')].filter(e => seen(e) && getComputedStyle(e).stroke === canvas)].map(named)"""
# WCAG 1.2, 1.4.13, 2.1.4, 2.3.1, 3.2.1 and 3.2.2: nothing plays, hides behind a hover, answers one key, or acts by itself.
SELF_ACTING = """return [...document.querySelectorAll('audio, video, marquee, blink, [autoplay], [accesskey], [title]:not(iframe), [autofocus], ' +
  '[onchange], [onfocus], [onblur], meta[http-equiv=refresh], [tabindex]:not([tabindex="0"], [tabindex="-1"])')].map(named)"""
BUILT = """const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(e => +e.tagName[1]);
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  return [...levels.filter((one, n) => n && one > levels[n - 1] + 1).map(one => 'a gap before h' + one),
    ...['main', 'header.top', 'footer.bottom'].filter(one => document.querySelectorAll(one).length !== 1),
    ...ids.filter((one, n) => ids.indexOf(one) !== n).map(one => 'twice: ' + one),
    ...(reached[0] && reached[0].matches('.skip') ? [] : ['the first stop is not the skip link'])]"""
# What a browser leaves for the words of a sheet of A4, which is narrower than Letter: 180 of 210 mm.
PAPER = {"width": 680, "height": 1009}
# On paper: no navigation, nothing to press or to send, nothing folded away or cut off, and dark on light.
PRINTED = """return [...[...document.querySelectorAll('header.top, footer.bottom, nav, button, .button, .skip, .band, [type=file]')].filter(seen),
  ...[...document.querySelectorAll('.table-wrap')].filter(e => e.scrollWidth > e.clientWidth + 1),
  ...all.filter(e => box(e).right > document.documentElement.clientWidth + 1),
  ...[document.documentElement, ...all].filter(e => !['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)', 'rgb(0, 0, 0)'].includes(getComputedStyle(e).backgroundColor)),
  ...[...document.querySelectorAll('details:not(.annex) > :not(summary)')].filter(e => !e.hidden && !seen(e) && !e.matches('nav, button, .button, .actions') && !e.closest('.unprinted'))].map(named)"""
# About 75 letters: on a wide screen no line of reading is longer.
LONG = """return all.filter(e => [...e.childNodes].some(one => one.nodeType === 3 && one.data.trim().length > 80)).filter(e => {
  const range = document.createRange(); range.selectNodeContents(e);
  return Math.max(...[...range.getClientRects()].map(one => one.width)) > 41 * parseFloat(getComputedStyle(e).fontSize);
}).map(named)"""
SCREENS = """return document.documentElement.scrollHeight"""
SAME = """return [document.querySelector('header.top').innerText, document.querySelector('footer.bottom nav').innerText].map(one => one.replace(/\\s+/g, ' '))"""


class Opened(NamedTuple):
    """A page as the site answered with it."""

    who: str
    language: str
    path: str
    content: bytes


@dataclass(frozen=True)
class Seen:
    """What a page showed to one reader in one language; each finding names a check and a part of the page."""

    where: str
    screens: float
    found: dict[str, list[str]]
    frame: list[str]


@pytest.fixture
def pages(transactional_db: None, browser: Browser) -> list[Seen]:
    """Every page of theirs, in both languages: first all are opened, then all are looked at."""
    return list(_looked_at(list(_opened(made())), browser))


def _opened(world: World) -> Iterator[Opened]:
    for who in READERS:
        client = world.browser(who)
        for row, reader in answered("200"):
            shared = who != "nobody" and row.startswith(SHARED)
            if reader != who or row.startswith(NOT_THEIRS) or row == "languages" or shared:
                continue
            for language in LANGUAGES:
                path = address(world, row, language)
                answer = client.get(path)
                if answer.headers["Content-Type"].startswith("text/html"):
                    yield Opened(who, language, path, answer.content)


def _looked_at(opened: list[Opened], browser: Browser) -> Iterator[Seen]:
    for language in LANGUAGES:
        with shown(browser, language) as (page, show):
            for one in opened:
                if one.language == language:
                    show(one.path, one.content)
                    yield _look(page, f"{one.who} {one.path}", language)


def _look(page: Page, where: str, language: str) -> Seen:
    def look(*checks: str) -> list[Any]:
        """What each check finds, one after another, in one look."""
        parts = ", ".join(f"(() => {{ {check} }})()" for check in checks)
        return list(page.evaluate(LOOK % f"return [{parts}]"))

    # What is seen, and not said, is the same in both languages, which have one sheet of styles.
    first = language == LANGUAGES[0]
    found = {"axe": violations(page, colours=first, sizes=first)}
    # The pages are built alike in both (test_parity.py); the keyboard comes last, since it moves the page.
    checks = {"order": ORDER}
    if first:
        checks |= {"self-acting": SELF_ACTING, "built": BUILT, "small": SMALL, "keyboard": KEYBOARD}
    screens, frame, *rest = look(SCREENS, SAME, *checks.values())
    found |= zip(checks, rest, strict=True)
    if first:
        page.emulate_media(forced_colors="active")
        (found["forced colours"],) = look(FORCED)
        page.emulate_media(forced_colors="none", media="print", color_scheme="dark")
        page.set_viewport_size(PAPER)
        (found["printed"],) = look(PRINTED)
        page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size(SCREEN)
    (found["long lines"],) = look(LONG)
    page.set_viewport_size({"width": 320, "height": 640})
    (found["sideways"],) = look(SIDEWAYS)
    page.add_style_tag(content=SPACED)
    cut, sideways = look(CUT, SIDEWAYS)
    found["cut"] = cut + sideways
    page.set_viewport_size(PHONE)
    return Seen(where, round(screens / PHONE["height"], 1), found, frame)


def test_every_page_is_short_and_keeps_nobody_out(pages: list[Seen]) -> None:
    found = {
        (check, one.where): parts for one in pages for check, parts in one.found.items() if parts
    }
    assert found == {}
    assert {one.where: one.screens for one in pages if one.screens > MOST_SCREENS} == {}
    for who in READERS:
        for language in LANGUAGES:
            # The counter of places and the figures are one page for everybody, which names nobody.
            mine = [
                one
                for one in pages
                if one.where.startswith(f"{who} /{language}/")
                and not re.search(
                    "/(places-|figures/|chiffres/|how-long-it-takes/|delais/)", one.where
                )
            ]
            assert len({tuple(one.frame) for one in mine}) == 1, (who, language)
