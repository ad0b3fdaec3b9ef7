"""What became of a letter of introduction at an office or at the border: who did it, when, on which ground and why."""

from dataclasses import dataclass

from django.db.models import QuerySet

from impplus.queries.grounds import ground_of
from impplus.records.models import Event, Introduction, Letter, Permit
from impplus.rules.law import Ground
from impplus.rules.verbs import Verb


@dataclass(frozen=True)
class LetterAct:
    """An act upon a letter of introduction; `permit` is the one that it cancelled, where there is one."""

    event: Event
    ground: Ground | None
    port: str
    reasons: str
    language: str
    permit: Permit | None = None


def ending_of(letter: Introduction) -> LetterAct | None:
    """Why entry was refused with a letter, or why it was cancelled; None of any other, and where no event tells."""
    verb, kind = _ENDINGS.get(letter.status, (None, ""))
    event = _events(letter, verb).last() if verb else None
    if event is None:
        return None
    written = Letter.objects.filter(introduction=letter, kind=kind).order_by("pk").last()
    return _act(event, written, ground_of(letter), port=letter.port)


def arrivals_taken_back(letter: Introduction) -> list[LetterAct]:
    """The arrivals with a letter that were recorded by mistake and taken back, the first first, each with its cancelled permit."""
    events = list(_events(letter, "undo-arrival"))
    permits = Permit.objects.select_related("application").in_bulk(
        [event.detail["permit"] for event in events]
    )
    arrived = [event.detail.get("port", "") for event in _events(letter, "arrive")]
    found = []
    for event, port in zip(events, arrived, strict=False):
        permit = permits[event.detail["permit"]]
        written = (
            Letter.objects.filter(permit=permit, kind="permit-cancelled").order_by("pk").last()
        )
        found.append(_act(event, written, ground_of(permit), port=port, permit=permit))
    return found


_ENDINGS: dict[str, tuple[Verb, str]] = {
    "refused": ("refuse-entry", "entry-refused"),
    "cancelled": ("cancel", "letter-cancelled"),
}


def _events(letter: Introduction, verb: Verb) -> QuerySet[Event]:
    told = Event.objects.filter(noun="introduction", about=str(letter.pk), verb=verb)
    return told.select_related("by").order_by("at", "id")


def _act(
    event: Event,
    written: Letter | None,
    ground: Ground | None,
    *,
    port: str,
    permit: Permit | None = None,
) -> LetterAct:
    said = written.facts if written else {}
    words = str(said.get("reasons", "")), str(said.get("language", "en"))
    return LetterAct(event, ground, port, *words, permit)
