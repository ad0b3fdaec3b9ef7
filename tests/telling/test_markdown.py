"""The law as Markdown: read back by a parser, it says what the rules say, in either language."""

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given, strategies as st
from markdown_it import MarkdownIt

from impplus.programmes import IMP_PLUS
from impplus.telling.consolidation import consolidate
from impplus.telling.markdown import escaped, every, law, link, read, table
from impplus.words.text import LANGUAGES, Source, Text
from tests.rules.cases import ON
from tests.rules.ending import AFTER, ENDING, ENDS, NEXT

pytestmark = pytest.mark.thorough

parsed = cache(MarkdownIt("commonmark", {"html": True}).enable("table").parse)


def inline(written: str, kind: str) -> list[str]:
    """The plain text of every paragraph, heading or cell of a kind."""
    tokens = parsed(written)
    return [
        "".join(child.content for child in token.children or ())
        for before, token in pairwise(tokens)
        if before.type == f"{kind}_open" and token.type == "inline"
    ]


words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs"))).map(
    lambda text: text.replace("\ufeff", "")
)


@given(words.filter(bool))
@example("1. one")
@example("1) one")
@example("- one")
@example("+ one")
@example("=== ")
@example("# one")
@example("    one")
@example("<b>&amp;</b> [a](b) `c` *d* _e_ ~~f~~ \\ | {g} ![h](i)")
@example("---")
@example("***")
@example("http://example.test/a_b_c")
def test_a_text_is_shown_as_it_is(text: str) -> None:
    shown = " ".join(text.split(" ")).strip(" ")
    assert inline(escaped(text), "paragraph") == [shown]
    assert inline("\n".join(table(["x"], [[escaped(text)]])), "td") == [shown]


def test_a_text_of_several_lines_is_one_and_keeps_its_hard_spaces() -> None:
    assert escaped("  one\r\n\ttwo\u00a0: three ") == "one two\u00a0: three"


def test_a_source_is_a_link_that_says_what_it_is() -> None:
    title = Text(en="A [title]", fr="Un [titre]")
    source = Source("X 1", title, "https://example.test/a (b)|<c>", "https://example.test/fr")
    assert link(source, "en") == (
        r"[X 1 – A \[title\]](https://example.test/a%20%28b%29%7C%3Cc%3E)"
    )
    assert link(source, "fr") == r"[X 1 – Un \[titre\]](https://example.test/fr)"
    plain = Source("X 1", Text(en="X 1", fr="X 1"), "https://example.test/")
    assert link(plain, "en") == "[X 1](https://example.test/)"


@pytest.mark.parametrize(
    ("on", "lang"), [(ON, "en"), (ON, "fr"), (date(2022, 6, 1), "fr"), (date(2026, 12, 1), "en")]
)
def test_every_rule_in_force_stands_there_in_its_own_words(on: date, lang: str) -> None:
    law_then = consolidate(IMP_PLUS, on)
    written = law(law_then, lang)
    titles = [section.title.say(lang) for section in law_then.sections]
    assert inline(written, "heading") == [
        IMP_PLUS.name.say(lang),
        *[
            one
            for section, title in zip(law_then.sections, titles, strict=True)
            for one in (title, *_headings(section, lang))
        ],
    ]
    said = "\n".join(inline(written, "paragraph") + inline(written, "td"))
    for section in law_then.sections:
        for rule in section.shown:
            assert f"`{rule.key}`" in written
            for words_of_it in _words(rule, lang):
                assert words_of_it in said


def _headings(section, lang: str) -> list[str]:
    if section.tabular:
        return []
    return [f"{one.title.say(lang)} ({one.key})" for one in section.shown]


def _words(rule, lang: str) -> list[str]:
    if rule.current is None:
        return [rule.missing.say(lang)]
    description = rule.current.description
    statements = [one.words for one in description.statements]
    remedies = [one.remedy for one in description.statements if one.remedy]
    cited = (description.source, *(one.source for one in description.statements))
    sources = [source.title for source in cited if source]
    notes = [description.note] if description.note else []
    return [one.say(lang) for one in (*statements, *remedies, *sources, *notes)]


