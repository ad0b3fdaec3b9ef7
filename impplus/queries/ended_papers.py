"""In which applications a permit gives no right any more, or entry was refused, as lists of applications say it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from impplus.queries.clock import today
from impplus.queries.facts import kept_private
from impplus.queries.verification import state_of
from impplus.records.application import MAY_BE_APPROVED
from impplus.records.models import Application, Introduction, Permit
from impplus.words.ended_papers import Fate, headline
from impplus.words.text import Text

_COLOURS = {"suspended": "yellow", "cancelled": "red", "expired": "grey", "letter-refused": "red"}
_FATES: Mapping[str, Fate] = {
    "suspended": "suspended",
    "cancelled": "cancelled",
    "expired": "expired",
}


@dataclass(frozen=True)
class ListedEnd:
    """What became of the newest papers of one or more people of an application, in two words."""

    said: Text
    colour: str


def ended_papers(applications: Iterable[Application]) -> Mapping[int, list[ListedEnd]]:
    """By the key of each approved application: what became of permits of which the reader knows.

    Of people who keep answers private nothing is said, but in an application read for a part of one's own (`whose`).
    """
    read = {one.pk: one for one in applications if one.status in MAY_BE_APPROVED}
    if not read:
        return {}
    mine = [own for one in read.values() if (own := getattr(one, "whose", None))]
    shown = Q(application__in=read) & (Q(person__in=mine) | ~kept_private("person"))
    fates: dict[int, dict[str, Fate | None]] = defaultdict(dict)
    for permit in Permit.objects.filter(shown).order_by("pk"):  # the newest of a person counts
        application = read[permit.application_id]
        state = state_of(permit, today(application.programme))[0]
        if getattr(application, "whose", None) in (None, permit.person_id):
            fates[permit.application_id][str(permit.person_id)] = _FATES.get(state)
    for letter in Introduction.objects.filter(shown, status="refused"):
        if getattr(read[letter.application_id], "whose", None) in (None, letter.person_id):
            fates[letter.application_id].setdefault(str(letter.person_id), "letter-refused")
    return {pk: list(_listed(of)) for pk, of in fates.items()}


def _listed(fates: Mapping[str, Fate | None]) -> Iterable[ListedEnd]:
    for fate, colour in _COLOURS.items():
        same = {name: one for name, one in fates.items() if one == fate}
        if same and (said := headline(same)):
            yield ListedEnd(said, colour)
