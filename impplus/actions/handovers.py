"""Whose a file is: taken, taken over, handed over, given back, given out or passed over for a day."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from django.db import transaction

from impplus.actions import messages, moves, standing
from impplus.actions.locks import held, held_application
from impplus.queries import clock
from impplus.queries.access import must_see
from impplus.queries.first_acts import came_too_late
from impplus.queries.officers import absences_between, must_have, officers
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours
from impplus.queries.typed import fault_in
from impplus.queries.visits import Barred, must_not_be_barred
from impplus.records.application import OPEN
from impplus.records.clock import Now
from impplus.records.models import Application, Handover, Skip, User
from impplus.records.rows import insert
from impplus.rules.lifecycle import Role, Verb
from impplus.words import formats
from impplus.words.text import Text

NOTHING: Mapping[str, int] = MappingProxyType({})


def take(application: Application, *, by: User, seen: Application | None = None) -> None:
    """Take a file of `of_nobody` that is locked: a new one to check it, one that was given back as it stands.

    The event keeps the key of the file that was `seen` to be the oldest, where it is another.
    """
    detail = {"seen": seen.pk} if seen and seen != application else {}
    if application.status == "submitted":
        moves.move(application, "take", by=by, columns={"officer": by}, detail=detail)
    else:
        _pass_on(application, Handover(kind="take-over", after=by, by=by), detail)


def take_over(application: Application, *, reason: str, by: User) -> None:
    """Take a file from the officer who has it, who reads why; the reason is kept.

    AlreadyDone where `by` has it, and WrongMoment for one that is new or closed.
    """
    _must_see(application, by)
    must_not_be_barred(application, by)
    _must_say(reason, _WHY_OVER)
    with transaction.atomic():
        now = held_application(application.pk)
        if now.officer_id == by.pk:
            raise AlreadyDone
        row = Handover(kind="take-over", before=now.officer, after=by, by=by, note=reason.strip())
        _pass_on(now, row)


def hand_over(application: Application, *, to: User, note: str, by: User) -> None:
    """Give one's file to another officer, with a note that both keep; NotUnderstood where that one cannot have it."""
    _must_see(application, by)
    _must_say(note, _WHY_HAND)
    with transaction.atomic():
        now = held_application(application.pk)
        row = Handover(kind="hand-over", before=now.officer, after=to, by=by, note=note.strip())
        _must_be_new(row, now)
        must_have(now, by)
        _must_work(to, now)
        _pass_on(now, row)


def release(application: Application, *, reason: str, by: User) -> None:
    """Give one's file back to the queue, where its place is that of its receipt; the reason is kept."""
    _must_see(application, by)
    _must_say(reason, _WHY_RELEASE)
    with transaction.atomic():
        now = held_application(application.pk)
        row = Handover(kind="release", before=now.officer, by=by, note=reason.strip())
        _must_be_new(row, now)
        must_have(now, by)
        _pass_on(now, row)


def give_back(application: Application, *, by: User) -> None:
    """Give a file that is locked back, as its officer must not have it any longer; why is kept elsewhere."""
    _pass_on(application, Handover(kind="release", before=application.officer, by=by))


def assign(shares: Sequence[tuple[Application, User]], *, by: User) -> list[Application]:
    """Give files that nobody has to officers, each its own, as a manager; those that somebody took meanwhile are left, and given back.

    NotUnderstood where one of the officers cannot have any: then nobody is given anything.
    """
    if by.role != Role.MANAGER:
        raise NotYours
    left = []
    with transaction.atomic():
        for application, to in sorted(shares, key=lambda share: share[0].pk):
            now = held_application(application.pk)
            if now.officer_id is not None:
                left.append(now)
                continue
            _must_work(to, now)
            _pass_on(now, Handover(kind="assign", after=to, by=by))
        standing.find_again([one for one, _to in shares])
    return left


def move(
    shares: Sequence[tuple[Application, int | None]], *, to: User, note: str, by: User
) -> list[Application]:
    """Move open files to one officer, as a manager, with a reason that both officers read; each was seen with the officer of this key.

    Those that changed hands or were closed meanwhile are left, and given back. NotUnderstood where the officer cannot have one of
    them: then nothing is moved.
    """
    if by.role != Role.MANAGER:
        raise NotYours
    _must_say(note, _WHY_MOVE)
    left = []
    with transaction.atomic():
        for application, seen in sorted(shares, key=lambda share: share[0].pk):
            now = held_application(application.pk)
            last = now.handovers.order_by("pk").last()
            if now.officer_id == to.pk and last and last.by_id == by.pk:
                continue
            if now.officer_id != seen or now.status not in OPEN:
                left.append(now)
                continue
            _must_work(to, now)
            before = now.officer
            _pass_on(
                now, Handover(kind="assign", before=before, after=to, by=by, note=note.strip())
            )
        standing.find_again([one for one, _seen in shares])
    return left


