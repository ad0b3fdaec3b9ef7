"""Absences: planned for days to come with a substitute, and cancelled."""

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from impplus.actions import moves
from impplus.actions.absent_days import AbsentDays, faults_of
from impplus.actions.locks import held
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.officers import absences_between, officers
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records.models import Absence, User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text


def declare(officer: User, *, substitute: User, first: date, last: date, by: User) -> Absence:
    """Plan the days on which an officer is away, both included; the same again is the same absence.

    NotYours for anybody but that officer: who may act on a file is no colleague's to change. NotUnderstood for days that are past, turned round or too many, a substitute who is no officer or away too, and an officer who
    is away already or stands in for somebody then.
    """
    if by.role != Role.FEDERAL or by != officer:
        raise NotYours
    absence = Absence(officer=officer, substitute=substitute, first=first, last=last)
    with transaction.atomic():
        both = User.objects.filter(pk__in=(officer.pk, substitute.pk))
        list(held(both).order_by("pk"))  # of two absences at once the second finds the first
        same = {"officer": officer, "substitute": substitute, "first": first, "last": last}
        if found := Absence.objects.filter(**same, status="declared").first():
            return found
        if faults := list(_faults(absence)):
            raise NotUnderstood(*faults)
        moves.move(absence, "declare", by=by, detail={"officer": officer.pk})
    return absence


def end(absence: Absence, *, by: User) -> None:
    """Cancel one's own absence: its officer has the files again, at once."""
    if by.role != Role.FEDERAL or by != absence.officer:
        raise NotYours
    moves.move(absence, "end", by=by)


def _faults(asked: Absence) -> Iterator[Text]:
    officer, substitute = asked.officer, asked.substitute
    others = map(_days, absences_between(asked.first, asked.last))
    yield from faults_of(_days(asked), others, today(SERVED))
    if substitute == officer or not officers().filter(pk=substitute.pk).exists():
        yield _NO_SUBSTITUTE


def _days(one: Absence) -> AbsentDays:
    return AbsentDays(
        account=one.officer_id,
        name=one.officer.name,
        substitute=one.substitute_id,
        substitute_name=one.substitute.name,
        first=one.first,
        last=one.last,
    )


_NO_SUBSTITUTE = Text(
    en="Choose another officer of this office as the substitute.",
    fr="Choisissez une autre personne de ce bureau pour le remplacement.",
)
