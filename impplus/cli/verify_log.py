"""`impplus verify-log`: whether events, public log and signatures agree, and each change, named."""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from impplus.queries.log_check import Kind, LogCheck, check
from impplus.queries.refusals import NotUnderstood
from impplus.rules.notes import BadNote, SignedNote, note_of
from impplus.words import formats
from impplus.words.text import LANGUAGES, Text

CHANGED = 1
MOST = 20  # of one kind are named; the others are counted
SAID: dict[Kind, Text] = {
    "checkpoint": Text(en="Checkpoint that is not valid", fr="Point de contrôle non valide"),
    "earlier": Text(
        en="Earlier checkpoint that the log does not continue (size)",
        fr="Point de contrôle antérieur que le registre ne prolonge pas (taille)",
    ),
    "tile": Text(en="Tile that was changed (leaf)", fr="Tuile modifiée (feuille)"),
    "entry": Text(en="Published leaf that was changed", fr="Feuille publiée qui a été modifiée"),
    "number": Text(en="Leaf whose number is gone", fr="Feuille dont le numéro a disparu"),
    "row": Text(
        en="Event whose row was changed (leaf)",
        fr="Événement dont la ligne a été modifiée (feuille)",
    ),
    "leaf": Text(
        en="Event whose leaf is not the one published (leaf)",
        fr="Événement dont la feuille n’est pas celle qui est publiée (feuille)",
    ),
    "removed": Text(
        en="Event that was removed (leaf)", fr="Événement qui a été supprimé (feuille)"
    ),
    "past": Text(
        en="Event that was inserted in the past (leaf)",
        fr="Événement qui a été inséré dans le passé (feuille)",
    ),
    "order": Text(
        en="Order of receipt that was changed (leaf)",
        fr="Ordre de réception qui a été modifié (feuille)",
    ),
    "proof": Text(
        en="Proof of a receipt that was changed (leaf)",
        fr="Preuve d’un accusé de réception qui a été modifiée (feuille)",
    ),
    "unnumbered": Text(
        en="Event that the log does not hold", fr="Événement que le registre ne contient pas"
    ),
}


def run(asked: argparse.Namespace, lang: str) -> int:
    """Print what was found; 0 where all agrees, 1 where something was changed."""
    found = check([_note(path) for path in asked.earlier])
    print(_whole(found).say(lang))
    by_kind = defaultdict[Kind, list[str]](list)
    for kind, where in found.faults:
        by_kind[kind].append(where)
    for kind, places in by_kind.items():
        for where in places[:MOST]:
            print(f"{SAID[kind].say(lang)}{formats.colon(lang)} {where}", file=sys.stderr)
        if len(places) > MOST:
            said = Text(f"{len(places)} in all", f"{len(places)} en tout")
            print(f"{SAID[kind].say(lang)}{formats.colon(lang)} {said.say(lang)}", file=sys.stderr)
    return CHANGED if found.faults else 0


def _whole(found: LogCheck) -> Text:
    size, events, removed = (
        {lang: formats.count(number, lang) for lang in LANGUAGES}
        for number in (found.size, found.events, found.removed)
    )
    return Text(
        en=f"{size['en']} leaves, {events['en']} events; {removed['en']} invented, removed.",
        fr=f"{size['fr']} feuilles, {events['fr']} événements; {removed['fr']} inventés, supprimés.",
    )


def _note(path: str) -> SignedNote:
    try:
        return note_of(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, BadNote):
        raise NotUnderstood(
            Text(
                en=f"{path} is not a checkpoint.",
                fr=f"{path} n’est pas un point de contrôle.",
            )
        ) from None
