"""A list of candidates as the ministry sends it: a CSV file, read line by line, however long."""

import csv
import io
import unicodedata
from collections.abc import Iterator
from typing import IO

from impplus.queries.refusals import NotUnderstood
from impplus.words.text import Text

COLUMNS = (
    "reference",
    "mifi_file",
    "csq_number",
    "csq_programme",
    "csq_issued",
    "csq_expires",
    "family_name",
    "given_names",
    "born",
    "nationality",
    "lives_country",
    "email",
    "language",
)
SURPLUS = ""
LARGEST = 50_000_000
MOST_ROWS = 500_000  # a list as large as it may be, of rows of a hundred bytes
LONGEST_LINE = 200_000
type Line = tuple[int, dict[str, str]]

_TOO_LARGE = Text(
    en="The file is larger than 50 MB. Cut it in two and import each part.",
    fr="Le fichier dépasse 50\u00a0Mo. Divisez-le en deux et importez chaque partie.",
)
_TOO_MANY = Text(
    en="The list has more than 500,000 rows. Cut it in two and import each part.",
    fr="La liste compte plus de 500\u00a0000 lignes. Divisez-la en deux et importez chaque partie.",
)
_NOT_UTF8 = Text(
    en="The file is not UTF-8 text. Save it as “CSV UTF-8” and import it again.",
    fr="Le fichier n’est pas du texte UTF-8. Enregistrez-le en «\u00a0CSV UTF-8\u00a0» et importez-le de nouveau.",
)
_NOT_CSV = Text(
    en="The file is not a CSV list. Export the list again as “CSV UTF-8”.",
    fr="Le fichier n’est pas une liste CSV. Exportez de nouveau la liste en «\u00a0CSV UTF-8\u00a0».",
)


def rows(file: IO[bytes]) -> Iterator[Line]:
    """Each row with the line on which it begins, by the names of COLUMNS; cells too many under SURPLUS.

    Raises NotUnderstood where the file cannot be read, as soon as that shows.
    """
    if file.seek(0, io.SEEK_END) > LARGEST:
        raise NotUnderstood(_TOO_LARGE)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    try:
        yield from _read(text)
    except UnicodeDecodeError:
        raise NotUnderstood(_NOT_UTF8) from None
    except csv.Error:
        raise NotUnderstood(_NOT_CSV) from None
    finally:
        text.detach()  # else it would close the file


def _read(text: io.TextIOWrapper) -> Iterator[Line]:
    delimiter = ";" if ";" in text.readline(4_000) else ","
    text.seek(0)
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    named = [_clean(cell) for cell in next(reader, [])]
    _all_named(named)
    line, number = reader.line_num + 1, 0
    for cells in reader:
        found = dict(zip(named, map(_clean, cells), strict=False))
        row = {column: found.get(column, "") for column in COLUMNS}
        row[SURPLUS] = "".join(cells[len(named) :]).strip()
        if any(row.values()):
            number += 1
            if number > MOST_ROWS:
                raise NotUnderstood(_TOO_MANY)
            yield line, row
        line = reader.line_num + 1


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """The lines of a text, none of them so long that it fills the memory."""
    while line := text.readline(LONGEST_LINE):
        if "\x00" in line or len(line) == LONGEST_LINE:
            raise NotUnderstood(_NOT_CSV)
        yield line


def _all_named(named: list[str]) -> None:
    missing = [column for column in COLUMNS if column not in named]
    if missing:
        names = ", ".join(missing)
        raise NotUnderstood(
            Text(
                en=f"The first line must name the columns; these are missing: {names}.",
                fr=f"La première ligne doit nommer les colonnes; il manque\u00a0: {names}.",
            )
        )


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).strip()
