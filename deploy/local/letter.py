"""A letter from its worked example, in both languages: `make letter KIND=refusal` writes a PDF and its text of each.

Without a kind it lists the kinds. Nothing is signed, and no database is asked.
"""

import os
import sys
from pathlib import Path

import django

from deploy.local.spare import PROJECT
from deploy.local.words import Stopped, ending_in_words
from impplus.words.text import LANGUAGES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impplus.settings")
django.setup()

from impplus.actions.letters import paper  # noqa: E402 (Django must stand first)
from impplus.queries.examples import LETTERS, letter  # noqa: E402 (Django must stand first)


def written(kind: str, folder: Path) -> list[Path]:
    """Write the PDF and the text of a kind in each language; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for language in LANGUAGES:
        made = letter(kind, language)
        file, text = (folder / f"{kind}.{language}.{form}" for form in ("pdf", "txt"))
        file.write_bytes(paper(kind, made, language))
        text.write_text("\n\n".join([made.title, *made.paragraphs, ""]), encoding="utf-8")
        paths += [file, text]
    return paths


def main() -> None:
    kind = "".join(sys.argv[1:])
    if kind not in LETTERS:
        raise Stopped(f"make letter KIND=…, which is one of: {', '.join(LETTERS)}.")
    for path in written(kind, PROJECT / "var" / "letters"):
        print(path)


if __name__ == "__main__":
    ending_in_words(main)
