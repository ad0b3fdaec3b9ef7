"""The first cell of each row of a paper's tables as the header of that row, which typst 0.15 cannot say."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf


def with_row_headers(made: bytes) -> bytes:
    """The same PDF, whose rows a screen reader names by their first cell; the same bytes for the same PDF."""
    with pikepdf.open(BytesIO(made)) as paper:
        for row in _rows(paper.Root.StructTreeRoot):
            first, *others = _kids(row)
            if first.S == pikepdf.Name.TD:
                first.S = pikepdf.Name.TH
                _about_a_table(first).Scope = pikepdf.Name.Row
            # A cell that lists its headers has no other: without the list, those of its row and column are its headers.
            for cell in (first, *others):
                said = _about_a_table(cell)
                if "/Headers" in said:
                    del said["/Headers"]
        written = BytesIO()
        paper.save(
            written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return written.getvalue()


def _rows(root: pikepdf.Object) -> Iterator[pikepdf.Object]:
    waiting = [root]
    while waiting:
        found = waiting.pop()
        if found.get("/S") == pikepdf.Name.TR:
            yield found
        waiting.extend(_kids(found))


def _kids(found: pikepdf.Object) -> list[pikepdf.Object]:
    """The elements within one; what stands on the page is none."""
    kids: Any = found.get("/K", [])
    every = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [one for one in every if isinstance(one, pikepdf.Dictionary) and "/S" in one]


def _about_a_table(cell: pikepdf.Object) -> Any:
    """What an element says of itself as part of a table; made where it says nothing."""
    said = cell.get("/A", pikepdf.Array())
    every = said if isinstance(said, pikepdf.Array) else pikepdf.Array([said])
    for one in every:
        if one.get("/O") == pikepdf.Name.Table:
            return one
    made = pikepdf.Dictionary(O=pikepdf.Name.Table)
    every.append(made)
    cell.A = every
    return cell.A[-1]
