"""A letter from its worked example, in both languages: `make letter KIND=refusal` writes a PDF and its text of each.

Without a kind it lists the kinds. Nothing is signed, and no database is asked.
"""

import os
import sys
from datetime import date
from pathlib import Path

from deploy.local.spare import PROJECT
from deploy.local.words import Stopped, ending_in_words
from impplus import programmes
from impplus.outside import pdf
from impplus.programmes import IMP_PLUS
from impplus.queries.letters.page import TEMPLATES, Composed, laid_out, numbers_of
from impplus.telling.letter_examples import letter_examples
from impplus.words.text import LANGUAGES

EXAMPLES = letter_examples(Path(programmes.__file__).parent / "imp_plus")


def example(kind: str, language: str) -> Composed:
    """The newest words of a kind, filled in with its worked example."""
    words = IMP_PLUS.in_force(date.max).letters[kind]
    on = date.fromisoformat(EXAMPLES[kind]["issued"]["day"])
    values = {**numbers_of(IMP_PLUS, on), **EXAMPLES[kind]}
    return laid_out(IMP_PLUS, words, values, number=values["number"], language=language)


def written(kind: str, folder: Path) -> list[Path]:
    """Write the PDF and the text of a kind in each language; their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for language in LANGUAGES:
        made = example(kind, language)
        paper, text = (folder / f"{kind}.{language}.{form}" for form in ("pdf", "txt"))
        paper.write_bytes(pdf.render(TEMPLATES.get(kind, "letter"), made.facts(), language))
        text.write_text("\n\n".join([made.title, *made.paragraphs, ""]), encoding="utf-8")
        paths += [paper, text]
    return paths


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "impplus.settings")
    kind = "".join(sys.argv[1:])
    if kind not in EXAMPLES:
        raise Stopped(f"make letter KIND=…, which is one of: {', '.join(EXAMPLES)}.")
    for path in written(kind, PROJECT / "var" / "letters"):
        print(path)


if __name__ == "__main__":
    ending_in_words(main)
