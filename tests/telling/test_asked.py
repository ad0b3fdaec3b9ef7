"""What pages ask besides the form: each with its reason, its users, and how long it is kept."""

from itertools import chain

import pytest

from impplus.programmes import IMP_PLUS
from impplus.telling.asked import PAGES, RETENTIONS, USES, asked
from impplus.telling.markdown import escaped
from impplus.words.text import LANGUAGES

ROWS = [row for page in PAGES for row in page.rows]


def test_every_row_names_who_uses_it_and_how_long_it_is_kept_and_no_use_is_left_over() -> None:
    law = IMP_PLUS.purposes
    uses = {one.key for one in chain(USES, law.uses)}
    kept = {one.key for one in chain(RETENTIONS, law.retentions)}
    assert {one for row in ROWS for one in row.used_by} - uses == set()
    assert {row.kept for row in ROWS} - kept == set()
    assert {one.key for one in USES} - {one for row in ROWS for one in row.used_by} == set()
    assert {one.key for one in RETENTIONS} - {row.kept for row in ROWS} == set()
    assert len({one.key for one in chain(USES, law.uses)}) == len(USES) + len(law.uses)


def test_a_page_asks_something_or_says_what_a_press_leaves() -> None:
    assert [page.key for page in PAGES if bool(page.rows) == bool(page.text)] == []
    assert len({page.key for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_field_is_a_line_of_its_page(lang: str) -> None:
    lines = list(asked(IMP_PLUS, lang))
    for row in ROWS:
        names = ", ".join(f"`{name}`" for name in row.fields)
        begins = f"| {escaped(row.label.say(lang))} | {names} | {escaped(row.why.say(lang))} |"
        assert any(line.startswith(begins) for line in lines), row
    for page in PAGES:
        assert f"### {escaped(page.title.say(lang))} (`{page.key}`)" in lines
