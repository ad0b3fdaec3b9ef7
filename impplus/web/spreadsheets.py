"""Tables that a desk or a firm saves: CSV files that every spreadsheet reads, in which no cell is a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from django.http import StreamingHttpResponse

from impplus.words.cells import plain_cell


def saved(name: str, rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Rows as a file of that name, a row at a time, the first of them the heading."""
    return StreamingHttpResponse(
        _lines(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff"  # spreadsheets know UTF-8 by this mark
    for row in rows:
        yield writer.writerow([plain_cell(cell) if isinstance(cell, str) else cell for cell in row])


class _Line:
    """Where `csv` writes: the line comes back as what its writer returns."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line
