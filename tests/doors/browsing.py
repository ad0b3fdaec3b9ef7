"""The pages that the doors' test client gets, shown in a real browser without a server between."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

SITE = "http://testserver"
PHONE = {"width": 360, "height": 740}


@contextmanager
def shown(browser: Browser, language: str) -> Iterator[tuple[Page, Callable[[str, bytes], None]]]:
    """A page of a browser on a phone, and what shows an address there with what the site answered.

    The answer is got by the test itself: what the browser calls runs apart, with a connection of its own
    to the database, which would not see the world.
    """
    context = browser.new_context(viewport=PHONE, locale=f"{language}-CA", reduced_motion="reduce")
    answers: dict[str, bytes] = {}

    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if found:
            route.fulfill(path=Path(str(found)))
        elif path in answers:
            route.fulfill(body=answers[path], content_type="text/html; charset=utf-8")
        else:
            route.abort()

    context.route("**/*", answer)
    # Axe looks at every page: the browser is told of it once, and keeps it compiled.
    context.add_init_script(AXE_SCRIPT)
    page = context.new_page()

    def show(path: str, content: bytes) -> None:
        answers[path] = content
        page.goto(SITE + path)

    yield page, show
    context.close()
