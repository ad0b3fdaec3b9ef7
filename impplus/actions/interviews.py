"""Interviews: what an officer asked and was answered, kept with the file; the people of the file read that it took place."""

from datetime import date
from typing import Any

from django.db import transaction

from impplus.actions import moves
from impplus.actions.locks import held_by_its_officer
from impplus.queries.access import must_see
from impplus.queries.clock import today
from impplus.queries.first_acts import came_too_late
from impplus.queries.interviews import LONGEST_NOTES, LONGEST_PRESENT, MEANS
from impplus.queries.refusals import NotUnderstood
from impplus.queries.typed import fault_in
from impplus.records.models import Application, Interview, Person, User
from impplus.words.text import Text, as_kept

HELD_IN = ("in-review", "processing", "part-decided")


def write(
    person: Person, *, held_on: date, means: str, present: str, text: str, by: User
) -> Interview:
    """Keep the notes of an interview with somebody of a file; by its officer, before the decision. No letter comes of it.

    The same words again are the same interview. Raises NotUnderstood for a day to come or before the application was received,
    an unknown means, or words that are missing or cannot be kept; WrongMoment where nothing is examined.
    """
    must_see(person.application, by)
    faults = [
        fault_in(present, empty=_PRESENT, longest=LONGEST_PRESENT),
        fault_in(text, empty=_TEXT, longest=LONGEST_NOTES),
        None if means in MEANS else _MEANS,
        _fault_of_day(person.application, held_on),
    ]
    if found := [one for one in faults if one]:
        raise NotUnderstood(*found)
    said: dict[str, Any] = {"held_on": held_on, "means": means}
    said |= {"present": as_kept(present), "text": as_kept(text)}
    with transaction.atomic():
        now = held_by_its_officer(person.application, by)
        if now.status not in HELD_IN:
            raise came_too_late(now, by=by)
        if same := now.interviews.filter(person=person, by=by, **said).first():
            return same
        made = Interview(application=now, person=person, by=by, **said)
        told = {"day": held_on.isoformat(), "means": means}
        moves.move(made, "write", by=by, detail=moves.concerning(person.pk) | told)
    return made


def _fault_of_day(application: Application, held_on: date) -> Text | None:
    programme, received = application.programme, application.received_at
    if held_on > today(programme):
        return _LATER
    return _BEFORE if received is None or held_on < programme.day_of(received) else None


_PRESENT = Text(en="Write who was there.", fr="Inscrivez qui était présent.")
_TEXT = Text(en="Write what was asked and answered.", fr="Inscrivez les questions et les réponses.")
_MEANS = Text(en="Choose by what means it was held.", fr="Choisissez comment l’entrevue a eu lieu.")
_LATER = Text(
    en="The day of the interview is still to come. Record it once it has taken place.",
    fr="Le jour de l’entrevue n’est pas encore venu. Consignez l’entrevue une fois qu’elle a eu lieu.",
)
_BEFORE = Text(
    en="The day of the interview comes before the application was received.",
    fr="Le jour de l’entrevue précède la réception de la demande.",
)
