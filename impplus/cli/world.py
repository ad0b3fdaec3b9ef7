"""`impplus demo`: creates, removes or shows the demonstration world."""

import argparse

from impplus import demonstration
from impplus.programmes import IMP_PLUS
from impplus.queries.clock import today
from impplus.records.models import User
from impplus.words import formats
from impplus.words.text import Text

KEPT = Text(
    en="Accounts exist already: the demonstration world was left as it is.",
    fr="Des comptes existent déjà\u00a0: le monde de démonstration est resté tel quel.",
)
CREATED = Text(
    en="The demonstration world was created. Everyone in it is invented.",
    fr="Le monde de démonstration a été créé. Toutes les personnes y sont inventées.",
)
REMOVED = Text(
    en="The demonstration world was removed. Nothing else was touched.",
    fr="Le monde de démonstration a été supprimé. Rien d’autre n’a été touché.",
)
NOBODY = Text(
    en="There is no demonstration world here. `impplus demo create` makes one.",
    fr="Il n’y a pas de monde de démonstration ici. «\u00a0impplus demo create\u00a0» en crée un.",
)
HEADING = Text(
    en="Invented people to sign in as (all with the password {password}):",
    fr="Personnes inventées pour ouvrir une session (toutes avec le mot de passe {password})\u00a0:",
)


def run(asked: argparse.Namespace, lang: str) -> int:
    """Do the verb that was asked for."""
    return {"create": _create, "remove": _remove, "sign-ins": _sign_ins}[asked.verb](asked, lang)


def _create(asked: argparse.Namespace, lang: str) -> int:
    if asked.if_empty and User.objects.exists():
        print(KEPT.say(lang))
        return 0
    demonstration.create(today(IMP_PLUS))
    print(CREATED.say(lang))
    return 0


def _remove(asked: argparse.Namespace, lang: str) -> int:
    demonstration.remove()
    print(REMOVED.say(lang))
    return 0


def _sign_ins(asked: argparse.Namespace, lang: str) -> int:
    people = demonstration.sign_ins()
    if not people:
        print(NOBODY.say(lang))
        return 0
    print(HEADING.say(lang).format(password=people[0].password))
    for person in people:
        note = f"{formats.colon(lang)} {person.note.say(lang)}" if person.note else ""
        print(f"    {person.email}\n        {person.name}{note}")
    return 0
