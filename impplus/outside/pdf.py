"""Letters, receipts and permits as accessible, archivable PDFs (PDF/UA-1 and PDF/A-2a), by typst.

The facts go in as JSON and never become source text; no network, no package, no font of the machine
is used, so the same facts give the same bytes everywhere. Fonts for the world's scripts come with the
package; a character that none of them has is written in Latin letters, and a line says so.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING, Any

from impplus.outside import pdf_spelling, pdf_tables, qr_code

if TYPE_CHECKING:
    import typst

FOLDER = Path(__file__).parent / "typst"
LAYOUT = '#include "/{}.typ"'
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

# Set where pages are served: what typst remembers of papers that it has set, 100 MB, would stay in each such process.
APART = Event()
PATIENCE = 60.0  # seconds for a paper that is printed apart
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
    return (_apart if APART.is_set() else _printed)(template, facts, language)


def _apart(template: str, facts: Mapping[str, Any], language: str) -> bytes:
    """The same, printed by a process that ends and gives its memory back; it has none of the secrets of this one."""
    try:
        with _one_at_a_time:
            ended = subprocess.run(
                [sys.executable, "-m", __name__],
                cwd=Path(__file__).resolve().parents[2],
                env={"PATH": os.defpath, "LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"},
                input=json.dumps([template, facts, language]).encode(),
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
    except subprocess.TimeoutExpired:
        raise NotPrintable(f"not printed within {PATIENCE:.0f} seconds") from None
    if ended.returncode:
        raise NotPrintable(ended.stderr.decode(errors="replace").strip())
    return ended.stdout


def _printed(template: str, facts: Mapping[str, Any], language: str) -> bytes:
    import typst

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
    prepared = dict(facts) | {"unprintable": False}
    if "code" in facts:
        code = facts["code"]
        prepared["drawn"] = qr_code.drawn(code.get("signed") or code["text"])
    return prepared


def _json_of(given: Mapping[str, Any]) -> str:
    """Facts as typst reads them, each character as itself."""
    return json.dumps(given, ensure_ascii=False)


@cache
def _compiler() -> "typst.Compiler":
    import typst

    return typst.Compiler(
        root=str(FOLDER),
        font_paths=typst.Fonts(include_system_fonts=False, font_paths=[str(FOLDER / "fonts")]),
        package_path=str(FOLDER / "packages"),
        package_cache_path=str(FOLDER / "packages"),
    )


def _compiled(template: str, given: Mapping[str, Any], language: str) -> bytes:
    facts = _json_of({**given, "language": language})
    made_on = date.fromisoformat(given["date"]) if "date" in given else LAYOUT_DATE
    try:
        with _one_at_a_time:
            made = _compiler().compile(  # type: ignore[type-var]  # it takes files by name, too
                {"main.typ": LAYOUT.format(template).encode(), "facts.json": facts.encode()},
                format="pdf",
                pdf_standards=["a-2a", "ua-1"],
                timestamp=datetime.combine(made_on, time(), UTC),
            )
    except BaseException as error:  # a panic of typst's has no class to import
        if type(error).__name__ != "PanicException":
            raise
        raise Panicked(str(error)) from None
    if not isinstance(made, bytes):
        raise NotPrintable("typst made pictures where one document was asked for")
    return pdf_tables.with_row_headers(made)


if __name__ == "__main__":
    try:
        sys.stdout.buffer.write(render(*json.load(sys.stdin)))
    except NotPrintable as fault:
        sys.exit(str(fault))
