"""Every page is within its budget, as it is on the line: crawled by the table of addresses, so that none is left out."""

import gzip
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.translation import override

from impplus.demonstration.bulk import copy
from impplus.portal.answers import page_of
from impplus.portal.slots import slots_by_person
from impplus.queries import readiness
from impplus.queries.file import file_of
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
SENDS_FILES = "tus-js-client"  # the library for files in parts, on the pages that send some
READS = {"accept-encoding": "gzip, br"}  # what a browser can read
FILES = 40  # of one document, as many as the passports of a family have pages
type Parts = dict[str, int]
type Weighed = Callable[[str], int]


@pytest.fixture(scope="module", autouse=True)
def weighed(tmp_path_factory: pytest.TempPathFactory) -> Weighed:
    """The bytes of a static file of an installation; made first, since the world’s transaction must not idle."""
    served = collected(tmp_path_factory.mktemp("static"))
    return cache(lambda path: on_the_line(served, path))


def over(browser: Client, path: str, weighed: Weighed) -> list[str]:
    """What of a page is over its budget; of what is no page, nothing."""
    answer = browser.get(path, headers=READS)
    assert answer.status_code == 200, path
    if not answer.headers["Content-Type"].startswith("text/html"):
        return []
    parts = fetched(browser, answer, weighed)
    script = sum(size for one, size in parts.items() if one.endswith(".js"))
    sends = any(SENDS_FILES in one for one in parts)
    found = (
        ("requests", len(parts), MOST_REQUESTS),
        ("bytes", sum(parts.values()), MOST_BYTES),
        ("bytes of script", script, MOST_SCRIPT if sends else MOST_SCRIPT_OF_A_FORM),
    )
    return [f"{path}: {size} {what}, at most {most}" for what, size, most in found if size > most]


def fetched(browser: Client, answer: HttpResponse, weighed: Weighed) -> Parts:
    """What a browser fetches for the first view of a page, with its bytes; all of it is the site's own."""
    page = Markup(gzip.decompress(answer.content).decode())
    linked = {one["href"] for one in page.all("link") if one["rel"] in ("stylesheet", "icon")}
    scripts = {one["src"] for one in page.all("script")}
    pictures = {one["src"] for one in page.all("img") if one.get("loading") != "lazy"}
    addresses = linked | scripts | pictures
    assert [one for one in addresses if not one.startswith("/") or one.startswith("//")] == []
    sizes = {one: _size(browser, one, weighed) for one in addresses}
    return {"the page": len(answer.content), **sizes}


def _size(browser: Client, path: str, weighed: Weighed) -> int:
    if path.startswith("/static/"):
        return weighed(path)
    return len(b"".join(browser.get(path)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_within_its_budget(weighed: Weighed, world: World, language: str) -> None:
    # Lucie without a mandate opens nothing that she does not open with one.
    rows = [(row, who) for row, who in answered("200") if who != "ended"]
    browsers = {who: world.browser(who) for who in {who for _row, who in rows}}
    where = [(browsers[who], address(world, row, language)) for row, who in rows]
    assert [fault for browser, path in where for fault in over(browser, path, weighed)] == []


def form_and_documents(world: World) -> Iterator[str]:
    """The addresses of every page of the form and of every document of the family's draft."""
    file = file_of(world.draft)
    yield from (page_of(sheet.person, step) for sheet in file.sheets for step in sheet.asked)
    people = slots_by_person(readiness.of(file))
    yield from (slot.url for one in people for slot in one.asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_form_and_of_documents_is_within_its_budget(
    weighed: Weighed, world: World, language: str
) -> None:
    browser = world.browser("alice")
    with override(language):
        paths = set(form_and_documents(world))
    assert len(paths) > 40
    assert [fault for path in sorted(paths) for fault in over(browser, path, weighed)] == []


def test_a_document_of_many_files_is_within_its_budget(weighed: Weighed, world: World) -> None:
    (one,) = world.draft.documents.filter(key="passport", person__relation="principal")
    Document.objects.bulk_create(copy(one, position=n) for n in range(1, FILES))
    browser = world.browser("alice")
    for row in ("portal:upload draft", "portal:documents draft", "portal:review draft"):
        assert over(browser, address(world, row), weighed) == []
