"""What an officer’s desk does by itself, and what each officer made of it: density, and which key does what."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from impplus.records.models import Habits, User
from impplus.records.prepared import only, prepared
from impplus.words.text import Text

DENSITIES = ("compact", "comfortable")
# The pages on which keys work: lists of files, the page of a file with those of its steps, and that of a decision.
LIST, FILE, DECISION = "list", "file", "decision"
PAGES: Mapping[str, Text] = {
    LIST: Text(en="In lists of files", fr="Dans les listes de dossiers"),
    FILE: Text(en="On the page of a file", fr="Sur la page d’un dossier"),
    DECISION: Text(en="On the page of a decision", fr="Sur la page d’une décision"),
}
FIXED = frozenset("123456789")  # on the page of a decision, the person in that column
ON_SEVERAL = Text(en="On several pages", fr="Sur plusieurs pages")


@dataclass(frozen=True)
class ActKey:
    """What a key can do, on which pages, and the usual key: one key does one thing on a page."""

    usual: str
    text: Text
    pages: tuple[str, ...] = (LIST, FILE, DECISION)


# By act, in the order in which they are shown.
KEYS: Mapping[str, ActKey] = {
    "search": ActKey("/", Text(en="Search", fr="Rechercher"), (LIST, FILE)),
    "back": ActKey(
        "u",
        Text(
            en="Back: to what waits for me, or from a decision to its file",
            fr="Retour\u00a0: à ce qui m’attend, ou d’une décision à son dossier",
        ),
    ),
    "all_keys": ActKey("?", Text(en="All keys", fr="Toutes les touches")),
    "next_page": ActKey(
        "j",
        Text(en="Next page, file or finding", fr="Page, dossier ou constat suivant"),
    ),
    "page_before": ActKey(
        "k", Text(en="Page, file or finding before", fr="Page, dossier ou constat précédent")
    ),
    "take": ActKey(
        "t", Text(en="Take the next file", fr="Prendre le dossier suivant"), (LIST, FILE)
    ),
    "skip": ActKey(
        "s", Text(en="Skip, with a reason", fr="Laisser de côté, avec un motif"), (LIST, FILE)
    ),
    "hand_over": ActKey(
        "h", Text(en="Hand the file over", fr="Transmettre le dossier"), (LIST, FILE)
    ),
    "views": ActKey("v", Text(en="To the views", fr="Aller aux vues"), (LIST,)),
    "next_document": ActKey("J", Text(en="Next document", fr="Document suivant"), (FILE,)),
    "document_before": ActKey("K", Text(en="Document before", fr="Document précédent"), (FILE,)),
    "tick": ActKey("x", Text(en="Looked at", fr="Examiné"), (FILE,)),
    "larger": ActKey("+", Text(en="Larger", fr="Agrandir"), (FILE,)),
    "smaller": ActKey("-", Text(en="Smaller", fr="Réduire"), (FILE,)),
    "turn": ActKey("r", Text(en="Turn", fr="Tourner"), (FILE,)),
    "next_finding": ActKey("f", Text(en="Next finding", fr="Constat suivant"), (FILE,)),
    "proved": ActKey("p", Text(en="This page proves it", fr="Cette page le prouve"), (FILE,)),
    "differs": ActKey(
        "o",
        Text(en="This page shows something else", fr="Cette page montre autre chose"),
        (FILE,),
    ),
    "note": ActKey("n", Text(en="Write a note", fr="Écrire une note"), (FILE,)),
    "ask": ActKey("q", Text(en="Ask a question", fr="Poser une question"), (FILE,)),
    "concern": ActKey("l", Text(en="Put a concern", fr="Faire part d’une réserve"), (FILE,)),
    "complete": ActKey(
        "c", Text(en="The application is complete", fr="La demande est complète"), (FILE,)
    ),
    "decide": ActKey("d", Text(en="Decide", fr="Décider"), (FILE,)),
    "met": ActKey("m", Text(en="Met", fr="Remplie"), (DECISION,)),
    "not_met": ActKey("n", Text(en="Not met", fr="Non remplie"), (DECISION,)),
    "approve_one": ActKey(
        "o", Text(en="Approve this person", fr="Approuver la personne"), (DECISION,)
    ),
    "refuse_one": ActKey("r", Text(en="Refuse this person", fr="Refuser la personne"), (DECISION,)),
    "later_one": ActKey(
        "l",
        Text(en="Decide later on this person", fr="Décider plus tard pour la personne"),
        (DECISION,),
    ),
    "beside": ActKey(
        "e", Text(en="The page that proves it", fr="La page qui le prouve"), (DECISION,)
    ),
    "reasons": ActKey("w", Text(en="Write the reasons", fr="Écrire les motifs"), (DECISION,)),
    "record": ActKey(
        "b",
        Text(en="Record biometrics", fr="Consigner des données biométriques"),
        (DECISION,),
    ),
    "approve": ActKey(
        "a",
        Text(en="Find the rest met, and approve", fr="Juger le reste rempli et approuver"),
        (DECISION,),
    ),
}


@dataclass(frozen=True)
class Chosen:
    """An officer's own way: `keys` by act, which do nothing where they are `off`."""

    density: str
    off: bool
    keys: Mapping[str, str]

    @property
    def acts(self) -> Mapping[str, str]:
        """By page the act of each key that works there, as JSON for the script (static/keys.js)."""
        return {page: json.dumps({} if self.off else self._on(page)) for page in PAGES}

    def _on(self, page: str) -> dict[str, str]:
        return {key: act for act, key in self.keys.items() if page in KEYS[act].pages}


def chosen(kept: Mapping[str, Any] | None) -> Chosen:
    """What holds for an officer whose row of Habits holds this; the usual where there is none."""
    kept = kept or {}
    usual = {act: key.usual for act, key in KEYS.items()}
    off = bool(kept.get("off"))
    own = {act: str(key) for act, key in kept.get("keys", {}).items() if act in KEYS}
    density = kept.get("density")
    return Chosen(density if density in DENSITIES else DENSITIES[0], off, {**usual, **own})


def habits_of(officer: User) -> Chosen:
    """What holds for an officer."""
    row = only(_kept(officer))
    return chosen(row.chosen if row else None)


@prepared
def _kept(officer: User) -> QuerySet[Habits]:
    return Habits.objects.filter(officer=officer)
