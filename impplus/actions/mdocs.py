"""The permit for a wallet (ISO/IEC 18013-5): the same facts as on its paper, for its holder alone."""

import secrets

from django.conf import settings

from impplus.actions import signed_codes
from impplus.actions.messages import account_of
from impplus.outside import code_keys
from impplus.queries import clock
from impplus.queries.mdocs import facts_of
from impplus.queries.refusals import NotYours, WrongMoment
from impplus.records.models import Letter, SignedCode, User
from impplus.rules import mdoc


def made(letter: Letter, *, by: User) -> bytes:
    """The document of the permit of a letter, signed anew each time.

    Raises NotYours for anybody but who answers for its holder, and WrongMoment before the permit itself is made or
    where it no longer holds.
    """
    permit = letter.permit
    if permit is None or letter.kind != "permit" or holder_of(letter) != by:
        raise NotYours
    if letter.status != "sent" or permit.status != "valid":
        raise WrongMoment
    signed_codes.code_of(letter)
    facts = facts_of(letter)
    unsigned = mdoc.prepared(
        facts,
        [secrets.token_bytes(mdoc.SALT) for _ in facts],
        point=code_keys.stranger(),
        certificate=code_keys.certificate(),
        index=SignedCode.objects.get(permit=permit).index,
        address=f"{settings.SITE_URL}/signed-lists/status",
        signed_at=clock.now(),
        days=(permit.valid_from, permit.valid_until),
    )
    return mdoc.whole(unsigned, code_keys.sign(code_keys.CODES, unsigned.message))


def holder_of(letter: Letter) -> User | None:
    """Who answers for the holder of a permit: a member's own account, else the applicant's."""
    person = letter.permit.person if letter.permit else None
    applicant = letter.application.applicant if letter.application else None
    return account_of(person) or applicant
