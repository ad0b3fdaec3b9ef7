"""Ticks: that an officer has looked at a document."""

from collections.abc import Iterable

from django.db import transaction

from impplus.actions import moves
from impplus.actions.locks import held_application
from impplus.queries.officers import must_work_on
from impplus.records.models import Document, Tick, User


def tick(document: Document, *, by: User) -> Tick:
    """Remember that an officer has looked at a document; the same again is the same tick."""
    with transaction.atomic():
        must_work_on(held_application(document.application_id), by)
        if before := Tick.objects.filter(document=document, by=by, status="set").first():
            return before
        made = Tick(application=document.application, document=document, by=by)
        moves.move(made, "add", by=by, detail={"key": document.key})
    return made


def tick_all(documents: Iterable[Document], *, by: User) -> list[Tick]:
    """Remember that an officer has looked at each of several documents of one file: at all of them, or at none."""
    with transaction.atomic():
        return [tick(one, by=by) for one in documents]


def untick(document: Document, *, by: User) -> None:
    """Take one’s tick away; where there is none, nothing is left to do."""
    with transaction.atomic():
        must_work_on(held_application(document.application_id), by)
        for one in Tick.objects.filter(document=document, by=by, status="set"):
            moves.move(one, "drop", by=by, detail={"key": document.key})
