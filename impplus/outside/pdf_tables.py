"""The first cell of each row of a paper's tables as the header of that row, which typst 0.15 cannot say.

typst writes the structure of a paper in the clear, so what is said instead stands in its place, and no other byte moves.
"""

import re

# The cell with which a row begins; and a cell with the list of its headers, by its number in the file.
FIRST = re.compile(rb"/S/TR/P \d+ 0 R/K\[(\d+) 0 R")
CELL = re.compile(
    rb"\n(?P<number>\d+) 0 obj\n<</Type/StructElem/S/T(?P<kind>[DH])/[^\n]*?(?P<listed>/Headers\[[^]]*\])"
)
ROW = b"/Scope/Row"


def with_row_headers(made: bytes) -> bytes:
    """The same PDF, whose rows a screen reader names by their first cell; the same bytes for the same PDF."""
    first, paper = set(FIRST.findall(made)), bytearray(made)
    for cell in CELL.finditer(made):
        heads = cell["kind"] == b"D" and cell["number"] in first
        if heads:
            paper[cell.start("kind")] = ord("H")
        # A cell that lists its headers has no other: without the list, those of its row and column are its headers.
        begins, ends = cell.span("listed")
        paper[begins:ends] = (ROW if heads else b"").ljust(ends - begins)
    return bytes(paper)
