"""Assignments: a firm lets colleagues open a represented file, and ends that."""

from django.db import IntegrityError, transaction

from impplus.actions import moves
from impplus.practice.access import MATTERS, role_of
from impplus.practice.models import Wall
from impplus.queries.firm_absences import led_by
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records.clock import Now
from impplus.records.models import Assignment, Mandate, User
from impplus.words.text import Text

_BEHIND_A_WALL = Text(
    en="This colleague stands behind a wall around the matter of this file. Nobody was assigned.",
    fr="Une cloison sépare cette personne du dossier de cette demande. Personne n’a été désigné.",
)
_NOT_THEIRS = Text(
    en="Choose a lawyer or a paralegal of your firm. Nobody was assigned.",
    fr="Choisissez une avocate, un avocat ou une ou un parajuriste de votre cabinet. Personne n’a été désigné.",
)


def assign(mandate: Mandate, *, colleague: User, by: User) -> Assignment:
    """Let a colleague open the file of an appointment in force; the same again is the same assignment.

    By the lawyer whom the applicant appointed, or while that lawyer is away by the substitute, or by an owner of the same firm;
    to who works on matters there.
    """
    _must_lead(mandate, by)
    same_firm = colleague.firm_id == mandate.lawyer.firm_id
    if not same_firm or role_of(colleague) not in MATTERS or colleague == mandate.lawyer:
        raise NotUnderstood(_NOT_THEIRS)
    walled = Wall.objects.filter(account=colleague.pk, status="up")
    if walled.filter(matter__application=mandate.application_id).exists():
        raise NotUnderstood(_BEHIND_A_WALL)
    made = Assignment(mandate=mandate, user=colleague, by=by)
    try:
        with transaction.atomic():
            moves.move(made, "assign", by=by, detail={"colleague": colleague.pk})
    except IntegrityError:
        same = Assignment.objects.filter(mandate=mandate, user=colleague, instead_of=None)
        return same.get(status="active")
    return made


def end(assignment: Assignment, *, by: User) -> None:
    """Let a colleague open a file no longer, from the next page on; what follows from an absence ends with that absence."""
    _must_lead(assignment.mandate, by)
    if assignment.instead_of_id:
        raise NotYours
    moves.move(assignment, "end", by=by, columns={"until": Now()})


def end_all(account: User, *, by: User) -> None:
    """End every assignment of somebody who leaves a firm."""
    for one in Assignment.objects.filter(user=account, status="active"):
        moves.move(one, "end", by=by, columns={"until": Now()})


def end_of(account: int, application: int, *, by: User) -> None:
    """End what opens one file to somebody who is put behind a wall around it."""
    opened = Assignment.objects.filter(user=account, mandate__application=application)
    for one in opened.filter(status="active"):
        moves.move(one, "end", by=by, columns={"until": Now()})


def _must_lead(mandate: Mandate, by: User) -> None:
    if not led_by(by).filter(pk=mandate.pk).exists():
        raise NotYours
