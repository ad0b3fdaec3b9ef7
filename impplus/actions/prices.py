"""Other prices than the one agreed on: proposed by the firm, consented to or declined by the client by the private link."""

from django.db import transaction

from impplus.actions import moves, retainers
from impplus.practice import access
from impplus.practice.models import PriceChange, Retainer
from impplus.practice.routing import FIRM
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, WrongMoment
from impplus.queries.retainers import fee_in_force
from impplus.records.clock import Now
from impplus.records.models import User
from impplus.rules.lifecycle import Role, Verb
from impplus.words.text import Text

_WHY = Text(en="Write why the price changes.", fr="Inscrivez pourquoi le prix change.")
_SAME = Text(en="This is the price in force.", fr="C’est le prix en vigueur.")
_NAME = Text(en="Type your name to answer.", fr="Tapez votre nom pour répondre.")


def propose(agreement: Retainer, *, cents: int, reason: str, by: User) -> PriceChange:
    """Propose another fee of a signed agreement; the client gets the link. One at a time: the one before is withdrawn first."""
    retainers.must_see(agreement, by)
    if access.role_of(by) not in access.LAWYERS:
        raise NotYours
    if not reason.strip():
        raise NotUnderstood(_WHY)
    with transaction.atomic(using=FIRM):
        locked = Retainer.objects.select_for_update(no_key=True).get(pk=agreement.pk)
        if locked.status != "signed":
            raise WrongMoment
        before = fee_in_force(locked)
        if before == cents:
            raise NotUnderstood(_SAME)
        for one in locked.prices.filter(status="proposed"):
            if (one.after_cents, one.reason) == (cents, reason.strip()):
                raise AlreadyDone
            moves.move_at_firm(one, "withdraw", by=by)
        made = PriceChange(firm=locked.firm, agreement=locked, before_cents=before)
        made.after_cents, made.reason = cents, reason.strip()
        made.proposed_by, made.demo = by.pk, locked.demo
        moves.move_at_firm(made, "propose", by=by)
        retainers.tell("price-proposed", locked)
    return made


def answer(change: PriceChange, *, consents: bool, name: str) -> None:
    """Consent to it or decline it, as the client, by the declared name; both are told."""
    if not name.strip():
        raise NotUnderstood(_NAME)
    with transaction.atomic(using=FIRM):
        agreement = Retainer.objects.select_for_update(no_key=True).get(pk=change.agreement_id)
        locked = PriceChange.objects.get(pk=change.pk)
        if locked.status == ("consented" if consents else "declined"):
            raise AlreadyDone
        if agreement.status != "signed":
            raise WrongMoment
        columns = {"name": name.strip(), "answered_at": Now()}
        verb: Verb = "accept" if consents else "decline"
        moves.move_at_firm(locked, verb, by=None, role=Role.PUBLIC, columns=columns)
        retainers.tell_firm("price-answered", agreement)
