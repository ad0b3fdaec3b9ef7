"""What an officer’s desk does by itself, and what each officer made of it: density, and which key does what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from impplus.records.models import Habits, User
from impplus.words.text import Text

DENSITIES = ("compact", "comfortable")
# What a key can do on the page of a file, with the usual key; in the order in which they are shown.
KEYS: Mapping[str, tuple[str, Text]] = {
    "next_page": ("j", Text(en="Next page", fr="Page suivante")),
    "page_before": ("k", Text(en="Page before", fr="Page précédente")),
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
    "back": ("u", Text(en="Back to all files", fr="Retour à tous les dossiers")),
    "all_keys": ("?", Text(en="All keys", fr="Toutes les touches")),
}


@dataclass(frozen=True)
class Chosen:
    """An officer's own way: `keys` by act, empty where keys are off."""

    density: str
    off: bool
    keys: Mapping[str, str]


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
    row = Habits.objects.filter(officer=officer).first()
    return chosen(row.chosen if row else None)
