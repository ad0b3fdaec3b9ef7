"""A list of candidates as the ministry sends it: a file with separators, read line by line, however long."""

import csv
import io
import re
import unicodedata
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from typing import IO, Any

from impplus.queries.list_columns import COLUMNS, WITHDRAW, named, names_columns
from impplus.queries.list_encodings import NOT_TEXT, encoding_of
from impplus.queries.refusals import NotUnderstood
from impplus.words.text import Text

SURPLUS = ""
LARGEST = 50_000_000
MOST_ROWS = 500_000  # a list as large as it may be, of rows of a hundred bytes
LONGEST_LINE = 200_000
LONGEST_HEADING = 60
MOST_ABOVE = 10  # lines above the headings, such as a title
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
_EMPTY = Text(
    en="The file is empty. Choose the list once more.",
    fr="Le fichier est vide. Choisissez de nouveau la liste.",
)
NO_ROWS = Text(
    en="The list has no row below its columns. Check what was exported.",
    fr="La liste n’a aucune ligne sous ses colonnes. Vérifiez ce qui a été exporté.",
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
    with _opened(file) as lines:
        yield from _read(lines)


def headings(file: IO[bytes]) -> dict[str, str]:
    """What the file calls each column that it names, by the names of COLUMNS and WITHDRAW. Raises as `rows`."""
    with _opened(file) as lines:
        cells: list[str] = next(_headed(lines)[1], [])
    called = zip(named(cells), cells, strict=True)
    return {column: _clean("", cell)[:LONGEST_HEADING] for column, cell in called if column}


@contextmanager
def _opened(file: IO[bytes]) -> Iterator[Iterator[str]]:
    """The lines of a file as text; what cannot be read raises NotUnderstood."""
    if file.seek(0, io.SEEK_END) > LARGEST:
        raise NotUnderstood(TOO_LARGE)
    encoding, start = encoding_of(file)
    file.seek(start)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        yield _lines(text)
    except UnicodeDecodeError:
        raise NotUnderstood(NOT_TEXT) from None
    except csv.Error:
        raise NotUnderstood(_NOT_CSV) from None
    finally:
        text.detach()  # else it would close the file


def _headed(lines: Iterator[str]) -> tuple[int, Any]:
    """How many lines stand above the one that names the columns, and a reader that begins there.

    A title, and empty lines, may stand above it, MOST_ABOVE lines at the most; where no line names columns it is the first.
    """
    first = list(islice(lines, MOST_ABOVE + 2))
    if len(first) < MOST_ABOVE + 2 and not "".join(first).strip("\ufeff \t\r\n"):
        raise NotUnderstood(_EMPTY)
    if first:
        first[0] = first[0].lstrip("\ufeff")
    said = _SAID.fullmatch(first[0]) if first else None
    offered = range(1 if said else 0, len(first))
    above = next((n for n in offered if names_columns(_cells(first[n], said))), 1 if said else 0)
    begins = first[above:]
    delimiter = said[1] if said else _separator(begins[0] if begins else "")
    return above, csv.reader(chain(begins, lines), delimiter=delimiter, strict=True)


def _cells(line: str, said: re.Match[str] | None) -> list[str]:
    return next(csv.reader([line], delimiter=said[1] if said else _separator(line)), [])


def _separator(line: str) -> str:
    return max(SEPARATORS, key=line.count)


def _read(lines: Iterator[str]) -> Iterator[Line]:
    before, reader = _headed(lines)
    columns = named(next(reader, []), line=before + 1)
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
