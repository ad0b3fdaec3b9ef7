"""What happened in a matter, the last first: acts of the firm, notes, e-mails, and what its file in this system says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from impplus.practice.models import FirmEvent, Matter
from impplus.records import access
from impplus.records.models import Event, User
from impplus.rules.lifecycle import move_of
from impplus.words.matters import CONTACTS
from impplus.words.text import Text

MOST = 200
PARTS = {
    "deadline": "deadlines",
    "task": "tasks",
    "wanted": "wanted",
    "clientlink": "links",
    "wall": "walls",
    "mail": "mails",
}
UNSHOWN = frozenset({"owe", "look"})


@dataclass(frozen=True)
class MatterLine:
    """One line: when, what, by whom where it was somebody of the firm, and what was written."""

    at: datetime
    text: Text
    by: str
    note: str = ""


def timeline_of(matter: Matter, reader: User, team: dict[int, Any]) -> list[MatterLine]:
    """The last MOST things that happened."""
    found = [*_of_firm(matter, team), *_notes(matter), *_of_file(matter, reader)]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def _of_firm(matter: Matter, team: dict[int, Any]) -> Iterator[MatterLine]:
    about = Q(noun="matter", about=str(matter.pk)) & ~Q(verb="note")
    for noun, rows in PARTS.items():
        keys = getattr(matter, rows).values_list("pk", flat=True)
        about |= Q(noun=noun, about__in=[str(key) for key in keys])
    events = FirmEvent.objects.filter(about).exclude(verb__in=UNSHOWN)
    for one in events.order_by("-at", "-pk")[:MOST]:
        by = team[one.by].name if one.by in team else ""
        yield MatterLine(one.at, move_of(one.noun, one.verb).sentence, by)


def _notes(matter: Matter) -> Iterator[MatterLine]:
    for one in matter.notes.order_by("-written_at", "-pk")[:MOST]:
        said = CONTACTS[one.contact].capital if one.contact else Text(en="Note", fr="Note")
        yield MatterLine(one.written_at, said, one.name, one.text)


def _of_file(matter: Matter, reader: User) -> Iterator[MatterLine]:
    """Of its file in this system, where the reader may open that."""
    if matter.application is None:
        return
    file = access.applications(reader).filter(pk=matter.application).first()
    if file is None:
        return
    for one in Event.objects.filter(application=file).order_by("-at", "-pk")[:MOST]:
        row = move_of(one.noun, one.verb)
        if not row.private:
            yield MatterLine(one.at, row.sentence, "")
