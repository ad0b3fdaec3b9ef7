"""The second officer: one asks for a signature on a finding, another signs it or sends it back with a reason."""

from typing import Any

from django.db import transaction

from impplus.actions import moves
from impplus.actions.intakes import AnotherOfficer
from impplus.actions.locks import held, held_by_its_officer
from impplus.queries.access import must_see
from impplus.queries.countersignatures import Second
from impplus.queries.done import too_late
from impplus.queries.fairness import HEARD_IN
from impplus.queries.first_acts import came_too_late
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.queries.typed import fault_in
from impplus.queries.visits import must_not_be_barred
from impplus.records.clock import Now
from impplus.records.models import Application, Countersignature, User
from impplus.rules.lifecycle import Role, Verb
from impplus.words.text import Text


def request(
    application: Application, *, asked: Second, sent: dict[str, Any], by: User
) -> Countersignature:
    """Ask for a second officer’s signature on findings, `sent` being the form as it was typed; an older request is dropped.

    The same again, while it waits, is the same request.
    """
    must_see(application, by)
    grounds = [list(one) for one in asked.grounds]
    with transaction.atomic():
        if held_by_its_officer(application, by).status not in HEARD_IN:
            raise came_too_late(application, by=by)
        waiting = application.countersignatures.filter(status="asked").first()
        if waiting and (waiting.outcome, waiting.grounds) == (asked.outcome, grounds):
            return waiting
        if waiting:
            moves.move(waiting, "drop", by=by)
        made = Countersignature(
            application=application, outcome=asked.outcome, grounds=grounds, sent=sent, asked_by=by
        )
        moves.move(made, "request", by=by)
    return made


def settle(one: Countersignature, *, signed: bool, by: User, why: str = "") -> None:
    """Sign what another officer found, or send it back and say why.

    Raises AnotherOfficer where `by` asked for it, NotUnderstood without a reason to send it back, WrongMoment once it is settled:
    AlreadyDone where `by` settled it so.
    """
    if by.role != Role.FEDERAL:
        raise NotYours
    must_not_be_barred(one.application, by)
    verb: Verb = "sign" if signed else "send-back"
    if not signed and (fault := fault_in(why, empty=_WHY)):
        raise NotUnderstood(fault)
    with transaction.atomic():
        now = held(Countersignature.objects.all()).get(pk=one.pk)
        if now.asked_by_id == by.pk:
            raise SameOfficer
        if now.status != "asked" or now.application.status not in HEARD_IN:
            raise too_late(now if now.status != "asked" else now.application, verb, by=by)
        columns = {"settled_by": by, "settled_at": Now(), "why": why.strip()}
        moves.move(now, verb, by=by, columns=columns)


class SameOfficer(AnotherOfficer):
    """One officer both finds and signs."""

    text = Text(
        en="You asked for this signature yourself. Another officer must sign.",
        fr="Vous avez vous-même demandé cette signature. Une autre agente ou un autre agent doit signer.",
    )


_WHY = Text(en="Write why you send it back.", fr="Inscrivez pourquoi vous renvoyez la proposition.")
