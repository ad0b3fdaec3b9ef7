"""How many look-ups of each kind found nothing or had to wait, in the last days: whether somebody is guessing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Sum

from impplus.records.models import GuessCount
from impplus.words.text import Text

SHOWN_DAYS = 30
KINDS: Mapping[str, Text] = {
    "border-letter": Text(
        en="Border: letter of introduction and date of birth",
        fr="Frontière\u00a0: lettre d’introduction et date de naissance",
    ),
    "paper-number": Text(
        en="Public check: number of a permit or letter and date of birth",
        fr="Vérification publique\u00a0: numéro de permis ou de lettre et date de naissance",
    ),
    "look-up": Text(
        en="Public check: code of a permit or letter",
        fr="Vérification publique\u00a0: code de permis ou de lettre",
    ),
    "letter-code": Text(
        en="Letter of invitation: code, CSQ number and date of birth",
        fr="Lettre d’invitation\u00a0: code, numéro de CSQ et date de naissance",
    ),
    "own-part": Text(
        en="Link to the own part of a member of the family",
        fr="Lien vers la partie propre à un membre de la famille",
    ),
}


@dataclass(frozen=True)
class Guesses:
    """Of one kind in SHOWN_DAYS days: how many found nothing, how many had to wait, and the most of both on one day."""

    name: Text
    wrong: int
    waited: int
    most: int


def guesses(on: date) -> list[Guesses]:
    """Each of KINDS, up to a day."""
    since = on - timedelta(days=SHOWN_DAYS - 1)
    rows = GuessCount.objects.filter(day__gte=since, day__lte=on).values("what")
    summed = rows.annotate(
        wrongs=Sum("wrong"), waits=Sum("waited"), wrong_most=Max("wrong"), wait_most=Max("waited")
    )
    found: dict[str, Any] = {one["what"]: one for one in summed}
    none = {"wrongs": 0, "waits": 0, "wrong_most": 0, "wait_most": 0}
    return [_of(name, found.get(what, none)) for what, name in KINDS.items()]


def _of(name: Text, row: Mapping[str, int]) -> Guesses:
    return Guesses(name, row["wrongs"], row["waits"], max(row["wrong_most"], row["wait_most"]))
