"""What became of a permit, row by row, and the grounds on which something may become of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from impplus.queries.timeline import sentence_of
from impplus.queries.verification import state_of
from impplus.records.models import Event, Permit
from impplus.records.prepared import prepared
from impplus.rules.dated import newest_rows
from impplus.rules.law import Ending, Ground
from impplus.words.text import Text


@dataclass(frozen=True)
class Became:
    """One row: the event with its person and time, its sentence, the ground, and the last day of a suspension."""

    event: Event
    sentence: Text
    ground: Ground | None
    until: date | None


def grounds_for(permit: Permit, verb: Ending, on: date) -> Iterator[Ground]:
    """The grounds of the law in force on a day for this move of such a permit."""
    for row in newest_rows(permit.application.programme.permit.grounds, on):
        if verb in row.verbs and permit.kind in row.kinds:
            yield row


def ground_of(permit: Permit) -> Ground | None:
    """Why a permit was cancelled or replaced; None of one that was not, or where the ground is of no law here any more."""
    rows = permit.application.programme.permit.grounds
    return next((row for row in reversed(rows) if row.key == permit.ground), None)


def became_of(permit: Permit) -> list[Became]:
    """Every row about a permit, the oldest first."""
    return [_became(permit, event) for event in _about(str(permit.pk))]


def state_on(permit: Permit, on: date) -> str:
    """The state of a permit on a day, with `expired` and `not-yet` as the day makes them."""
    return state_of(permit, on)[0]


def _became(permit: Permit, event: Event) -> Became:
    key, on = event.detail.get("ground"), event.detail.get("on")
    rows = (
        newest_rows(permit.application.programme.permit.grounds, date.fromisoformat(on))
        if on
        else ()
    )
    ground = next((row for row in rows if row.key == key), None)
    until = event.detail.get("until")
    return Became(event, sentence_of(event), ground, date.fromisoformat(until) if until else None)


@prepared
def _about(permit: str) -> QuerySet[Event]:
    events = Event.objects.filter(noun="permit", about=permit)
    return events.select_related("by").order_by("at", "id")
