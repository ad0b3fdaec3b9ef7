"""How an officer likes to work: kept for that officer alone."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from impplus.actions import moves
from impplus.queries.habits import DENSITIES, FIXED, KEYS, PAGES
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import Habits, User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text


def choose(*, density: str, off: bool, keys: Mapping[str, str], by: User) -> Habits:
    """Keep the density of an officer's desk, whether keys are off, and the key of each act.

    Raises NotUnderstood for a key that is not one sign, that does two things on a page, or that goes to a person of a decision.
    """
    own = {act: key for act, key in keys.items() if act in KEYS}
    full = {act: own.get(act, key.usual) for act, key in KEYS.items()}
    faults = [_one(KEYS[act].text) for act, key in full.items() if len(key) != 1 or key.isspace()]
    faults += [_digit(KEYS[act].text) for act, key in full.items() if key in FIXED]
    for page in PAGES:
        by_key: dict[str, list[Text]] = {}
        for act, key in full.items():
            if page in KEYS[act].pages and len(key) == 1:
                by_key.setdefault(key, []).append(KEYS[act].text)
        twice = [_twice(key, acts) for key, acts in by_key.items() if len(acts) > 1]
        faults += [one for one in twice if one not in faults]
    if faults:
        raise NotUnderstood(*faults)
    said: dict[str, Any] = {
        "density": density if density in DENSITIES else DENSITIES[0],
        "off": off,
    }
    said["keys"] = {act: key for act, key in full.items() if key != KEYS[act].usual}
    with transaction.atomic():
        kept, _ = Habits.objects.update_or_create(officer=by, defaults={"chosen": said})
        moves.log("habits", kept, "save", role=Role(by.role), by=by)
    return kept


def _one(act: Text) -> Text:
    return Text(
        en=f"Choose one letter or sign for “{act.en}”.",
        fr=f"Choisissez une seule lettre ou un seul signe pour «\u00a0{act.fr}\u00a0».",
    )


def _digit(act: Text) -> Text:
    return Text(
        en=f"The digits go to the people of a decision. Choose a letter or a sign for “{act.en}”.",
        fr=f"Les chiffres mènent aux personnes d’une décision. Choisissez une lettre ou un signe pour «\u00a0{act.fr}\u00a0».",
    )


def _twice(key: str, acts: list[Text]) -> Text:
    first, second = acts[:2]
    return Text(
        en=f"The key {key} stands for “{first.en}” and for “{second.en}”. Choose another for one of them.",
        fr=f"La touche {key} est choisie pour «\u00a0{first.fr}\u00a0» et pour «\u00a0{second.fr}\u00a0». Choisissez-en une autre pour l’une des deux.",
    )
