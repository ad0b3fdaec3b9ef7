"""Second letters of invitation: one that was lost is issued anew, and who cannot use theirs any more may be invited again."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from impplus.actions import codes, invitations, moves
from impplus.actions.locks import held
from impplus.actions.round_letters import letter_facts
from impplus.queries.clock import today
from impplus.queries.invited_again import unusable_letters
from impplus.queries.refusals import NotUnderstood, WrongMoment
from impplus.records.clock import Now
from impplus.records.models import Candidate, Invitation, User
from impplus.rules.lifecycle import Role
from impplus.rules.programme import Programme
from impplus.words.text import Text

_REASON = Text(
    en="Write why the letter is issued anew.",
    fr="Inscrivez pourquoi la lettre est délivrée de nouveau.",
)
_WHY_AGAIN = Text(
    en="Write why they may be invited again.",
    fr="Inscrivez pourquoi ces personnes peuvent être invitées de nouveau.",
)
_NOBODY = Text(
    en="Choose who may be invited again.",
    fr="Choisissez qui peut recevoir une nouvelle invitation.",
)
_ADDRESS = Text(en="This is not an e-mail address.", fr="Ce n’est pas une adresse électronique.")


def reissue(letter: Invitation, *, reason: str, email: str, by: User) -> Invitation:
    """Issue anew a letter that is not used: with another code, to `email`, the last day as it was; the first is revoked.

    Raises NotUnderstood without a reason or with what is no address, WrongMoment for a letter that is used,
    or revoked, or whose last day has passed; AlreadyDone where `by` reissued it.
    """
    if not reason.strip():
        raise NotUnderstood(_REASON)
    try:
        validate_email(email)
    except ValidationError:
        raise NotUnderstood(_ADDRESS) from None
    on = today(letter.round.programme)
    if letter.expires_on and letter.expires_on < on:
        raise WrongMoment
    with transaction.atomic():
        candidate = held(Candidate.objects.all()).get(pk=letter.candidate_id)
        invitations.revoke(letter, reason=reason, by=by)
        if email != candidate.email:
            candidate.email = email
            Candidate.objects.filter(pk=candidate.pk).update(email=email)
            detail = {"columns": ["email"]}
            moves.log("candidate", candidate, "change", role=Role.QUEBEC, by=by, detail=detail)
        anew = Invitation(
            number=codes.number("L"),
            code=codes.code(),
            candidate=candidate,
            round=letter.round,
            replaces=letter,
            issued_on=on,
            expires_on=letter.expires_on,
        )
        moves.move(anew, "issue", by=by, facts=letter_facts(anew))
        Candidate.objects.filter(pk=candidate.pk).update(invited=True)
    return anew


def set_aside(programme: Programme, numbers: Collection[str], *, reason: str, by: User) -> int:
    """Let the candidates of letters that can no longer be used be invited again; how many.

    A letter that can be used again is passed over. Raises NotUnderstood without a reason or a letter.
    """
    must_be_said(numbers, reason)
    with transaction.atomic():
        found = unusable_letters(programme, today(programme))
        letters = list(held(found.filter(number__in=numbers)))
        for one in letters:
            moves.move(
                one,
                "set-aside",
                by=by,
                detail={"reason": reason.strip()},
                columns={"set_aside_at": Now()},
            )
        free = [one.candidate_id for one in letters]
        Candidate.objects.filter(pk__in=free).update(invited=False)
    return len(letters)


def must_be_said(numbers: Collection[str], reason: str) -> None:
    """Raise NotUnderstood unless somebody is chosen and a reason is given."""
    faults = [] if numbers else [_NOBODY]
    if not reason.strip():
        faults.append(_WHY_AGAIN)
    if faults:
        raise NotUnderstood(*faults)
