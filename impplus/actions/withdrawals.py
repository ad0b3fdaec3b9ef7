"""Candidates who are taken off the ministry's list, and put back on it."""

from django.db import transaction

from impplus.actions import invitations, moves
from impplus.actions.locks import held
from impplus.queries.candidate_rows import ON_ITS_WAY
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.clock import Now
from impplus.records.models import Candidate, User
from impplus.rules.lifecycle import Role, Verb, move_of
from impplus.words.text import Text

REASON = Text(
    en="Write why the candidate is withdrawn or put back.",
    fr="Inscrivez pourquoi la candidature est retirée ou remise dans la liste.",
)


def withdraw(candidate: Candidate, *, reason: str, by: User) -> None:
    """Take a candidate off the list: a letter that is not used is revoked, for the same reason; a used one stays.

    Raises NotUnderstood without a reason, AlreadyDone for one who is off the list, and WrongMoment for one
    who was drawn and whose letter is not issued yet. The candidate is held: a round that is held
    meanwhile waits, and passes the candidate over.
    """
    role = _role(reason, "withdraw", by)
    with transaction.atomic():
        found = held(Candidate.objects.all()).get(pk=candidate.pk)
        if found.withdrawn_at:
            raise AlreadyDone
        letters = found.invitations.filter(set_aside_at=None, status__in=("issued", "used"))
        letter = letters.first()
        if found.invited and letter is None:
            raise WrongMoment(ON_ITS_WAY)
        if letter and letter.status == "issued":
            invitations.revoke(letter, reason=reason, by=by)
        Candidate.objects.filter(pk=found.pk).update(withdrawn_at=Now())
        detail = {"reason": reason.strip()}
        moves.log("candidate", found, "withdraw", role=role, by=by, detail=detail)


def put_back(candidate: Candidate, *, reason: str, by: User) -> None:
    """Put a candidate back on the list, to be drawn again. Raises NotUnderstood, and AlreadyDone for one who is on it."""
    role = _role(reason, "resume", by)
    with transaction.atomic():
        off = Candidate.objects.filter(pk=candidate.pk, withdrawn_at__isnull=False)
        if not off.update(withdrawn_at=None):
            raise AlreadyDone
        detail = {"reason": reason.strip()}
        moves.log("candidate", candidate, "resume", role=role, by=by, detail=detail)


def _role(reason: str, verb: Verb, by: User) -> Role:
    role = moves.role_for(move_of("candidate", verb), by)
    if not reason.strip():
        raise NotUnderstood(REASON)
    return role
