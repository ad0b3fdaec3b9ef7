"""Payments in advance: only noted, with day, amount and the number of the receipt; a slip is corrected by a second row."""

from datetime import date

from django.db import IntegrityError, transaction

from impplus.actions import moves
from impplus.practice import access
from impplus.practice.models import Advance, Retainer
from impplus.practice.routing import FIRM
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.records.models import User
from impplus.words.text import Text

_DAY = Text(en="This day is still to come.", fr="Cette date est à venir.")
_RECEIPT = Text(
    en="Enter the number of the receipt that the client got; another advance may not have it.",
    fr="Inscrivez le numéro du reçu remis à la cliente ou au client; aucune autre avance ne doit le porter.",
)
_WHY = Text(en="Write what was wrong.", fr="Inscrivez ce qui était inexact.")
_SAME = Text(en="This is what was noted already.", fr="C’est déjà ce qui a été noté.")


def note(agreement: Retainer, *, paid_on: date, cents: int, receipt: str, by: User) -> Advance:
    """Note an advance of a signed agreement; AlreadyDone where the same stands."""
    must_keep(agreement, by)
    given = {"paid_on": paid_on, "cents": cents, "receipt": receipt.strip()}
    if agreement.advances.filter(status="noted", **given).exists():
        raise AlreadyDone
    return _noted(Advance(agreement=agreement, **given), by)


def correct(
    advance: Advance, *, paid_on: date, cents: int, receipt: str, reason: str, by: User
) -> Advance:
    """Note beside an advance what is right, nothing where nothing was paid; AlreadyDone where it was corrected so."""
    must_keep(advance.agreement, by)
    given = {"paid_on": paid_on, "cents": cents, "receipt": receipt.strip()}
    if all(getattr(advance, key) == value for key, value in given.items()):
        raise NotUnderstood(_SAME)
    if not reason.strip():
        raise NotUnderstood(_WHY)
    made = Advance(agreement=advance.agreement, corrects=advance, reason=reason.strip(), **given)
    with transaction.atomic(using=FIRM):
        locked = Advance.objects.select_for_update(no_key=True).get(pk=advance.pk)
        before = Advance.objects.filter(corrects=locked).first()
        if before:
            same = all(getattr(before, key) == value for key, value in given.items())
            raise AlreadyDone if same else WrongMoment
        moves.move_at_firm(locked, "correct", by=by)
        return _noted(made, by)


def _noted(made: Advance, by: User) -> Advance:
    agreement = made.agreement
    if made.paid_on > clock.today(SERVED):
        raise NotUnderstood(_DAY)
    if not made.receipt:
        raise NotUnderstood(_RECEIPT)
    made.firm, made.noted_by, made.demo = agreement.firm, by.pk, agreement.demo
    try:
        with transaction.atomic(using=FIRM):
            moves.move_at_firm(made, "note", by=by)
    except IntegrityError as fault:
        raise NotUnderstood(_RECEIPT) from fault
    return made


def must_keep(agreement: Retainer, by: User) -> None:
    """NotYours unless somebody sees the money of that client; WrongMoment where nothing is signed yet."""
    if access.accounts(by).filter(pk=agreement.pk).exists():
        return
    raise WrongMoment if access.agreements(by).filter(pk=agreement.pk).exists() else NotYours
