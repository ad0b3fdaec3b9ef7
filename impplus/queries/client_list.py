"""A list of files that a firm wants checked: a CSV whose column of numbers is read, however a spreadsheet saved it."""

import csv
import io
import re
from dataclasses import dataclass

from impplus.queries.list_encodings import NOT_TEXT, encoding_of
from impplus.queries.refusals import NotUnderstood
from impplus.words.text import Text

MOST = 5_000
LARGEST = 2_000_000
SEPARATORS = ";\t,|"
HEADINGS = (
    "number",
    "application",
    "application number",
    "numéro",
    "demande",
    "numéro de la demande",
)
LONGEST_NUMBER = 20
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")


@dataclass(frozen=True)
class ListedClients:
    """The numbers of a list, each once, in its order; and how many lines named one again."""

    numbers: tuple[str, ...]
    again: int


def listed(content: bytes) -> ListedClients:
    """The files that a list names, by the column under one of HEADINGS, or the first. Raises NotUnderstood."""
    if len(content) > LARGEST:
        raise NotUnderstood(_TOO_LARGE)
    encoding, start = encoding_of(io.BytesIO(content))
    text = content[start:].decode(encoding).lstrip("\ufeff")
    if "\x00" in text:
        raise NotUnderstood(NOT_TEXT)
    first = text.partition("\n")[0]
    try:
        rows = [*csv.reader(io.StringIO(text), delimiter=max(SEPARATORS, key=first.count))]
    except csv.Error:
        raise NotUnderstood(_NOT_A_LIST) from None
    headings = [_plain(cell).casefold() for cell in rows[0]] if rows else []
    headed = [n for n, one in enumerate(headings) if one in HEADINGS]
    if len(headed) > 1:
        raise NotUnderstood(_headed_twice([rows[0][n] for n in headed]))
    column = headed[0] if headed else None
    cells = (row[column or 0] for row in rows[column is not None :] if len(row) > (column or 0))
    named = [one for one in (_number(cell) for cell in cells) if one]
    if not named:
        raise NotUnderstood(_EMPTY)
    if len(named) > MOST:
        raise NotUnderstood(_TOO_MANY)
    numbers = tuple(dict.fromkeys(named))
    return ListedClients(numbers, len(named) - len(numbers))


def _plain(cell: str) -> str:
    return _SPACES.sub(" ", cell).strip()


def _number(cell: str) -> str:
    """A number as it is kept: without spaces, in capitals; what is longer than any is cut, and found nowhere."""
    plain = _SPACES.sub("", cell).upper()
    return plain[: LONGEST_NUMBER + 1]


def _headed_twice(headings: list[str]) -> Text:
    """Which columns could hold the numbers, each named as in the list."""
    one, other = (_plain(cell) for cell in headings[:2])
    return Text(
        en=f"Two columns could hold the numbers: “{one}” and “{other}”. Leave only the one with the numbers of the applications.",
        fr=f"Deux colonnes pourraient contenir les numéros\u00a0: «\u00a0{one}\u00a0» et «\u00a0{other}\u00a0». Ne gardez que celle des numéros des demandes.",
    )


_TOO_MANY = Text(
    en=f"The list has more than {MOST:,} lines. Cut it in two and check each part.",
    fr=f"La liste compte plus de {MOST:,} lignes. Divisez-la en deux et vérifiez chaque partie.".replace(
        ",", "\u00a0", 1
    ),
)
_TOO_LARGE = Text(
    en=f"The list is larger than {LARGEST // 1_000_000} MB. Leave only the column of numbers, or cut the list in two.",
    fr=f"La liste dépasse {LARGEST // 1_000_000}\u00a0Mo. Ne gardez que la colonne des numéros, ou divisez la liste en deux.",
)
_NOT_A_LIST = Text(
    en="The file is not a CSV list. Save it again as “CSV UTF-8”.",
    fr="Le fichier n’est pas une liste CSV. Enregistrez-le de nouveau en «\u00a0CSV UTF-8\u00a0».",
)
_EMPTY = Text(
    en="The list names no file. Put the numbers of the applications in a column headed “number”.",
    fr="La liste ne nomme aucun dossier. Inscrivez les numéros des demandes dans une colonne intitulée «\u00a0numéro\u00a0».",
)
