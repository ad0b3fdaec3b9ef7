"""The arrival of an application that was made by another means than online (IRPR 9.5), recorded by an officer."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.crypto import constant_time_compare

from impplus.actions import accounts, applications, invitations, moves, outcomes
from impplus.actions.locks import held
from impplus.actions.signatures import signed
from impplus.queries.assistance import WHYS
from impplus.queries.refusals import (
    CapReached,
    IntakeClosed,
    LetterUsed,
    NotUnderstood,
    NotYours,
    ToConfirm,
)
from impplus.queries.registering import look_of
from impplus.records import access
from impplus.records.models import Assistance, Receipt, User
from impplus.rules.lifecycle import Role
from impplus.rules.programme import Programme
from impplus.words.codes import code_of
from impplus.words.text import Text


def register(
    programme: Programme,
    *,
    letter: Mapping[str, Any],
    email: str,
    language: str,
    signature: str,
    why: str,
    means: str,
    look: str,
    by: User,
) -> Receipt:
    """Receive an application that was made by another means than online (IRPR 9.5); the act is that of every other.

    What is missing is no hindrance: it is typed in later (actions/assistance.py). `letter` is what `invitations.unused` asks for, `why` one of
    assistance.WHYS, `means` how it came. The same again, by the same officer, gives the same receipt. ToConfirm unless `look` is that of this officer
    at all of this (`look_of`). A refusal leaves nothing: NotUnderstood (the account, no place left, not open), as `unused`, SignatureMissing,
    OutcomeUnknown.
    """
    _must_be_for_a_reason(why, by)
    try:
        with outcomes.known():
            signed(signature, "", by=by)
            invitation = invitations.unused(programme, **letter, by=by)
            agreed = partial(_must_be_shown, look, letter["code"], (email, signature), by)
            applicant = accounts.of_applicant(email, language, by=by, agreed=agreed)
            application = invitations.start(invitation, programme, applicant=applicant, by=by)
            came = Assistance(application=application, why=why, means=means)
            moves.move(came, "arrive", by=by, detail={"why": why})
            return applications.received_for(
                application.number, signature, by, applicant=applicant, came=came
            )
    except LetterUsed:
        with outcomes.known():
            return _registered(letter["code"], (email.casefold(), signature.strip(), means), by=by)
    except (CapReached, IntakeClosed):
        raise NotUnderstood(_NOT_RECEIVED) from None


def _registered(code: str, said: tuple[str, str, str], *, by: User) -> Receipt:
    """The receipt of what an officer registered in the same words; LetterUsed where it was anything else."""
    known = access.applications(by).select_related("applicant", "receipt")
    used = known.filter(invitation__code=code_of(code))
    # Locked, so that its COMMIT waits for all that was written before, as that of `outcome`.
    found = held(used).first()
    if found is None:
        raise LetterUsed.told(by.role)
    event = found.events.get(noun="application", verb="submit")
    before = (found.applicant.email.casefold(), found.receipt.signature, event.detail.get("means"))
    if (event.by_id, before) != (by.pk, said):
        raise LetterUsed(_used_for(found.number))
    return found.receipt


def _must_be_for_a_reason(why: str, by: User) -> None:
    """Raise NotYours unless a federal officer registers, NotUnderstood without one of assistance.WHYS."""
    if by.role != Role.FEDERAL:
        raise NotYours
    if why not in WHYS:
        raise NotUnderstood(_WHY)


def _must_be_shown(
    look: str, code: str, said: tuple[str, str], by: User, account: User | None
) -> None:
    """Raise ToConfirm unless the officer was shown this letter, address, signature and account."""
    email, signature = said
    shown = look_of(code, email=email, signature=signature, account=account, by=by)
    if not constant_time_compare(look, shown):
        raise ToConfirm(_NOT_SHOWN if look else None)


def _used_for(number: str) -> Text:
    return Text(
        en=f"This letter of invitation was already used for application {number}. Nothing was registered again.",
        fr=f"Cette lettre d’invitation a déjà servi à la demande {number}. Rien n’a été enregistré de nouveau.",
    )


_NOT_RECEIVED = Text(
    en="No application can be received now: every place is taken, or the intake is not open. Nothing was registered.",
    fr="Aucune demande ne peut être reçue en ce moment\u00a0: toutes les places sont prises, ou la réception n’est pas ouverte. Rien "
    "n’a été enregistré.",
)
_NOT_SHOWN = Text(
    en="This is not what you were shown before. Nothing was registered. Look again at whose letter, name, address and account it is.",
    fr="Ce n’est pas ce qui vous a été présenté. Rien n’a été enregistré. Vérifiez de nouveau à qui appartiennent la lettre, le nom, "
    "l’adresse et le compte.",
)
_WHY = Text(
    en="Choose why the application is not made online.",
    fr="Choisissez pourquoi la demande n’est pas présentée en ligne.",
)
