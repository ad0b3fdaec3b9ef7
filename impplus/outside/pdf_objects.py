"""A paper of typst's as pyHanko has to read it in order to sign it: by the few objects that a signature changes.

pyHanko first reads where each object of a paper lies, and a receipt has hundreds, one for each row and cell.
"""

import re
from collections.abc import Iterator
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader

ENTRY = 20  # bytes of the table for each object
PAGES = re.compile(rb"/(?:Pages |Kids\[)(\d+) 0 R")


def read_for_signing(paper: bytes) -> PdfFileReader:
    """The paper with a table of its root, its list of pages and its first page only; what lies where stays the same."""
    told = paper.rindex(b"startxref")
    table, ends = int(paper[told:].split()[1]), paper.rindex(b"trailer")
    entries = b"".join(
        b"%d 1\n%b" % (number, entry) for number, entry in _changed(paper, table, ends)
    )
    short = b"xref\n%b%bstartxref\n%d\n%%%%EOF\n" % (entries, paper[ends:told], len(paper))
    reader = PdfFileReader(BytesIO(paper + short))
    reader.last_startxref = table  # which the signature's own table names as the one before
    return reader


def _changed(paper: bytes, table: int, ends: int) -> Iterator[tuple[int, bytes]]:
    """The number of each of these objects, and its line of the table, which says where it lies."""
    _, _, lines = paper[table:ends].split(b"\n", 2)
    found = re.search(rb"/Root (\d+) 0 R", paper[ends:])
    while found:
        number = int(found[1])
        entry = lines[number * ENTRY : (number + 1) * ENTRY]
        yield number, entry
        begins = int(entry[:10])
        found = PAGES.search(paper, begins, paper.index(b"endobj", begins))