def skip(application: Application, *, reason: str, by: User) -> None:
    """Pass a file over for today, with the reason: one’s own, or one that nobody has. It comes again tomorrow."""
    _must_see(application, by)
    _must_say(reason, _WHY_SKIP)
    with transaction.atomic():
        now = held_application(application.pk)
        if now.officer_id is not None:
            must_have(now, by)
        today = clock.today(now.programme)
        if now.skips.filter(officer=by, on=today).exists():
            raise AlreadyDone
        moves.move(now, "skip", by=by)
        insert(Skip(application=now, officer=by, reason=reason.strip(), on=today))


def read(handover: Handover, *, by: User) -> None:
    """Say that one has read it, as the officer who had the file or who has it since."""
    concerned = [name for name in ("before", "after") if getattr(handover, f"{name}_id") == by.pk]
    if not concerned:
        raise NotYours
    with transaction.atomic():
        now = held(Handover.objects.all()).get(pk=handover.pk)
        unread = [name for name in concerned if getattr(now, f"{name}_read_at") is None]
        if not unread:
            raise AlreadyDone
        Handover.objects.filter(pk=now.pk).update(**{f"{name}_read_at": Now() for name in unread})


def _pass_on(application: Application, row: Handover, besides: Mapping[str, int] = NOTHING) -> None:
    """Write that a file changes hands; either officer is told, but for whoever does it, who has read of it."""
    verb: Verb = row.kind if row.kind != "assign" else _given(application)  # type: ignore[assignment]
    detail = {"before": row.before_id, "after": row.after_id, **besides}
    moves.move(application, verb, by=row.by, detail=detail, columns={"officer": row.after})
    row.application = application
    for name, notice in (("before", "own-file-lost"), ("after", "own-file-got")):
        officer = getattr(row, name)
        if officer in (None, row.by):
            setattr(row, f"{name}_read_at", clock.now())
        else:
            messages.tell_member(officer, application, notice)
    insert(row)


def _given(application: Application) -> Verb:
    return "assign" if application.status == "submitted" else "hand-over"


def _must_be_new(row: Handover, now: Application) -> None:
    """Raise AlreadyDone where the last that happened to the file is this very thing, in the same words."""
    last = now.handovers.order_by("pk").last()
    same = ("kind", "after_id", "by_id", "note")
    if last and now.officer_id == row.after_id:
        if all(getattr(last, name) == getattr(row, name) for name in same):
            raise AlreadyDone
        if row.after_id is not None:
            raise came_too_late(now, by=row.by)


def _must_see(application: Application, by: User) -> None:
    must_see(application, by)
    if by.role != Role.FEDERAL:
        raise NotYours


def _must_say(words: str, empty: Text) -> None:
    if fault := fault_in(words, empty=empty):
        raise NotUnderstood(fault)


def _must_work(to: User, application: Application) -> None:
    """Raise NotUnderstood unless somebody is an officer who can be given a file today."""
    if not officers().filter(pk=to.pk).exists():
        raise NotUnderstood(_NO_OFFICER)
    try:
        must_not_be_barred(application, to)
    except Barred:  # why is nobody else's business
        raise NotUnderstood(_NOT_THIS_ONE) from None
    today = clock.today(application.programme)
    away = absences_between(today, today).filter(officer=to).first()
    if away:
        en, fr = (formats.day(away.last, language) for language in ("en", "fr"))
        raise NotUnderstood(
            Text(
                en=f"{to.name} is away until {en}, and {away.substitute.name} does the work. Choose another officer.",
                fr=f"{to.name} est en congé jusqu’au {fr}, et {away.substitute.name} assure le remplacement. Choisissez une autre personne.",
            )
        )


_NOT_THIS_ONE = Text(
    en="This officer cannot have this file. Choose another officer.",
    fr="Ce dossier ne peut être confié à cette personne. Choisissez-en une autre.",
)
_NO_OFFICER = Text(
    en="Choose an officer of this office whose account is open.",
    fr="Choisissez une agente ou un agent de ce bureau dont le compte est ouvert.",
)
_WHY_OVER = Text(
    en="Write why you take the file over. Its officer reads it.",
    fr="Inscrivez pourquoi vous reprenez le dossier. La personne responsable lira ce motif.",
)
_WHY_HAND = Text(
    en="Write what the other officer must know. You both keep the note.",
    fr="Inscrivez ce que l’autre personne doit savoir. La note est conservée pour vous et pour l’autre personne.",
)
_WHY_RELEASE = Text(
    en="Write why you give the file back.", fr="Inscrivez pourquoi vous remettez le dossier."
)
_WHY_MOVE = Text(
    en="Write why the files are moved. Both officers read it.",
    fr="Inscrivez pourquoi les dossiers sont déplacés. Les deux personnes liront ce motif.",
)
_WHY_SKIP = Text(
    en="Write why you skip this file today.",
    fr="Inscrivez pourquoi vous laissez ce dossier de côté aujourd’hui.",
)
