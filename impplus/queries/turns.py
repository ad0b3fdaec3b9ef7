"""Whose turn it is in several files at once: what their readers are asked, with the first last day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from impplus.queries.biometrics import last_day_of
from impplus.queries.facts import kept_private
from impplus.records.models import Application, Person, Question
from impplus.rules.lifecycle import status_of


@dataclass(frozen=True)
class Turn:
    """How many questions are open and how many people still give biometrics, and the first last day of these."""

    questions: int
    biometrics: int
    due: date


def turns(applications: Iterable[Application]) -> Mapping[int, Turn]:
    """By the key of each application in which something is asked of its reader; not what a private member answers alone.

    An application read for a part of one's own (`whose`) is asked what concerns that person.
    """
    read = {one.pk: one for one in applications if is_asked(one)}
    if not read:
        return {}
    mine = [own for one in read.values() if (own := getattr(one, "whose", None))]
    shown = Q(person__isnull=True) | Q(person__in=mine) | ~kept_private("person")
    asked, given = defaultdict[int, list[date]](list), defaultdict[int, list[date]](list)
    for one in Question.objects.filter(shown, application__in=read, status="open"):
        if _concerns(read[one.application_id], one.person_id):
            asked[one.application_id].append(one.due_on)
    awaited = Person.objects.filter(Q(pk__in=mine) | ~kept_private("pk"), application__in=read)
    awaited = awaited.filter(biometrics_asked_at__isnull=False, biometrics_taken_on__isnull=True)
    for person in awaited:
        application = read[person.application_id]
        due = last_day_of(application.programme, person)
        if due and _concerns(application, person.pk):
            given[application.pk].append(due)
    return {
        pk: Turn(len(asked[pk]), len(given[pk]), min(asked[pk] + given[pk]))
        for pk in read
        if asked[pk] or given[pk]
    }


def is_asked(application: Application) -> bool:
    """Whether anything can be asked of its people: it is not closed, and no order has stopped the time."""
    state = status_of("application", application.status)
    return not state.closed and state.key != "suspended"


def _concerns(application: Application, person: int | None) -> bool:
    own = getattr(application, "whose", None)
    return own is None or person == own
