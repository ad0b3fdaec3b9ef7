"""Somebody at a browser: she fills in what a page asks, presses what it offers, and looks at it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from django.urls import Resolver404, resolve
from django.utils.translation import override
from playwright.sync_api import BrowserContext, Locator, Page

from impplus.rules.form import Answers

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST, SIZE = "color-contrast", "target-size"
AXE: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],  # what passes is not listed, which halves the time
}
# A list is cut nowhere on a phone, where it is shown as blocks.
FITS = """[document.documentElement, ...(innerWidth < 640 ? document.querySelectorAll('.stacked') : [])]
  .every(part => part.scrollWidth <= part.clientWidth)"""
# What a page may be filled in with: the names of its controls, of the parts of a day, and of the cells of a row.
NAMED = re.compile(r'\b(?:name|value)="([^"]+)"')
PART = re.compile(r"(?:_\d|-\d+-.*)$")
KIND = "([first]) => first ? (first.tagName === 'SELECT' ? 'select' : first.getAttribute('type') ?? '') : null"
NARROW = 640  # pixels
OTHER_WIDTH = {True: 360, False: 1280}  # of a page that is looked at on a desk, and on a phone


@dataclass
class Visitor:
    """One person in one browser; `scripts` says whether her browser runs any.

    Without `colours`, axe leaves out the contrast of colours, which takes it longest: for who sees
    what another saw in the same colours, at the same size, in the other language. What is `elsewhere`, by the
    beginnings of the names of pages, another walk holds against axe.
    """

    name: str
    context: BrowserContext
    site: str
    language: str
    shots: Path | None
    scripts: bool = True
    colours: bool = True
    elsewhere: tuple[str, ...] = ()
    page: Page = field(init=False)
    seen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("request", lambda request: self._stay_here(request.url))

    def go(self, path: str) -> None:
        """Open an address of the site, or a whole address."""
        answer = self.page.goto(path if path.startswith("http") else self.site + path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        self.look()

    def look(self) -> None:
        """What every page must be: whole, in one language, with one heading, and clean for axe."""
        path = self._path()
        assert self.page.locator("h1").count() == 1, path
        if self.page.url.startswith(self.site) and path != "/":
            assert self.page.locator("html").get_attribute("lang") == self.language, path
            assert self._fits(), f"{path} scrolls sideways"
        kind = self._kind(path)
        if self.scripts and kind not in self.seen and not kind.startswith(self.elsewhere):
            assert self._fits_elsewhere(), f"{path} scrolls sideways at another width"
            assert violations(self.page, colours=self.colours) == [], path
        if kind not in self.seen:
            self.seen.append(kind)
            if self.shots is None:
                return
            name = f"{self.name}-{self.language}-{len(self.seen):02}.png"
            self.page.screenshot(path=self.shots / name, full_page=True)

    def look_again(self) -> None:
        """A page of a kind that was seen before, now that it says something else."""
        kind = self._kind(self._path())
        self.seen = [f"{one} before" if one == kind else one for one in self.seen]
        self.look()

    def press(self, wanted: str | Locator) -> None:
        """Press a link or a button, and look at what comes."""
        target = self.page.locator(wanted).first if isinstance(wanted, str) else wanted
        # A page that saves by itself may change its address meanwhile, which counts as a navigation.
        with self.page.expect_event("load"):
            target.click()
        self.look()

    def unfold(self) -> None:
        """Open all that is folded on the page."""
        folded = self.page.locator("main details:not([open]) > summary:visible")
        while folded.count():
            folded.first.click()

    def link(self, path: str) -> Locator:
        """The first link of the page's content whose address ends so."""
        return self.page.locator(f'main a[href$="{path}"]').first

    def follow(self, part: str) -> None:
        """Follow the first link of the page's content whose address contains a part."""
        self.press(f'main a[href*="{part}"]')

    def fill(self, answers: Answers | dict[str, object]) -> None:
        """Fill in every control of the content whose name is among the answers."""
        asked = self._asked()
        for key, value in answers.items():
            if key not in asked:
                continue
            if isinstance(value, date):
                self._day(key, value)
            elif isinstance(value, list):
                self._rows(key, value)
            elif value is not None:
                self._control(key, value)

    def _asked(self) -> set[str]:
        """What the page may ask for, read at once, so that the browser is not asked after each answer."""
        names = NAMED.findall(self.page.content())
        return {*names, *(PART.sub("", name) for name in names)}

    def _rows(self, key: str, rows: Sequence[Mapping[str, object]]) -> None:
        """Fill in row after row, each added where the page does not have it yet."""
        for n, row in enumerate(rows):
            if not self.page.locator(f'main [name^="{key}-{n}-"]').count():
                add = self.page.locator(f'main button[name="_add_row"][value="{key}"]')
                if not add.is_visible():
                    return
                add.click()
                self.page.locator(f'main [name^="{key}-{n}-"]').first.wait_for()
            for cell, said in row.items():
                self._cell(f"{key}-{n}-{cell}", said)

    def _cell(self, name: str, said: object) -> None:
        """Fill in one cell: a month or a day part by part."""
        if self.page.locator(f'main [name="{name}_0"]').count():
            for part, typed in enumerate(str(said).split("-")):
                self.page.locator(f'main [name="{name}_{part}"]').fill(typed)
        else:
            self._control(name, said)

    def send(self, button: str = "main form:not([role=search]) button:not(.link)") -> None:
        """Press the first button of the form in the content."""
        self.press(button)

    def says(self, text: str) -> None:
        """The page's content holds these words."""
        content = " ".join(self.page.locator("main").inner_text().split())
        assert " ".join(text.split()) in content, f"{self.page.url}: {content[:1500]}"

    def _path(self) -> str:
        return self.page.url.removeprefix(self.site).split("?")[0]

    def _kind(self, path: str) -> str:
        """What a page is, whatever its file or its person: its name, and its step."""
        errors = self.page.locator(".error-summary").count()
        try:
            with override(self.language):
                found = resolve(path)
        except Resolver404:
            return path
        step = found.kwargs.get("key", "") if "step" in found.view_name else ""
        heading = self.page.locator("h1").inner_text() if "self_check" in found.view_name else ""
        return f"{found.view_name} {step} {heading} {errors}"

    def _control(self, key: str, value: object) -> None:
        controls = self.page.locator(f'main [name="{key}"]:not([type=hidden])')
        kind = self._kind_of(controls)
        if kind == "radio":
            self.page.locator(f'main [name="{key}"][value="{_radio(value)}"]').check()
        elif kind == "checkbox":
            controls.first.set_checked(bool(value))
        elif kind == "select":
            controls.first.select_option(str(value))
        elif kind is not None:
            controls.first.fill(str(value))

    def _kind_of(self, controls: Locator) -> str | None:
        """ "select", or the type of the first control; None where there is none."""
        if self.scripts:
            return controls.evaluate_all(KIND)
        if not controls.count():
            return None
        is_select = controls.and_(self.page.locator("select")).count()
        return "select" if is_select else controls.first.get_attribute("type") or ""

    def _day(self, key: str, value: date) -> None:
        if self.page.locator(f'main [name="{key}_0"]:not([type=hidden])').count():
            for part, number in enumerate((value.year, value.month, value.day)):
                self.page.locator(f'main [name="{key}_{part}"]').fill(str(number))

    def _fits(self) -> bool:
        if not self.scripts:
            return True
        return bool(self.page.evaluate(FITS))

    def _fits_elsewhere(self) -> bool:
        """Whether the page fits at a desk too, or on a phone where it is looked at from a desk."""
        size = self.page.viewport_size
        assert size is not None
        self.page.set_viewport_size({**size, "width": OTHER_WIDTH[size["width"] > NARROW]})
        fits = self._fits()
        self.page.set_viewport_size(size)
        return fits

    def _stay_here(self, url: str) -> None:
        assert url.startswith(("http://127.0.0.1", "http://localhost", "data:", "about:")), url


def violations(page: Page, *, colours: bool = True, sizes: bool = True) -> list[str]:
    """What axe finds wrong with a page as it stands, each with the parts that it is about.

    It can leave out what takes it longest: the contrast of colours, and the sizes of what is pressed.
    """
    kept = {CONTRAST: colours, SIZE: sizes}
    options = AXE | {"rules": {rule: {"enabled": kept[rule]} for rule in kept}}
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    problems = page.evaluate("options => axe.run(options).then(found => found.violations)", options)
    return [f"{one['id']}: {[node['target'] for node in one['nodes']]}" for one in problems]


def _radio(value: object) -> str:
    return (
        {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    )
