"""What an officer sees before an application that came on paper is received: whose letter, name and address it is."""

from dataclasses import dataclass

from impplus.queries.accounts import KnownAccount, known_account
from impplus.queries.same_person import files_with_csq
from impplus.records.models import Application, Invitation, User
from impplus.words import names
from impplus.words.codes import code_of


@dataclass(frozen=True)
class LetterFound:
    """What was found for what an officer typed, before anything is written.

    `account` is the one that has the address, if any; `files` are those that were submitted with the same CSQ number.
    `other_name` and `other_address` say that the list of candidates has another one than was typed.
    """

    letter: Invitation
    account: KnownAccount | None
    files: list[Application]
    other_name: bool
    other_address: bool


def found_for(code: str, *, email: str, signature: str) -> LetterFound:
    """Of a letter of invitation that can be used, by its code, and of what was typed beside it."""
    letter = Invitation.objects.select_related("candidate").get(code=code_of(code))
    listed = letter.candidate
    account = User.objects.filter(email__iexact=email).first()
    return LetterFound(
        letter,
        known_account(account.pk) if account else None,
        files_with_csq(listed.csq_number),
        not names.same(signature, listed.name),
        listed.email.casefold() != email.casefold(),
    )
