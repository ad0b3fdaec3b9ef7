"""The icons of the pages: every one that a page asks for is drawn, and none in vain."""

import re

from impplus.web.icons import SHAPES, icon
from tests.house.source import PROJECT

ASKED = re.compile(r'{% icon "([a-z]+)"')


def test_every_icon_that_a_page_asks_for_is_drawn_and_no_other() -> None:
    folder = PROJECT / "impplus" / "templates"
    pages = [page.read_text(encoding="utf-8") for page in folder.rglob("*.html")]
    assert {name for page in pages for name in ASKED.findall(page)} == set(SHAPES)


def test_an_icon_is_said_by_the_word_beside_it_alone() -> None:
    drawn = icon("todo", "done")
    assert drawn == (
        '<svg class="icon done" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="9"/></svg>'
    )
