"""The only writer of a status: a move, its event and its letter, in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Func, Model

from impplus.actions.log import seal, write, write_beside, write_many
from impplus.actions.waking import wake as wake  # noqa: PLC0414 - asked for here
from impplus.practice.models import FirmEvent
from impplus.practice.routing import FIRM
from impplus.queries import clock
from impplus.queries.done import too_late
from impplus.queries.first_acts import came_too_late
from impplus.queries.refusals import AlreadyDone, NotYours, WrongMoment
from impplus.records.clock import Now
from impplus.records.models import (
    Application,
    Delegation,
    Event,
    Introduction,
    Invitation,
    Letter,
    Permit,
    Person,
    User,
)
from impplus.records.rows import change, insert, next_key
from impplus.rules.lifecycle import Move, Role, Verb, move_of


def move(
    record: Model,
    verb: Verb,
    *,
    by: User | None,
    detail: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None,
    columns: dict[str, Any] | None = None,
    to: Person | None = None,
) -> Event:
    """Make `verb` happen to a record, with further `columns` changed in the same statement.

    A record that does not exist yet is created; an application remembers when it last changed.
    `by=None` is the system. `facts` are what the letter that the table owes for this move is made
    from, and `to` is the member of the family to whom it is written. Raises NotYours when the role may not, WrongMoment when the status is no longer one that
    the move starts from: AlreadyDone where `by` made this very move, with the same words, and it stands.
    """
    noun = record._meta.model_name or ""
    row = move_of(noun, verb)
    role = role_for(row, by)
    with transaction.atomic(savepoint=False):
        if _written(record, row, columns or {}):
            at = clock.instant()
            event = _event(noun, record, verb, role=role, by=by, detail=detail or {}, at=at)
            if row.letter is None or noun == "letter":
                return write(event, record)
            owed = _letter(row.letter, record, facts or {}, key=next_key(Letter), to=to)
            return write_beside([event, _owed(owed, by=by, at=at)], [record, owed], owed)
    raise not_made(record, verb, by=by, columns=columns, facts=facts)


def move_at_firm(
    record: Any,
    verb: Verb,
    *,
    by: User | None,
    role: Role | None = None,
    detail: dict[str, Any] | None = None,
    columns: dict[str, Any] | None = None,
) -> FirmEvent:
    """As `move`, of a row that a firm keeps and that names its `firm`: the event stands beside it, and in no public log.

    `role` is PUBLIC where it is a visitor who acts.
    """
    noun = record._meta.model_name
    row = move_of(noun, verb)
    acting = _allowed(row, role) if role else role_for(row, by)
    with transaction.atomic(using=FIRM, savepoint=False):
        if _written(record, row, columns or {}):
            made = FirmEvent(firm=record.firm, noun=noun, about=str(record.pk), verb=verb)
            made.at, made.role, made.detail = clock.instant(), acting.value, detail or {}
            made.by = by.pk if by else None
            return insert(made)
    last = FirmEvent.objects.filter(noun=noun, about=str(record.pk), verb=verb).last()
    stands = _stands(record, row, columns, None)
    raise AlreadyDone if stands and by and last and last.by == by.pk else WrongMoment


def not_made(
    record: Model,
    verb: Verb,
    *,
    by: User | None,
    columns: dict[str, Any] | None = None,
    facts: dict[str, Any] | None = None,
) -> WrongMoment:
    """Why a move is not made: AlreadyDone where it stands, with these words, as `by` made it; else WrongMoment.

    Raises NotYours when the role may not.
    """
    row = move_of(record._meta.model_name or "", verb)
    role_for(row, by)
    stands = _stands(record, row, columns, facts)
    return too_late(record, verb, by=by) if stands else came_too_late(record, by=by)


def _stands(
    record: Model, row: Move, columns: dict[str, Any] | None, facts: dict[str, Any] | None
) -> bool:
    """Whether a record is as this move leaves it, with the same columns and the same facts of its letter."""
    if row.end is None:
        return False
    given = {key: one for key, one in (columns or {}).items() if not isinstance(one, Func)}
    kept = type(record)._default_manager.filter(pk=record.pk, status=row.end, **given).exists()
    if not (kept and row.letter and facts):
        return kept
    written = Letter.objects.filter(kind=row.letter, application=_application_of(record))
    last = written.order_by("pk").last()
    return last is not None and facts.items() <= last.facts.items()


def again(record: Model, verb: Verb, *, by: User | None) -> None:
    """As `move`, of an act that goes on and of which an event tells already: the same rules, and no other event.

    Only for a move that leaves the status as it is.
    """
    row = move_of(record._meta.model_name or "", verb)
    role_for(row, by)
    if row.end is not None or not _written(record, row, {}):
        raise WrongMoment


def submit(
    application: Application,
    *,
    by: User,
    detail: dict[str, Any],
    at: datetime,
    letter: int,
    beside: Sequence[Model],
) -> None:
    """The move of an application that is received, whose row is locked, at an instant: in one statement.

    `letter` is a key that was drawn for its letter, `beside` are new rows that belong to it. Raises as `move`.
    """
    row = move_of("application", "submit")
    role = role_for(row, by)
    owed = _letter(row.letter or "", application, {}, key=letter)
    event = _event("application", application, "submit", role=role, by=by, detail=detail, at=at)
    events = [event, _owed(owed, by=by, at=at)]
    seal(events, [application, owed])
    changes = {"changed_at": at, "received_at": at, "status": row.end}
    rows = (*events, *beside, owed)
    with transaction.atomic(savepoint=False):
        if not change(application, changes, where={"status": row.start}, beside=rows):
            raise WrongMoment


def role_for(row: Move, by: User | None) -> Role:
    """The role in which somebody makes a move, None being the system; NotYours where it may not."""
    return _allowed(row, Role(by.role) if by else Role.SYSTEM)


def _allowed(row: Move, role: Role) -> Role:
    if role not in row.who:
        raise NotYours
    return role


def concerning(person: int | None) -> dict[str, Any]:
    """What an event says of whom it concerns: the key of a person; nothing of an application as a whole."""
    return {"person": person} if person else {}


def log(
    noun: str,
    record: Model | None,
    verb: Verb,
    *,
    role: Role,
    by: User | None,
    detail: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> Event:
    """Write the event of a move in the table; without a status of its own `record` may be None."""
    move_of(noun, verb)
    at = at or clock.instant()
    return write(_event(noun, record, verb, role=role, by=by, detail=detail or {}, at=at), record)


def begin(
    records: Sequence[Model], verb: Verb, *, by: User | None, facts: Sequence[dict[str, Any]] = ()
) -> None:
    """As `move`, for many records of one noun that do not exist yet, in a few statements.

    `facts` are those of the letter of each, where the table owes one.
    """
    noun = records[0]._meta.model_name or ""
    row, at = move_of(noun, verb), clock.instant()
    if row.start:
        raise WrongMoment
    role = role_for(row, by)
    with transaction.atomic(savepoint=False):
        for record in records:
            record.status = row.end  # type: ignore[attr-defined]
        type(records[0])._default_manager.bulk_create(records)
        events = [_event(noun, one, verb, role=role, by=by, detail={}, at=at) for one in records]
        write_many(events, records)
        if row.letter and noun != "letter":
            pairs = zip(records, facts, strict=True)
            begin([_letter(row.letter, one, said) for one, said in pairs], "owe", by=by)


def _event(
    noun: str,
    record: Model | None,
    verb: Verb,
    *,
    role: Role,
    by: User | None,
    detail: dict[str, Any],
    at: datetime,
) -> Event:
    return Event(
        at=at,
        noun=noun,
        about=str(record.pk) if record else "",
        verb=verb,
        role=role.value,
        by=by,
        application=_application_of(record),
        detail=detail,
    )


def owe(
    kind: str,
    record: Model,
    *,
    by: User | None,
    facts: dict[str, Any],
    at: datetime | None = None,
) -> Letter:
    """Remember that a letter is owed: the worker, which looks each second, makes it once this stands."""
    letter = _letter(kind, record, facts, key=next_key(Letter))
    write_beside([_owed(letter, by=by, at=at or clock.instant())], [letter], letter)
    return letter


def _owed(letter: Letter, *, by: User | None, at: datetime) -> Event:
    """The event of a letter that is being written."""
    role = role_for(move_of("letter", "owe"), by)
    return _event("letter", letter, "owe", role=role, by=by, detail={}, at=at)


def _letter(
    kind: str,
    record: Model,
    facts: dict[str, Any],
    key: int | None = None,
    to: Person | None = None,
) -> Letter:
    return Letter(
        pk=key,
        kind=kind,
        facts=facts,
        application=_application_of(record),
        invitation=record if isinstance(record, Invitation) else None,
        permit=record if isinstance(record, Permit) else None,
        introduction=record if isinstance(record, Introduction) else None,
        person=record.person if isinstance(record, Delegation) else to,
    )


def _written(record: Model, row: Move, columns: dict[str, Any]) -> bool:
    """Write a move, unless the status is no longer one that it starts from; whether it was written."""
    if not row.start:
        for name, value in columns.items():
            setattr(record, name, value)
        if row.end:
            record.status = row.end  # type: ignore[attr-defined]
        insert(record)
        return True
    changes: dict[str, Any] = {"changed_at": Now()} if isinstance(record, Application) else {}
    changes |= columns
    if row.end:
        changes["status"] = row.end
    if changes:
        return change(record, changes, where={"status": row.start})
    return type(record)._default_manager.filter(pk=record.pk, status__in=row.start).exists()


def _application_of(record: Model | None) -> Application | None:
    if isinstance(record, Application):
        return record
    return getattr(record, "application", None) if not isinstance(record, Invitation) else None
