"""Opening another officer’s file with a reason, and declaring that a file must not be opened."""

from django.db import transaction

from impplus.actions import handovers, moves
from impplus.actions.locks import held_application
from impplus.queries.access import must_see
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.queries.typed import fault_in
from impplus.queries.visits import OTHER, WHYS, must_not_be_barred
from impplus.records.application import OPEN
from impplus.records.models import Application, Kinship, User, Visit
from impplus.words.text import Text, as_kept

LONGEST = 300  # characters


def open_with(application: Application, *, why: str, words: str, by: User) -> Visit:
    """Remember why an officer opens a file that is not that officer’s own; once for each file.

    Raises NotUnderstood for a reason that is none, or that is not said; Barred.
    """
    must_see(application, by)
    must_not_be_barred(application, by)
    words = as_kept(words)
    if why not in WHYS:
        raise NotUnderstood(_CHOOSE)
    if len(words) > LONGEST:
        raise NotUnderstood(_TOO_LONG)
    if (why == OTHER or words) and (fault := fault_in(words, empty=_SAY)):
        raise NotUnderstood(fault)
    with transaction.atomic():
        held_application(application.pk)
        before = Visit.objects.filter(application=application, officer=by).first()
        if before:
            return before
        visit = Visit(application=application, officer=by, why=why, words=words)
        moves.move(visit, "open", by=by, detail={"why": why})
    return visit


def declare_close(application: Application, *, by: User) -> Kinship:
    """Close a file to the officer whose own it is, or who is close to somebody in it; one that this officer has goes back to the queue."""
    must_see(application, by)
    with transaction.atomic():
        now = held_application(application.pk)
        standing = Kinship.objects.filter(application=application, officer=by, status="declared")
        if before := standing.first():
            return before
        kinship = Kinship(application=application, officer=by)
        moves.move(kinship, "declare", by=by)
        if now.officer_id == by.pk and now.status in OPEN:
            handovers.give_back(now, by=by)
    return kinship


def find_mistaken(kinship: Kinship, *, by: User) -> None:
    """Open a file again to an officer who declared this by mistake; NotYours for that officer."""
    must_not_be_barred(kinship.application, by)
    if kinship.officer_id == by.pk:
        raise NotYours
    moves.move(kinship, "drop", by=by)


_CHOOSE = Text(
    en="Choose why you open this file.", fr="Choisissez pourquoi vous ouvrez ce dossier."
)
_SAY = Text(
    en="Say in a few words why you open this file.",
    fr="Dites en quelques mots pourquoi vous ouvrez ce dossier.",
)
_TOO_LONG = Text(
    en="Use 300 characters or fewer.",
    fr="Employez au plus 300\u00a0caractères.",
)
