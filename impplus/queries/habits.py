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
# What a key can do in the queue and on the page of a file, with the usual key; in the order in which they are shown.
KEYS: Mapping[str, tuple[str, Text]] = {
    "next_page": (
        "j",
        Text(
            en="Next page, or next file of a list",
            fr="Page suivante, ou dossier suivant d’une liste",
        ),
    ),
    "page_before": (
        "k",
        Text(en="Page before, or file before", fr="Page précédente, ou dossier précédent"),
    ),
    "next_document": ("J", Text(en="Next document", fr="Document suivant")),
    "document_before": ("K", Text(en="Document before", fr="Document précédent")),
    "tick": ("x", Text(en="Looked at", fr="Examiné")),
    "larger": ("+", Text(en="Larger", fr="Agrandir")),
    "smaller": ("-", Text(en="Smaller", fr="Réduire")),
    "turn": ("r", Text(en="Turn", fr="Tourner")),
    "next_finding": ("f", Text(en="Next finding", fr="Constat suivant")),
    "proved": ("p", Text(en="This page proves it", fr="Cette page le prouve")),
    "differs": (
        "o",
        Text(en="This page shows something else", fr="Cette page montre autre chose"),
    ),
    "note": ("n", Text(en="Write a note", fr="Écrire une note")),
    "ask": ("q", Text(en="Ask a question", fr="Poser une question")),
    "concern": ("l", Text(en="Put a concern", fr="Faire part d’une réserve")),
    "decide": ("d", Text(en="Decide", fr="Décider")),
    "take": ("t", Text(en="Take the next file", fr="Prendre le dossier suivant")),
    "skip": ("s", Text(en="Skip, with a reason", fr="Laisser de côté, avec un motif")),
    "hand_over": ("h", Text(en="Hand the file over", fr="Transmettre le dossier")),
    "search": ("/", Text(en="Search", fr="Rechercher")),
    "back": ("u", Text(en="Back to what waits for me", fr="Retour à ce qui m’attend")),
    "complete": ("c", Text(en="The application is complete", fr="La demande est complète")),
    "record": ("b", Text(en="Record biometrics", fr="Consigner des données biométriques")),
    "beside": ("e", Text(en="The page that proves it", fr="La page qui le prouve")),
    "reasons": ("w", Text(en="Write the reasons", fr="Écrire les motifs")),
    "approve": (
        "a",
        Text(en="Find the rest met, and approve", fr="Juger le reste rempli et approuver"),
    ),
    "all_keys": ("?", Text(en="All keys", fr="Toutes les touches")),
}


@dataclass(frozen=True)
class Chosen:
    """An officer's own way: `keys` by act, which do nothing where they are `off`."""

    density: str
    off: bool
    keys: Mapping[str, str]

    @property
    def acts(self) -> str:
        """The act of each key that works, as JSON for the script (static/keys.js)."""
        return json.dumps({} if self.off else {key: act for act, key in self.keys.items()})


def chosen(kept: Mapping[str, Any] | None) -> Chosen:
    """What holds for an officer whose row of Habits holds this; the usual where there is none."""
    kept = kept or {}
    usual = {act: key for act, (key, _) in KEYS.items()}
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
