"""What a page weighs as it is on the line, with all that a browser fetches to show it, and what of it is too much."""

import gzip
from collections.abc import Callable

from django.http import HttpResponse
from django.test import Client

from tests.doors.markup import Markup
from tests.doors.test_weight import MOST_BYTES, MOST_REQUESTS, MOST_SCRIPT

MOST_SCRIPT_OF_A_FORM = 20_000
# Whoever works there all day begins once: two files more than for whoever comes by phone.
DESKS, MORE = ("/desk/", "/bureau/", "/firm/", "/cabinet/"), 2
SENDS_FILES = "tus-js-client"  # the library for files in parts, on the pages that send some
READS = {"accept-encoding": "gzip, br"}  # what a browser can read
type Weighed = Callable[[str], int]


def over(browser: Client, path: str, weighed: Weighed) -> list[str]:
    """What of a page is over its budget; of what is no page, nothing."""
    answer = browser.get(path, headers=READS)
    assert answer.status_code == 200, path
    if not answer.headers["Content-Type"].startswith("text/html"):
        return []
    return too_much(browser, path, len(answer.content), unpacked(answer), weighed)


def unpacked(answer: HttpResponse) -> Markup:
    """A page that was sent compressed."""
    return Markup(gzip.decompress(answer.content).decode())


def too_much(browser: Client, path: str, size: int, page: Markup, weighed: Weighed) -> list[str]:
    """The same of a page that was opened: `size` is its own, in bytes."""
    parts = {"the page": size, **fetched(browser, page, weighed)}
    script = sum(size for one, size in parts.items() if one.endswith(".js"))
    sends = any(SENDS_FILES in one for one in parts)
    found = (
        ("requests", len(parts), MOST_REQUESTS + MORE * any(door in path for door in DESKS)),
        ("bytes", sum(parts.values()), MOST_BYTES),
        ("bytes of script", script, MOST_SCRIPT if sends else MOST_SCRIPT_OF_A_FORM),
    )
    return [f"{path}: {size} {what}, at most {most}" for what, size, most in found if size > most]


def fetched(browser: Client, page: Markup, weighed: Weighed) -> dict[str, int]:
    """What a browser fetches for the first view of a page, with its bytes; all of it is the site's own."""
    linked = {one["href"] for one in page.all("link") if one["rel"] in ("stylesheet", "icon")}
    scripts = {one["src"] for one in page.all("script")}
    pictures = {one["src"] for one in page.all("img") if one.get("loading") != "lazy"}
    addresses = linked | scripts | pictures
    assert [one for one in addresses if not one.startswith("/") or one.startswith("//")] == []
    return {one: _size(browser, one, weighed) for one in addresses}


def _size(browser: Client, path: str, weighed: Weighed) -> int:
    if path.startswith("/static/"):
        return weighed(path)
    return len(b"".join(browser.get(path)))
