"""Letters of invitation: bound to one person and one application, or taken back."""

from datetime import date

from django.db import transaction

from impplus.actions import codes, moves
from impplus.queries.answers import columns_of
from impplus.queries.clock import today
from impplus.queries.refusals import LetterExpired, LetterRevoked, LetterUnknown, LetterUsed
from impplus.records.models import Application, Candidate, Invitation, Person, User
from impplus.rules.programme import Programme
from impplus.words.codes import code_of

# What Quebec's list of candidates already knows, under the keys of the form.
KNOWN = (
    "family_name",
    "given_names",
    "born",
    "nationality",
    "lives_country",
    "csq_programme",
    "csq_issued",
    "csq_expires",
    "csq_number",
    "mifi_file",
)
PRINCIPAL = {"relation": "principal"}


def bind(
    programme: Programme,
    *,
    code: str,
    csq_number: str,
    born: date,
    by: User,
    applicant: User | None = None,
) -> Application:
    """Start the application that a letter of invitation gives a right to: who starts it applies, unless said.

    The code, the CSQ number and the birth date must belong to one candidate, invited under this
    programme: LetterUnknown does not say which was wrong. LetterUsed, LetterRevoked and LetterExpired
    say what became of the letter.
    """
    with transaction.atomic():
        invitation = (
            Invitation.objects.select_for_update(of=("self",))
            .select_related("candidate", "round")
            .filter(code=code_of(code), round__programme=programme)
            .first()
        )
        if invitation is None or not _belongs(invitation, csq_number, born):
            raise LetterUnknown
        _must_be_good(invitation, today(programme))
        moves.move(invitation, "bind", by=by)
        return _start(invitation, programme, applicant or by, by)


def revoke(invitation: Invitation, *, by: User) -> None:
    """Take back a letter that was not used yet; its candidate may be drawn again."""
    with transaction.atomic():
        moves.move(invitation, "revoke", by=by)
        Candidate.objects.filter(pk=invitation.candidate_id).update(invited=False)


def _belongs(invitation: Invitation, csq_number: str, born: date) -> bool:
    candidate = invitation.candidate
    return code_of(candidate.csq_number) == code_of(csq_number) and candidate.born == born


def _must_be_good(invitation: Invitation, on: date) -> None:
    if invitation.status == "used":
        raise LetterUsed
    if invitation.status == "revoked":
        raise LetterRevoked
    if invitation.expires_on and on > invitation.expires_on:
        raise LetterExpired


def _start(invitation: Invitation, programme: Programme, applicant: User, by: User) -> Application:
    candidate = invitation.candidate
    application = Application(
        number=codes.number("W"),
        programme=programme,
        applicant=applicant,
        invitation=invitation,
        language=applicant.language,
    )
    moves.move(application, "start", by=by)
    known = {key: getattr(candidate, key) for key in KNOWN}
    Person.objects.create(application=application, position=0, **columns_of(known | PRINCIPAL))
    return application
