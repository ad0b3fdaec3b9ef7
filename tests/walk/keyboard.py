"""Somebody who has a keyboard and nothing else: no address is opened but the first, nothing is clicked or filled in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from impplus.records.models import User
from tests.people import PASSWORD

SEND = "main form:not([role=search]) .actions button"
SIZES = ((1280, 800), (1920, 1080))
COLOURS: Sequence[str] = ("light", "dark")
# More than any page of the desk has places at which the tabulator stops.
MOST = 250
HERE = "what => document.activeElement.matches(what)"
RINGED = """() => {
  const at = document.activeElement;
  return at.checkVisibility() && getComputedStyle(at).outlineStyle !== "none";
}"""


@dataclass
class Keyboard:
    """One person at a desk; `stations` names the pages of which pictures were taken, whoever was there."""

    context: BrowserContext
    site: str
    shots: Path | None
    stations: list[str]
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        # From the beginning: a browser that is told only now may open the dialogue of a file where nobody can choose.
        self.page.on("filechooser", lambda _dialogue: None)

    def sit_down(self, there: str, who: User) -> None:
        """Open the first page and say who one is."""
        self.page.goto(self.site + there)
        self.write("login", who.email)
        self.write("password", PASSWORD)
        self.go("Enter")

    def leave(self) -> None:
        """Close the browser once it waits for nothing."""
        self.page.wait_for_load_state("networkidle")
        self.context.close()

    def press(self, *keys: str) -> None:
        """Press keys that stay on the page."""
        for key in keys:
            self.page.keyboard.press(key)

    def go(self, key: str) -> None:
        """Press a key that brings another page."""
        with self.page.expect_event("load"):
            self.press(key)

    def reach(self, what: str) -> None:
        """Go on with the tabulator until what matches a selector has the focus, and shows it."""
        for _stop in range(MOST):
            if self.page.evaluate(HERE, what):
                assert self.page.evaluate(RINGED), f"{self.page.url}: no ring around {what}"
                return
            self.press("Tab")
        raise AssertionError(f"{self.page.url}: the tabulator does not reach {what}")

    def follow(self, what: str) -> None:
        """Go to a link or a button, and press it."""
        self.reach(what)
        self.go("Enter")

    def confirm(self) -> None:
        """Press the button that a page of a second look gives the focus, once it has it."""
        expect(self.page.locator("main button[name=sure]")).to_be_focused()
        self.go("Enter")

    def write(self, name: str, text: str) -> None:
        """Write into the field of a name."""
        self.reach(f'[name="{name}"]')
        self.page.keyboard.type(text)

    def write_day(self, name: str, day: date) -> None:
        """Write a day into its three fields."""
        for part, number in enumerate((day.year, day.month, day.day)):
            self.write(f"{name}_{part}", str(number))

    def choose(self, name: str, value: str) -> None:
        """Go through the choices of a name until one has this value."""
        self.reach(f'[name="{name}"]')
        if self.page.evaluate(HERE, "[type=radio]:not(:checked)"):
            self.press("Space")
        for _choice in range(MOST):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.press("ArrowDown")
        raise AssertionError(f"{self.page.url}: {name} has no {value}")

    def tick(self, what: str) -> None:
        """Tick a box."""
        self.reach(what)
        self.press("Space")
        assert self.page.evaluate(HERE, ":checked")

    def hand_in(self, name: str, file: FilePayload) -> None:
        """Open the dialogue of a file, and choose one there."""
        self.reach(f'[name="{name}"]')
        with self.page.expect_file_chooser() as asked:
            self.press("Space")
        asked.value.set_files([file])

    def says(self, text: str) -> None:
        """The page's content holds these words."""
        content = " ".join(self.page.locator("main").inner_text().split())
        assert text in content, f"{self.page.url}: {content[:1500]}"

    def station(self, name: str) -> None:
        """Leave four pictures of the page, where they are asked for: two sizes, light and dark."""
        if self.shots is None:
            return
        self.stations.append(name)
        self.page.wait_for_load_state("networkidle")
        for width, height in SIZES:
            self.page.set_viewport_size({"width": width, "height": height})
            for colours in COLOURS:
                self.page.emulate_media(color_scheme=colours)  # type: ignore[arg-type]
                named = f"day-{len(self.stations):02}-{name}-{width}-{colours}.png"
                self.page.screenshot(path=self.shots / named, full_page=True, animations="disabled")
        self.page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
        self.page.emulate_media(color_scheme="light")
