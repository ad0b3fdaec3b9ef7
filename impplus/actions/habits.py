"""How an officer likes to work: kept for that officer alone."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from impplus.actions import moves
from impplus.queries.habits import DENSITIES, KEYS
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Habits, User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text


def choose(*, density: str, off: bool, keys: Mapping[str, str], by: User) -> Habits:
    """Keep the density of an officer's desk, whether keys are off, and the key of each act.

    Raises NotUnderstood for a key that is not one sign, or that does two things.
    """
    own = {act: key for act, key in keys.items() if act in KEYS}
    full = {act: own.get(act, usual) for act, (usual, _) in KEYS.items()}
    faults = [_one(KEYS[act][1]) for act, key in full.items() if len(key) != 1 or key.isspace()]
    by_key: dict[str, list[Text]] = {}
    for act, key in full.items():
        by_key.setdefault(key, []).append(KEYS[act][1])
    faults += [_twice(key, acts) for key, acts in by_key.items() if len(acts) > 1 and len(key) == 1]
    if faults:
        raise NotUnderstood(*faults)
    said: dict[str, Any] = {
        "density": density if density in DENSITIES else DENSITIES[0],
        "off": off,
    }
    said["keys"] = {act: key for act, key in full.items() if key != KEYS[act][0]}
    with transaction.atomic():
        kept, _ = Habits.objects.update_or_create(officer=by, defaults={"chosen": said})
        moves.log("habits", kept, "save", role=Role(by.role), by=by)
    return kept


def _one(act: Text) -> Text:
    return Text(
        en=f"Choose one letter, digit or sign for “{act.en}”.",
        fr=f"Choisissez une seule lettre, un seul chiffre ou un seul signe pour «\u00a0{act.fr}\u00a0».",
    )


def _twice(key: str, acts: list[Text]) -> Text:
    first, second = acts[:2]
    return Text(
        en=f"The key {key} stands for “{first.en}” and for “{second.en}”. Choose another for one of them.",
        fr=f"La touche {key} est choisie pour «\u00a0{first.fr}\u00a0» et pour «\u00a0{second.fr}\u00a0». Choisissez-en une autre pour l’une des deux.",
    )
