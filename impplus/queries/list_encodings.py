"""How the characters of a list are written: as spreadsheets save them in English and in French."""

import codecs
import re
from typing import IO

from impplus.queries.refusals import NotUnderstood
from impplus.words.text import Text

_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_AT_ONCE = 1_000_000  # bytes
_OF_UTF_8 = re.compile(
    b"[\xc2-\xc5][\x80-\xbf]|\xef\xbb\xbf"
)  # in Windows-1252: “Ã©”, which nobody is called
_NO_TEXT = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a")) + b"\x81\x8d\x8f\x90\x9d"

NOT_TEXT = Text(
    en="The file is not a list in text form: it may be a picture, a PDF or a workbook. Save the list as “CSV UTF-8” "
    "and choose it again.",
    fr="Le fichier n’est pas une liste sous forme de texte\u00a0: il s’agit peut-être d’une image, d’un PDF ou d’un "
    "classeur. Enregistrez la liste en «\u00a0CSV UTF-8\u00a0» et choisissez-la de nouveau.",
)
_MIXED = Text(
    en="Part of the file is UTF-8 and part is not, so that names would be misspelt. Save the list as “CSV UTF-8” and choose it again.",
    fr="Une partie du fichier est en UTF-8 et l’autre ne l’est pas\u00a0: des noms seraient altérés. Enregistrez la liste en "
    "«\u00a0CSV UTF-8\u00a0» et choisissez-la de nouveau.",
)


def encoding_of(file: IO[bytes]) -> tuple[str, int]:
    """The encoding of a list, as Python names it, and the byte at which its text begins.

    A byte order mark decides, and without one a first letter of two bytes; else the file is UTF-8 if all of it is, and
    Windows-1252 if all of it can be. Raises NotUnderstood for what is no text, and for what is UTF-8 in part.
    """
    file.seek(0)
    start = file.read(2)
    for mark, encoding in _MARKS:
        if start == mark:
            return encoding, len(mark)
    if len(start) == 2 and start.count(0) == 1 and max(start) > ord(" "):
        return ("utf-16-le" if start[0] else "utf-16-be"), 0
    return ("utf-8" if _is_utf_8(file) else _windows(file)), 0


def _is_utf_8(file: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while part := file.read(_AT_ONCE):
            decoder.decode(part)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _windows(file: IO[bytes]) -> str:
    file.seek(0)
    while part := file.read(_AT_ONCE):
        if len(part.translate(None, _NO_TEXT)) < len(part):
            raise NotUnderstood(NOT_TEXT)
        if _OF_UTF_8.search(part):
            raise NotUnderstood(_MIXED)
    return "cp1252"
