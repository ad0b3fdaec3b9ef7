"""What became of a permit, row by row."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from impplus.queries.grounds import ground_among
from impplus.queries.timeline import sentence_of
from impplus.records.models import Event, Letter, Permit
from impplus.records.prepared import prepared
from impplus.rules.dated import newest_rows
from impplus.rules.law import Ground
from impplus.rules.lifecycle import move_of
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
    ground = ground_among(rows, key or "")
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
