"""The small parts of every page: what was found has one tag, in one colour, wherever it is shown."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.utils.translation import override

import impplus
from impplus.rules.lifecycle import STATUSES
from impplus.web.tags import day, met_tag, unbroken


@pytest.mark.parametrize(
    ("met", "colour", "english", "french"),
    [
        (True, "green", "Met", "Remplie"),
        (False, "red", "Not met", "Non remplie"),
        (None, "yellow", "Not known", "Indéterminée"),
    ],
)
def test_a_finding_has_one_tag_in_each_language(
    met: bool | None, colour: str, english: str, french: str
) -> None:
    for language, words in (("en", english), ("fr", french)):
        with override(language):
            assert met_tag(met) == f'<span class="tag {colour}">{words}</span>'


def test_the_day_of_an_instant_is_that_of_montreal() -> None:
    nearly_midnight_there = datetime(2026, 11, 26, 4, 59, tzinfo=UTC)
    assert day(nearly_midnight_there) == day(date(2026, 11, 25))


def test_a_number_is_broken_at_none_of_its_hyphens_and_read_as_it_is() -> None:
    style = (Path(impplus.__file__).parent / "static" / "style.css").read_text(encoding="utf-8")
    assert unbroken("W-02Y7-5Z60") == '<span class="unbroken">W-02Y7-5Z60</span>'
    assert ".unbroken { white-space: nowrap; }" in style


def test_the_colour_of_every_status_is_one_of_the_style() -> None:
    style = Path(impplus.__file__).parent / "static" / "style.css"
    known = {
        "grey",
        *re.findall(r"^\.tag\.(\w+) ", style.read_text(encoding="utf-8"), re.MULTILINE),
    }
    assert {status.colour for status in STATUSES} - known == set()
