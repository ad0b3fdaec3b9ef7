"""Letters, receipts and permits as accessible, archivable PDFs (PDF/UA-1 and PDF/A-2a), by typst.

The facts go in as JSON and never become source text; no network, no package, no font of the machine
is used, so the same facts give the same bytes everywhere. Fonts for the world's scripts come with the
package; a character that none of them has is written in Latin letters, and a line says so.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import Any

import segno
import typst

from impplus.outside import pdf_spelling, pdf_tables

FOLDER = Path(__file__).parent / "typst"
TEMPLATES = ("letter", "receipt", "permit")
LANGUAGES = ("en", "fr")

# The keys that a layout knows; any other is a slip of the caller's.
KNOWN = frozenset(
    {"title", "other_title", "number", "issued", "date", "office", "addressee", "holder"}
    | {"highlights", "intro", "paragraphs", "rows", "sections", "code", "signature_lines"}
    | {"notice", "footer", "labels", "own", "own_language"}
)
# PDF/A wants a date; facts that carry none get the layouts' own, so that the bytes stay the same.
LAYOUT_DATE = date(2026, 1, 1)

_one_at_a_time = Lock()


class NotPrintable(Exception):
    """The layout could not be set from these facts; the message is typst's."""


class Panicked(Exception):
    """typst stopped at an error of its own; the message is the one that it left."""


def render(template: str, facts: Mapping[str, Any], language: str) -> bytes:
    """The PDF of a layout ("letter", "receipt" or "permit") filled with facts (plain JSON)."""
    if template not in TEMPLATES or language not in LANGUAGES:
        raise ValueError(f"No such layout: {template} in {language}")
    if "title" not in facts or not KNOWN.issuperset(facts):
        raise ValueError(f"Facts of a document: title, and only {sorted(KNOWN)}")
    given = _prepared(facts)
    while True:
        try:
            return _compiled(template, given, language)
        except typst.TypstError as error:
            message, missing = error.message, pdf_spelling.named_in(error.diagnostic)
        except Panicked as error:
            message, missing = str(error), pdf_spelling.beyond_latin(_json_of(given))
        spelled = pdf_spelling.respelled(given, missing)
        if spelled == given:
            raise NotPrintable(message)
        given = spelled | {"unprintable": given["unprintable"] or pdf_spelling.seen(missing)}


def _prepared(facts: Mapping[str, Any]) -> dict[str, Any]:
    made_on = date.fromisoformat(facts["date"]) if "date" in facts else LAYOUT_DATE
    day = {"year": made_on.year, "month": made_on.month, "day": made_on.day}
    prepared = dict(facts) | {"date": day, "unprintable": False}
    if "code" in facts:
        code = facts["code"]
        prepared["drawn"] = drawn(code.get("signed") or code["text"])
    return prepared


def drawn(content: str, *, scaled: bool = False) -> str:
    """The picture of a QR code as SVG, its quiet zone about it; `scaled` is one that takes the size of its place on a page."""
    # Large modules are read where a higher level of repair is not: docs/decisions/signed-codes.md.
    code = segno.make_qr(content, error="m", boost_error=False)
    picture = BytesIO()
    # A quiet zone of four modules, as readers of codes expect.
    code.save(picture, kind="svg", border=4, light="#fff", xmldecl=False, omitsize=scaled)
    return picture.getvalue().decode()


def _json_of(given: Mapping[str, Any]) -> str:
    """Facts as typst reads them, each character as itself."""
    return json.dumps(given, ensure_ascii=False)


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(
        root=str(FOLDER),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(FOLDER / "fonts")]),
        package_path=str(FOLDER / "packages"),
        package_cache_path=str(FOLDER / "packages"),
    )


def _compiled(template: str, given: Mapping[str, Any], language: str) -> bytes:
    try:
        with _one_at_a_time:
            made = _compiler().compile(
                str(FOLDER / f"{template}.typ"),
                format="pdf",
                sys_inputs={"facts": _json_of(given), "language": language},
                pdf_standards=["a-2a", "ua-1"],
            )
    except BaseException as error:  # a panic of typst's has no class to import
        if type(error).__name__ != "PanicException":
            raise
        raise Panicked(str(error)) from None
    if not isinstance(made, bytes):
        raise NotPrintable("typst made pictures where one document was asked for")
    return pdf_tables.with_row_headers(made)
