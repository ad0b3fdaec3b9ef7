"""A list of candidates as the ministry sends it: a file with separators, read line by line, however long."""

import csv
import io
import re
import unicodedata
from collections.abc import Generator, Iterator
from itertools import chain
from typing import IO

from impplus.queries.list_columns import COLUMNS, WITHDRAW, named
from impplus.queries.list_encodings import NOT_TEXT, encoding_of
from impplus.queries.refusals import NotUnderstood
from impplus.words.text import Text

SURPLUS = ""
LARGEST = 50_000_000
MOST_ROWS = 500_000  # a list as large as it may be, of rows of a hundred bytes
LONGEST_LINE = 200_000
type Line = tuple[int, dict[str, str]]
SEPARATORS = ";\t,|"
_SAID = re.compile(rf'"?sep=([{SEPARATORS}])"?\s*', re.IGNORECASE)  # as Excel writes and obeys it
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), " ")
# Joiners belong to words of the scripts that have them, and are strays everywhere else.
_STRAY = re.compile("(?<![\u0590-\u1cff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\u1cff])")
JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))
_NAMES = ("family_name", "given_names")
_COUNTRIES = ("nationality", "lives_country")
_LANGUAGES = {"english": "en", "anglais": "en", "french": "fr", "français": "fr"}

TOO_LARGE = Text(
    en="The file is larger than 50 MB. Cut it in two and import each part.",
    fr="Le fichier dépasse 50\u00a0Mo. Divisez-le en deux et importez chaque partie.",
)
_TOO_MANY = Text(
    en="The list has more than 500,000 rows. Cut it in two and import each part.",
    fr="La liste compte plus de 500\u00a0000 lignes. Divisez-la en deux et importez chaque partie.",
)
_NOT_CSV = Text(
    en="The file is not a CSV list. Export the list again as “CSV UTF-8”.",
    fr="Le fichier n’est pas une liste CSV. Exportez de nouveau la liste en «\u00a0CSV UTF-8\u00a0».",
)
_TOO_LONG = Text(
    en="A line of the file is longer than 200,000 characters. A list has one candidate a line.",
    fr="Une ligne du fichier dépasse 200\u00a0000 caractères. Une liste compte une candidature par ligne.",
)


def rows(file: IO[bytes]) -> Generator[Line]:
    """Each row with the line on which it begins, by the names of COLUMNS and WITHDRAW; cells too many under SURPLUS.

    Raises NotUnderstood where the file cannot be read, as soon as that shows.
    """
    if file.seek(0, io.SEEK_END) > LARGEST:
        raise NotUnderstood(TOO_LARGE)
    encoding, start = encoding_of(file)
    file.seek(start)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        yield from _read(_lines(text))
    except UnicodeDecodeError:
        raise NotUnderstood(NOT_TEXT) from None
    except csv.Error:
        raise NotUnderstood(_NOT_CSV) from None
    finally:
        text.detach()  # else it would close the file


def _read(lines: Iterator[str]) -> Iterator[Line]:
    first = next(lines, "").lstrip("\ufeff")
    said = _SAID.fullmatch(first)
    before = 1 if said else 0
    heading = next(lines, "") if said else first
    delimiter = said[1] if said else max(SEPARATORS, key=heading.count)
    reader = csv.reader(chain([heading], lines), delimiter=delimiter, strict=True)
    columns = named(next(reader, []))
    line, number = before + reader.line_num + 1, 0
    for cells in reader:
        found = dict(zip(columns, cells, strict=False))
        row = {column: _clean(column, found.get(column, "")) for column in (*COLUMNS, WITHDRAW)}
        row[SURPLUS] = "".join(cells[len(columns) :]).strip()
        if any(row.values()):
            number += 1
            if number > MOST_ROWS:
                raise NotUnderstood(_TOO_MANY)
            yield line, row
        line = before + reader.line_num + 1


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a text, none of them so long that it fills the memory."""
    while line := text.readline(LONGEST_LINE):
        if "\x00" in line:
            raise NotUnderstood(NOT_TEXT)
        if len(line) == LONGEST_LINE:
            raise NotUnderstood(_TOO_LONG)
        yield line


def _clean(column: str, cell: str) -> str:
    """A cell without what nobody sees; codes in the one way in which the list keeps them."""
    text = unicodedata.normalize("NFC", cell).translate(_UNSEEN).translate(_SPACES).strip()
    text = _STRAY.sub("", text)
    if column in _NAMES:
        return re.sub(" {2,}", " ", text)
    if column == "csq_programme" or (column in _COUNTRIES and len(text) == 3):
        return text.upper()
    if column == "language":
        return _LANGUAGES.get(text.lower(), text.lower())
    return text
