"""The contrast of two colours, by WCAG."""

import pytest

from impplus.rules.contrast import WHITE, contrast, is_colour


@pytest.mark.parametrize(
    ("colour", "expected"),
    [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#ff0000", 4.0), ("#0000ff", 8.59)],
)
def test_a_colour_contrasts_with_white_as_wcag_says(colour: str, expected: float) -> None:
    assert round(contrast(colour, WHITE), 2) == expected
    assert contrast(colour, WHITE) == contrast(WHITE, colour)


@pytest.mark.parametrize("text", ["", "red", "#fff", "#GGGGGG", "#1c2f5e;", "1c2f5e"])
def test_what_is_no_colour_is_none(text: str) -> None:
    assert not is_colour(text)
