"""What happened in the demonstration world: its events, and the letters that they owed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.db.models import Model
from procrastinate.contrib.django import app as jobs

from impplus.actions import letters
from impplus.outside import store
from impplus.records.models import Application, Event, Invitation, Letter, Permit, User
from impplus.rules.lifecycle import Role, move_of

AT_ONCE = 4
BEHIND = -10  # letters that people wait for go first


@dataclass
class Diary:
    """Lines written in any order; kept in the order of time."""

    events: list[Event] = field(default_factory=list)
    letters: list[dict[str, Any]] = field(default_factory=list)

    def write(
        self,
        record: Model | None,
        verb: str,
        at: datetime,
        by: User | None,
        *,
        noun: str = "",
        detail: Mapping[str, Any] | None = None,
        facts: Mapping[str, Any] | None = None,
    ) -> None:
        """One event, and its letter where `facts` are given; only what the table of moves allows."""
        noun = noun or (record._meta.model_name or "" if record else "")
        row = move_of(noun, verb)
        role = Role(by.role) if by else Role.PUBLIC if Role.PUBLIC in row.who else Role.SYSTEM
        if role not in row.who:
            raise ValueError(f"{role} may not {verb} {noun}")
        application = _application_of(record)
        self.events.append(
            Event(
                at=at,
                noun=noun,
                about=str(record.pk) if record else "",
                verb=verb,
                role=role.value,
                by=by,
                application=application,
                detail=dict(detail or {}),
            )
        )
        if row.letter and facts is not None:
            self.letters.append(_owed(row.letter, record, at, by, facts))

    def keep(self) -> None:
        """Store the events, and leave the letters to the worker, the newest first."""
        Event.objects.bulk_create(sorted(self.events, key=lambda event: event.at), batch_size=2000)
        newest = sorted(self.letters, key=lambda letter: str(letter["at"]), reverse=True)
        if newest:
            job = jobs.configure_task(
                name="impplus.jobs.write_demonstration_letters", priority=BEHIND
            )
            few: list[Any] = [
                {"owed": newest[at : at + AT_ONCE]} for at in range(0, len(newest), AT_ONCE)
            ]
            job.batch_defer(*few)


def _owed(
    kind: str, record: Model | None, at: datetime, by: User | None, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """A letter of the past in plain values, for the worker to write."""
    application = _application_of(record)
    return {
        "kind": kind,
        "at": at.isoformat(),
        "by": by.pk if by else None,
        "application": application.pk if application else None,
        "invitation": record.pk if isinstance(record, Invitation) else None,
        "permit": record.pk if isinstance(record, Permit) else None,
        "facts": dict(facts),
    }


def write_letters(owed: Iterable[Mapping[str, Any]]) -> None:
    """Sign and store letters of the past, as sent then; nobody is written to. Twice is once."""
    for one in owed:
        with transaction.atomic():
            if _still_there(one) and not Letter.objects.filter(**_identity(one)).exists():
                _write(one)


def _write(one: Mapping[str, Any]) -> None:
    at = datetime.fromisoformat(one["at"])
    letter = Letter(**_identity(one), facts=one["facts"], status="sent", sent_at=at)
    letter.file_en = store.put(BytesIO(letters.made(letter, "en")))
    letter.file_fr = store.put(BytesIO(letters.made(letter, "fr")))
    letter.save(force_insert=True)
    by = User.objects.filter(pk=one["by"]).first()
    diary = Diary()
    diary.write(letter, "owe", at, by)
    diary.write(letter, "send", at, None)
    diary.keep()


def _identity(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "kind": one["kind"],
        "owed_at": datetime.fromisoformat(one["at"]),
        "application_id": one["application"],
        "invitation_id": one["invitation"],
        "permit_id": one["permit"],
    }


def _still_there(one: Mapping[str, Any]) -> bool:
    """The world may have been removed while its letters waited."""
    about = ((Application, "application"), (Invitation, "invitation"), (Permit, "permit"))
    return all(
        kind._default_manager.filter(pk=one[name]).exists()
        for kind, name in about
        if one[name] is not None
    )


def _application_of(record: Model | None) -> Application | None:
    if isinstance(record, Application):
        return record
    return getattr(record, "application", None) if not isinstance(record, Invitation) else None
