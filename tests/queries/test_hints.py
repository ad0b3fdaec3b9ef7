"""What is said of the head on a photograph: only what was measured, and only before a background that allows it."""

from datetime import date

import pytest

from impplus.programmes import IMP_PLUS
from impplus.queries.hints import AGAIN, HEADS, PHOTO, hints_of, measured
from impplus.records.models import Document
from impplus.rules.photo import PhotoRule

RULE = PhotoRule(
    frame_width=35,
    frame_height=45,
    head_least=31,
    head_most=36,
    least_width=715,
    least_height=1000,
    most_months=6,
)
ON = date(2026, 11, 28)
LIGHT = {"width": 1050, "height": 1350, "light": 240, "spread": 5}


def said(**found: int) -> list[str]:
    """What is said after size, shape and background."""
    return [one.text.en for one in measured(Document(portrait=LIGHT | found), RULE)[3:]]


@pytest.mark.parametrize(
    ("found", "what"),
    [
        ({"crown": 80, "centre": 500, "head": 740}, "right"),
        ({"crown": 80, "centre": 560, "head": 600}, "right"),
        ({"crown": 80, "centre": 500}, "middle"),
        ({"crown": 80, "centre": 500, "head": 450}, "small"),
        ({"crown": 20, "centre": 500, "head": 950}, "large"),
        ({"crown": 80, "centre": 650, "head": 740}, "aside"),
        ({"crown": 0, "centre": 500, "head": 740}, "cut"),
    ],
)
def test_the_head_is_judged_with_room_to_spare(found: dict[str, int], what: str) -> None:
    assert said(**found) == [HEADS[what].en]
    good = measured(Document(portrait=LIGHT | found), RULE)[3].good
    assert good == (what in {"right", "middle"})


def test_nothing_is_said_of_a_head_that_was_not_found_or_stands_before_a_dark_wall() -> None:
    assert said() == []
    assert said(light=90, crown=80, centre=500, head=300) == []


@pytest.mark.parametrize("code", ["blank", "dark", "blurred"])
def test_of_a_portrait_nobody_is_asked_for_small_print_or_a_page(code: str) -> None:
    needed = next(one for one in IMP_PLUS.in_force(ON).documents if one.photo)
    seen = Document(seen=[[600, 800, code, "small", "cut"]], portrait=None)
    (hint,) = hints_of(seen, needed)  # type: ignore[arg-type]
    assert hint.title == AGAIN[code].title
    said = hint.advice.en + hint.advice.fr
    assert [
        one for one in ("small print", "petits caractères", "page", "read it") if one in said
    ] == []


def test_what_the_rules_want_of_a_photograph_comes_first() -> None:
    needed = next(one for one in IMP_PLUS.in_force(ON).documents if one.photo)
    dark = {"width": 10, "height": 10, "light": 0, "spread": 0}
    seen = Document(seen=[[10, 10, "blurred"]], portrait=dark)
    assert [one.title for one in hints_of(seen, needed)] == [PHOTO.title, AGAIN["blurred"].title]  # type: ignore[arg-type]
