"""Mandates: the applicant appoints one lawyer to act in the file, and cancels that."""

from django.db import IntegrityError, transaction

from impplus.actions import messages, moves, unfinished_parts
from impplus.actions.locks import held
from impplus.actions.signatures import signed
from impplus.practice.access import may_be_appointed
from impplus.queries.access import must_see
from impplus.queries.facts import principal_of
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records.clock import Now
from impplus.records.models import Application, Mandate, User
from impplus.rules.lifecycle import Role
from impplus.words.text import Text

_ONE = Text(
    en="A representative is already appointed in this file. Cancel that appointment first.",
    fr="Une personne est déjà désignée pour représenter ce dossier. Annulez d’abord cette désignation.",
)


def give(application: Application, *, lawyer: User, signature: str, by: User) -> Mandate:
    """Let a firm's lawyer see and work on this file (IMM 5476); only the applicant may. The same again is the same mandate.

    NotYours for anybody who does not answer for files at a firm: the form names an individual who may.

    A member of the family who has signed and now signs that form, too, is told.
    """
    must_see(application, by)
    if not may_be_appointed().filter(pk=lawyer.pk).exists():
        raise NotYours
    signature = signed(signature, principal_of(application).name, by=by)
    mandate = Mandate(application=application, lawyer=lawyer, signature=signature)
    firm = lawyer.firm.name if lawyer.firm else ""
    facts = {"lawyer": lawyer.name, "firm": firm}
    try:
        with transaction.atomic():
            if not _held(application):
                raise NotYours
            moves.move(mandate, "give", by=by, facts=facts)
            unfinished_parts.tell(application)
    except IntegrityError:
        same = application.mandates.filter(status="active", lawyer=lawyer, signature=signature)
        if there := same.first():
            return there
        raise NotUnderstood(_ONE) from None
    return mandate


def end(mandate: Mandate, *, by: User) -> None:
    """End a mandate: the lawyer no longer sees the file from the next page on, and both are told."""
    must_see(mandate.application, by)
    if by.role == Role.REPRESENTATIVE and by != mandate.lawyer:
        raise NotYours  # a colleague opens the file, and stands in nobody’s place
    readers = messages.readers_of(mandate.application)
    with transaction.atomic():
        moves.move(mandate, "end", by=by, columns={"ended_at": Now()})
        for reader in readers:
            messages.owe(mandate, reader)


def opened(application: Application, *, by: User) -> None:
    """Remember when a representative opened the file, so that what came before is no longer marked as new; of others nothing."""
    if by.role == Role.REPRESENTATIVE:
        given = application.mandates.filter(lawyer=by, status="active")
        given.update(opened_at=Now())


def _held(application: Application) -> bool:
    """Whether the application is still there, and stays until this transaction ends."""
    kept = Application.objects.exclude(status="destroyed")
    return held(kept).filter(pk=application.pk).exists()
