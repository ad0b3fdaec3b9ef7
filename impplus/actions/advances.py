"""Payments in advance: only noted, with day, amount and the number of the receipt; a slip is struck."""

from datetime import date

from django.db import IntegrityError, transaction

from impplus.actions import moves
from impplus.actions.retainers import must_see
from impplus.practice.models import Advance, Retainer
from impplus.practice.routing import FIRM
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import User
from impplus.words.text import Text

_DAY = Text(en="This day is still to come.", fr="Cette date est à venir.")
_RECEIPT = Text(
    en="Enter the number of the receipt that the client got; another advance may not have it.",
    fr="Inscrivez le numéro du reçu remis à la cliente ou au client; aucune autre avance ne doit le porter.",
)


def note(agreement: Retainer, *, paid_on: date, cents: int, receipt: str, by: User) -> Advance:
    """Note an advance of a signed agreement; AlreadyDone where the same stands."""
    must_see(agreement, by)
    if agreement.status not in ("signed", "ended"):
        raise WrongMoment
    if paid_on > clock.today(SERVED):
        raise NotUnderstood(_DAY)
    if not receipt.strip():
        raise NotUnderstood(_RECEIPT)
    given = {"paid_on": paid_on, "cents": cents, "receipt": receipt.strip()}
    if agreement.advances.filter(status="noted", **given).exists():
        raise AlreadyDone
    made = Advance(firm=agreement.firm, agreement=agreement, noted_by=by.pk, **given)
    made.demo = agreement.demo
    try:
        with transaction.atomic(using=FIRM):
            moves.move_at_firm(made, "note", by=by)
    except IntegrityError as fault:
        raise NotUnderstood(_RECEIPT) from fault
    return made


def strike(advance: Advance, *, by: User) -> None:
    """Strike an advance that was noted by mistake; the row stays."""
    must_see(advance.agreement, by)
    moves.move_at_firm(advance, "drop", by=by)
