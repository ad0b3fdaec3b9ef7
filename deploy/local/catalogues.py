"""The French catalogues of the interface as files: where each lies, how it is read, written and compiled."""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parents[2]
# Babel's own header holds the hour, so that any two updates would be in each other's way.
HEADER = b"""#
msgid ""
msgstr ""
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

"""


def catalogue(project: Path, area: str) -> Path:
    """The French catalogue of one area of the site."""
    return project / "impplus" / "locale" / area / "fr" / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    """The catalogue in a file; an empty one where there is no file."""
    if not path.exists():
        return Catalog(locale="fr")
    with path.open("rb") as file:
        return read_po(file, locale="fr", ignore_obsolete=True, abort_invalid=True)


def write(path: Path, french: Catalog) -> None:
    """Write the catalogue in the order of its English, and nothing that differs from day to day."""
    for message in french:
        message.flags &= {"fuzzy"}
    written = BytesIO()
    write_po(written, french, 100, sort_output=True, omit_header=True, ignore_obsolete=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(HEADER + written.getvalue())


def entries(catalog: Catalog) -> Iterator[Message]:
    """The messages of a catalogue, without its header."""
    return (message for message in catalog if message.id)


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """The singular, and the plural of a message that has one."""
    return tuple(text) if isinstance(text, tuple | list) else (text or "",)


def compile_stale(project: Path = PROJECT) -> None:
    """Compile each catalogue that is newer than its compiled form, in plain Python; several processes may at once."""
    for path in sorted((project / "impplus" / "locale").glob("*/fr/LC_MESSAGES/django.po")):
        compiled = path.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns <= path.stat().st_mtime_ns:
            aside = compiled.with_suffix(f".{os.getpid()}.mo")
            with aside.open("wb") as file:
                write_mo(file, read(path))
            aside.replace(compiled)


if __name__ == "__main__":
    compile_stale()