def test_what_is_not_in_force_does_not_stand_there() -> None:
    law_then = consolidate(IMP_PLUS, date(2022, 6, 1))
    past_or_future = {
        statement.words.en
        for section in law_then.sections
        for rule in section.provisions
        for version in rule.versions
        if version.state != "in-force"
        for statement in version.description.statements
    }
    in_force = {
        statement.words.en
        for section in law_then.sections
        for rule in section.shown
        if rule.current
        for statement in rule.current.description.statements
    }
    written = law(law_then, "en")
    said = "\n".join(inline(written, "paragraph") + inline(written, "td"))
    others = past_or_future - in_force
    assert "$239.75" in others
    assert [one for one in others if one in said] == []


@pytest.mark.parametrize("on", [date.min, date(2010, 1, 1), date(2022, 5, 23), date.max])
def test_an_odd_day_has_a_page_too(on: date) -> None:
    law_then = consolidate(IMP_PLUS, on)
    for lang in LANGUAGES:
        written = law(law_then, lang)
        assert sum(line.startswith("#") for line in written.splitlines()) > len(law_then.sections)
        assert "None" not in written
    empty = sum(not section.shown for section in law_then.sections)
    assert law(law_then, "en").count("Nothing of this kind is in force on this day.") == empty
    never = sum(not section.provisions for section in law_then.sections)
    assert (empty > never) == (on < date(2022, 5, 24))


def test_warnings_stand_at_the_top() -> None:
    soon = law(consolidate(ENDING, ENDS), "en").splitlines()
    past = law(consolidate(ENDING, AFTER), "fr").splitlines()
    assert soon[4] == (
        "> ⚠ Restoration of status: the amount of $246.25 holds until November\u00a030,\u00a02026."
        f" The next one is not known yet. {NEXT.en}"
    )
    assert past[4] == (
        "> ⚠ Rétablissement du statut\u00a0: le montant de 246,25\u00a0$ a pris fin le"
        f" 30\u00a0novembre\u00a02026. Le suivant n’est pas connu; aucun n’est supposé. {NEXT.fr}"
    )
    assert "⚠" not in law(consolidate(IMP_PLUS, ON), "en")


def test_a_table_has_as_many_cells_in_each_row_as_headings() -> None:
    for on in (None, date(2010, 1, 1), ON, date(2026, 12, 1)):
        law_then = consolidate(IMP_PLUS, on)
        for section in law_then.sections:
            if section.tabular:
                lines = list(every(section, "en"))
                assert len({line.replace(r"\|", "").count("|") for line in lines}) == 1


def test_the_whole_section_tells_every_version_and_what_changed() -> None:
    (cap,) = consolidate(IMP_PLUS).section("caps").provisions
    written = "\n".join(every(consolidate(IMP_PLUS).section("caps"), "en"))
    assert len(inline(written, "tr")) == 0
    assert [cell for cell in inline(written, "td") if cell in ("14,700", "7,350")] == [
        version.description.statements[0].words.en for version in cap.versions
    ]
    conditions = "\n".join(every(consolidate(IMP_PLUS).section("conditions"), "fr"))
    assert conditions.count("**Ce qui a changé\u00a0:**") == 2
    documents = consolidate(IMP_PLUS).section("documents")
    numbered = inline("\n".join(every(documents, "en", alone=True)), "heading")
    assert [one.split(".")[0] for one in numbered] == [
        str(number) for number in range(1, len(documents.provisions) + 1)
    ]


def test_a_version_that_had_another_title_says_so() -> None:
    first, *others = (row for row in IMP_PLUS.conditions if row.key == "may-apply-from-canada")
    renamed = replace(first, title=Text(en="From [inside]", fr="De l’intérieur"))
    rows = (renamed, *others)
    written = list(
        every(consolidate(replace(IMP_PLUS, conditions=rows)).section("conditions"), "en")
    )
    assert [line for line in written if "inside" in line] == [r"- **Title:** From \[inside\]"]


def test_a_source_that_was_never_checked_names_no_day() -> None:
    source = Source("X 1", Text(en="A title", fr="Un titre"), "https://example.test/")
    checked = replace(source, checked=ON)
    assert (read(source, "en"), read(checked, "en")) == (
        link(source, "en"),
        f"{link(source, 'en')}, checked on March\u00a02,\u00a02026",
    )
