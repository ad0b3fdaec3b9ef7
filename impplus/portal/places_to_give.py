"""Where fingerprints and a photo are given: the official pages that say so."""

from impplus.queries.file import File
from impplus.web.language import lang

SOURCE = "biometrics-after"


def where_to_give(file: File) -> str:
    """The address of these pages in the language of the page; nothing where the programme knows none."""
    known = file.programme.sources.get(SOURCE)
    return known.link(lang()) if known else ""
