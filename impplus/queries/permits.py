"""What became of a permit, row by row, and the grounds on which something may become of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from impplus.queries.timeline import sentence_of
from impplus.records.models import Event, Letter, Permit
from impplus.records.prepared import prepared
from impplus.rules.dated import newest_rows
from impplus.rules.law import Ending, Ground
from impplus.rules.lifecycle import move_of
from impplus.rules.programme import Programme
from impplus.words.text import Text


@dataclass(frozen=True)
class Became:
    """One row: the event with its person and time, its sentence, the ground, the last day of a suspension, and the reasons with their language."""

    event: Event
    sentence: Text
    ground: Ground | None
    until: date | None
    reasons: str = ""
    language: str = ""


def grounds_for(permit: Permit, verb: Ending, on: date) -> Iterator[Ground]:
    """The grounds of the law in force on a day for this move of such a permit."""
    return grounds_of(permit.application.programme, permit.kind, verb, on)


def grounds_of(programme: Programme, kind: str, verb: Ending, on: date) -> Iterator[Ground]:
    """The grounds in force on a day for this move of a permit of a kind, or of the letter of introduction for one."""
    for row in newest_rows(programme.permit.grounds, on):
        if verb in row.verbs and kind in row.kinds:
            yield row


def ground_of(permit: Permit) -> Ground | None:
    """Why a permit was cancelled or replaced; None of one that was not, or where the ground is of no law here any more."""
    rows = permit.application.programme.permit.grounds
    return next((row for row in reversed(rows) if row.key == permit.ground), None)


def became_of(permit: Permit) -> list[Became]:
    """Every row about a permit, the oldest first."""
    told: dict[str, list[Letter]] = {}
    for letter in permit.letters.order_by("pk"):
        told.setdefault(letter.kind, []).append(letter)
    return [_became(permit, event, told) for event in _about(str(permit.pk))]


def _became(permit: Permit, event: Event, told: dict[str, list[Letter]]) -> Became:
    key, on = event.detail.get("ground"), event.detail.get("on")
    rows = (
        newest_rows(permit.application.programme.permit.grounds, date.fromisoformat(on))
        if on
        else ()
    )
    ground = next((row for row in rows if row.key == key), None)
    until = event.detail.get("until")
    owed = told.get(move_of(event.noun, event.verb).letter or "")
    letter = owed.pop(0) if owed else None  # each event has its own, in their order
    reasons, language = (letter.text, letter.language) if letter else ("", "")
    day = date.fromisoformat(until) if until else None
    return Became(event, sentence_of(event), ground, day, reasons, language)


@prepared
def _about(permit: str) -> QuerySet[Event]:
    events = Event.objects.filter(noun="permit", about=permit)
    return events.select_related("by").order_by("at", "id")
