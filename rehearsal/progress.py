"""The line on a terminal that says how far a rehearsal has come."""

import sys

from impplus.words import formats
from impplus.words.text import Text

WIDTH = 30
STAGES = {
    "prepares": Text(en="Preparing", fr="Préparation"),
    "comes": Text(en="People answered", fr="Personnes ayant une réponse"),
    "settles": Text(
        en="Letters, refunds and proofs done", fr="Lettres, remboursements et preuves faits"
    ),
    "kills": Text(en="Parts killed", fr="Parties arrêtées brutalement"),
    "looks": Text(en="Files looked at", fr="Fichiers vérifiés"),
}


class Bar:
    """One line, written anew each time; where nobody watches, each stage once."""

    def __init__(self, language: str) -> None:
        self.language, self.last = language, ""

    def says(self, name: str, done: int, of: int) -> None:
        """Say how much of a stage is done."""
        title = STAGES[name].say(self.language)
        if not sys.stderr.isatty():
            if name != self.last:
                print(f"{title} …", file=sys.stderr, flush=True)
            self.last = name
            return
        full = WIDTH * done // max(1, of)
        counted = " / ".join(formats.count(one, self.language) for one in (done, of))
        bar = f"[{'#' * full}{'.' * (WIDTH - full)}]"
        print(
            f"\r\x1b[2K{bar} {title}{formats.colon(self.language)} {counted}",
            end="",
            file=sys.stderr,
        )

    def ends(self) -> None:
        """Leave the line."""
        if sys.stderr.isatty():
            print(file=sys.stderr)
