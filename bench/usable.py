"""When a page can be used on a weak phone and a poor line, in a real Chromium: `python -m bench usable` prints it.

The line and the processor are slowed by the browser itself (CDP); beside it stands the same page on this machine as it is.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Page as Tab, sync_playwright

from bench.portal import Page, Portal, portal
from deploy.local import chromium

POOR = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
AS_IT_IS = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
SLOWER = 6  # times, of the processor
ROWS = ("tasks", "step", "member-step", "documents", "upload", "review")  # of a draft
WANTED = 5.0  # seconds
LINE = "{:<28}{:>10}{:>10}{:>10}{:>12}{:>12}"
ROUNDS = 3
# A control that somebody types into or presses, and what it answers once the page's scripts are there.
USED = "main input:not([type=hidden]), main select, main textarea, main a, main button"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


@dataclass(frozen=True)
class Used:
    """Seconds from the press that leads to a page: until something of it is seen, until it takes what is typed, until all is there."""

    seen: float
    usable: float
    loaded: float


def show() -> None:
    """Print it for the start page and the pages of a draft."""
    with portal() as here, browsing() as (context, tab):
        _signs_in(context, here)
        print(f"\n{here.machine}\n")
        print(
            "Median of three openings in Chromium with an empty cache, seconds: on a line of 400 kbit/s and 400 ms with a"
        )
        print(
            f"processor {SLOWER} times slower, and as this machine is. Wanted: usable within {WANTED:.0f} s.\n"
        )
        print(LINE.format("", "seen", "usable", "loaded", "usable here", "of here"))
        for name, address in _pages(here):
            url = f"http://127.0.0.1:{here.port}{address}"
            poor, plain = (_median(context, tab, url, slow=slow) for slow in (True, False))
            ratio = f"{poor.usable / plain.usable:.1f}×"
            figures = (poor.seen, poor.usable, poor.loaded, plain.usable)
            late = "" if poor.usable <= WANTED else "   LATE"
            print(LINE.format(name, *(f"{one:.2f}" for one in figures), ratio) + late, flush=True)


def _pages(here: Portal) -> Iterator[tuple[str, str]]:
    yield "start page", "/en/"
    by_name: dict[str, Page] = {one.name: one for one in here.pages}
    for row in ROWS:
        yield row, by_name[row].address


@contextmanager
def browsing() -> Iterator[tuple[BrowserContext, Tab]]:
    """A phone's window of the Chromium that the browser tests drive."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.find_or_install(), args=chromium.flags()
        )
        context = started.new_context(viewport={"width": 360, "height": 740})
        yield context, context.new_page()
        started.close()


def _signs_in(context: BrowserContext, here: Portal) -> None:
    tasks = next(one for one in here.pages if one.name == "tasks")
    name, _, key = tasks.cookie.partition("=")
    context.add_cookies([{"name": name, "value": key, "url": f"http://127.0.0.1:{here.port}"}])


def _median(context: BrowserContext, tab: Tab, url: str, *, slow: bool) -> Used:
    taken = [_opened(context, tab, url, slow=slow) for _ in range(ROUNDS)]
    return Used(
        *(
            sorted(getattr(one, key) for one in taken)[ROUNDS // 2]
            for key in ("seen", "usable", "loaded")
        )
    )


def _opened(context: BrowserContext, tab: Tab, url: str, *, slow: bool) -> Used:
    tab.goto("about:blank")
    line: Any = context.new_cdp_session(tab)
    line.send("Network.enable")
    line.send("Network.clearBrowserCache")
    line.send("Network.emulateNetworkConditions", POOR if slow else AS_IT_IS)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER if slow else 1})
    began = time.perf_counter()
    tab.goto(
        url, wait_until="domcontentloaded", timeout=60_000
    )  # the scripts of a page are deferred: they have run
    tab.locator(USED).first.focus()
    usable = time.perf_counter() - began
    tab.wait_for_load_state("load")
    loaded = time.perf_counter() - began
    seen = tab.evaluate(PAINTED) / 1000
    line.detach()
    return Used(seen, usable, loaded)
