"""Every page is within its budget, as it is on the line: crawled by the table of addresses, so that none is left out."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.utils.translation import override
from pytest_django import Settings

from impplus.demonstration.bulk import copy
from impplus.records.models import Document
from tests.doors.addresses import LANGUAGES, address
from tests.doors.markup import Markup
from tests.doors.table import answered
from tests.doors.test_weight import (
    MOST_BYTES,
    MOST_REQUESTS,
    MOST_SCRIPT,
    collected,
    on_the_line,
)
from tests.doors.world import World

MOST_SCRIPT_OF_A_FORM = 20_000
SENDS_FILES = ("portal:upload",)  # with the library for files in parts
FILES = 50  # of one document
type Parts = dict[str, int]


@pytest.fixture
def weighed(tmp_path: Path, settings: Settings) -> Callable[[str], int]:
    """The bytes of a static file of an installation."""
    served = collected(tmp_path, settings)
    return cache(lambda path: on_the_line(served, path))


def fetched(answer: HttpResponse, weighed: Callable[[str], int]) -> tuple[Parts, Parts]:
    """What a browser fetches for the first view of a page, with its bytes: all of it, and the scripts of it."""
    page = Markup(answer.content.decode())
    linked = {one["href"] for one in page.all("link") if one["rel"] in ("stylesheet", "icon")}
    scripts = {one["src"] for one in page.all("script")}
    pictures = {one["src"] for one in page.all("img") if one.get("loading") != "lazy"}
    parts = {one: size_of(one, weighed) for one in linked | scripts | pictures}
    return {"the page": len(answer.content), **parts}, {one: parts[one] for one in scripts}


def size_of(path: str, weighed: Callable[[str], int]) -> int:
    """A picture of a document is as large as such may be; whatever is from elsewhere fails."""
    assert path.startswith("/"), path
    assert not path.startswith("//"), path
    return weighed(path) if path.startswith("/static/") else MOST_PICTURE


MOST_PICTURE = 6_000  # bytes of a thumbnail, which the tests of the reading hold it to


def over(row: str, parts: Parts, scripts: Parts) -> list[str]:
    """What of a page is over its budget."""
    most = MOST_SCRIPT if row.startswith(SENDS_FILES) else MOST_SCRIPT_OF_A_FORM
    found = (
        ("requests", len(parts), MOST_REQUESTS),
        ("bytes", sum(parts.values()), MOST_BYTES if most == MOST_SCRIPT_OF_A_FORM else 2 * MOST_BYTES),
        ("bytes of script", sum(scripts.values()), most),
    )
    return [f"{row}: {size} {what}, at most {limit}" for what, size, limit in found if size > limit]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_within_its_budget(
    world: World, weighed: Callable[[str], int], language: str
) -> None:
    rows = answered("200")
    browsers = {who: world.browser(who) for who in dict(map(reversed, rows))}
    heavy, seen = list[str](), 0
    for row, who in rows:
        answer = browsers[who].get(address(world, row, language))
        if answer.headers["Content-Type"].startswith("text/html"):
            heavy += over(f"{row} ({who})", *fetched(answer, weighed))
            seen += 1
    assert heavy == []
    assert seen > len(rows) / 2
