"""Letters of invitation: bound to one person and one application, or taken back."""

from datetime import date

from django.db import transaction

from impplus.actions import accounts, codes, moves, signed_codes
from impplus.queries.answers import columns_of
from impplus.queries.clock import today
from impplus.queries.known import known_of
from impplus.queries.refusals import (
    LetterExpired,
    LetterRevoked,
    LetterUnknown,
    LetterUsed,
    NotUnderstood,
    NotYours,
)
from impplus.records.clock import Now
from impplus.records.models import Application, Candidate, Invitation, Person, User
from impplus.rules.programme import Programme
from impplus.words.codes import code_of
from impplus.words.days import PartDay
from impplus.words.text import Text

PRINCIPAL = {"relation": "principal"}
_REASON = Text(
    en="Write why the letter is revoked.",
    fr="Inscrivez pourquoi la lettre est révoquée.",
)


def bind(programme: Programme, *, code: str, csq_number: str, born: date, by: User) -> Application:
    """Start the application that a letter of invitation gives a right to; raises what `unused` raises.

    Used by the same account for a draft, it gives that draft again. NotYours where the account is deleted at that moment:
    its row is held, so that no draft is left behind.
    """
    with transaction.atomic():
        held = User.objects.select_for_update(no_key=True).filter(pk=by.pk, is_active=True)
        if not held.exists():
            raise NotYours
        try:
            letter = unused(programme, code=code, csq_number=csq_number, born=born, by=by)
        except LetterUsed:
            begun = by.applications.filter(invitation__code=code_of(code), status="draft").first()
            if begun is None:
                raise
            return begun
        return start(letter, programme, applicant=by, by=by)


def unused(programme: Programme, *, code: str, csq_number: str, born: date, by: User) -> Invitation:
    """The letter of invitation that can still be used, locked: whoever uses it at once waits.

    The code, the CSQ number and the birth date must belong to one candidate, invited under this
    programme: LetterUnknown does not say which was wrong. LetterUsed, LetterRevoked and LetterExpired
    say what became of the letter.
    """
    letter = (
        Invitation.objects.select_for_update(no_key=True, of=("self",))
        .select_related("candidate", "round")
        .filter(code=code_of(code), round__programme=programme)
        .first()
    )
    if letter is None or not _belongs(letter, csq_number, born):
        raise LetterUnknown
    if letter.status == "used":
        raise LetterUsed.told(by.role)
    if letter.status == "revoked":
        raise LetterRevoked
    if letter.expires_on and today(programme) > letter.expires_on:
        raise LetterExpired.told(by.role)
    return letter


def start(letter: Invitation, programme: Programme, *, applicant: User, by: User) -> Application:
    """Use a letter that `unused` gave: its application, with what Quebec's list knows of the candidate."""
    moves.move(letter, "bind", by=by, columns={"opened_at": letter.opened_at or Now()})
    signed_codes.changed(at_once=False)
    candidate = letter.candidate
    application = Application(
        number=codes.number("W"),
        programme=programme,
        applicant=applicant,
        invitation=letter,
        language=applicant.language,
    )
    moves.move(application, "start", by=by)
    known = known_of(candidate) | PRINCIPAL
    Person.objects.create(application=application, position=0, **columns_of(known))
    accounts.name_after(applicant, candidate.name)
    return application


def opened(letter: Invitation) -> None:
    """Remember that somebody who holds its code looked at a letter, the first time."""
    if letter.opened_at is None:
        moves.move(letter, "open", by=None, columns={"opened_at": Now()})


def revoke(invitation: Invitation, *, reason: str, by: User) -> None:
    """Take back a letter that was not used yet; its candidate may be drawn again. Raises NotUnderstood without a reason."""
    if not reason.strip():
        raise NotUnderstood(_REASON)
    with transaction.atomic():
        moves.move(invitation, "revoke", by=by, detail={"reason": reason.strip()})
        Candidate.objects.filter(pk=invitation.candidate_id).update(invited=False)
        signed_codes.changed()


def _belongs(invitation: Invitation, csq_number: str, born: date) -> bool:
    candidate = invitation.candidate
    return code_of(candidate.csq_number) == code_of(csq_number) and _is_birth(candidate.birth, born)


def _is_birth(listed: date, given: date) -> bool:
    """Whether a date of birth is the one of the list; of one that either knows in part, its first day says it, too."""
    if isinstance(listed, PartDay) == isinstance(given, PartDay):
        return listed == given
    return _first(listed) == _first(given)


def _first(day: date) -> date:
    return day.first if isinstance(day, PartDay) else day
