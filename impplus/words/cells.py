"""Cells of a table that a spreadsheet opens: none of them is a formula."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with which a spreadsheet would begin to reckon


def plain_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula: one that would be begins with an apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text
