"""The process that makes a CSV of the first sheet of a workbook, behind the fence: `python -m …files.workbook`.

It reads the workbook from its input and writes the text to its output; its status says how it went. A row is a line, whatever its
cells hold, so that a line has the number that the spreadsheet shows, counted from the first row that is not empty.
"""

import csv
import os
import sys
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from io import BytesIO, TextIOWrapper

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from impplus.outside.files import jail
from impplus.outside.workbooks import LOCKED, NO_WORKBOOK, READ, TOO_HEAVY

BREAKS = str.maketrans("\r\n\x0b\x0c\x85\u2028\u2029", "       ")
type Cell = int | float | str | bool | time | date | datetime | timedelta


def main() -> int:
    content = sys.stdin.buffer.read()
    jail.enter()
    try:
        book = load_workbook(BytesIO(content))
        with TextIOWrapper(sys.stdout.buffer, encoding="utf-8", newline="") as written:
            csv.writer(written).writerows(_rows(_first(book)))
    except PasswordError:
        return LOCKED
    except (MemoryError, OSError):
        return TOO_HEAVY
    except (CalamineError, ValueError):
        return NO_WORKBOOK
    return READ


def _first(book: CalamineWorkbook) -> CalamineSheet:
    """The first sheet that a reader of the workbook sees."""
    for one in book.sheets_metadata:
        if one.typ == SheetTypeEnum.WorkSheet and one.visible == SheetVisibleEnum.Visible:
            return book.get_sheet_by_name(one.name)
    raise ValueError("no sheet")


def _rows(sheet: CalamineSheet) -> Iterable[list[str]]:
    begun = False
    for row in sheet.iter_rows():
        cells = list(map(_text, row))
        begun = begun or any(cells)
        if begun:
            yield cells


def _text(cell: Cell) -> str:
    """A cell as a list would have it: days as 2026-03-02, whole numbers without a point."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).translate(BREAKS)


if __name__ == "__main__":
    status = main()
    sys.stdout = None  # what could not be written is not tried again at the end
    os._exit(status)
