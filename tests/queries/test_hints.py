"""What is said of the head on a photograph: only what was measured, and only before a background that allows it."""

import pytest

from impplus.queries.hints import HEADS, measured
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
