"""Cells of a table that a spreadsheet opens: none of them is a formula."""

import re

# With these a spreadsheet would begin to reckon, the wide ones of East Asian keyboards, too; at the beginning of a cell,
# or after what another country's spreadsheet takes for the end of the cell before.
_FORMULA = re.compile("(^|[;,|\t\r\n])(?=[=+@\uff1d\uff0b\uff0d\uff20-])")
_UNSEEN = ("\t", "\r", "\n")  # which it takes away at the beginning


def plain_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula: before what would be one stands an apostrophe."""
    harmless = _FORMULA.sub(r"\1'", text)
    return f"'{harmless}" if harmless.startswith(_UNSEEN) else harmless
