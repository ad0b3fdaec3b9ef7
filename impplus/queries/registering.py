"""What an officer sees before an application that came on paper is received: whose letter, name and address it is."""

import json
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from impplus.queries.accounts import KnownAccount, known_account
from impplus.queries.same_person import files_with_csq
from impplus.records.models import Application, Invitation, User
from impplus.words import names
from impplus.words.codes import code_of


@dataclass(frozen=True)
class LetterFound:
    """What was found for what an officer typed, before anything is written.

    `account` is the one that has the address, if any; `files` are those that were submitted with the same CSQ number.
    `other_name` and `other_address` say that the list of candidates has another one than was typed. `look` is what `look_of` says of it.
    """

    letter: Invitation
    account: KnownAccount | None
    files: list[Application]
    other_name: bool
    other_address: bool
    look: str


def look_of(letter: str, *, email: str, signature: str, account: User | None, by: User) -> str:
    """What a look leaves on its page: a keyed hash of the letter's code, the words typed, the account there, and the officer."""
    shown = [code_of(letter), email.casefold(), signature.strip(), account and account.pk, by.pk]
    return salted_hmac("impplus.registering", json.dumps(shown), algorithm="sha256").hexdigest()


def found_for(code: str, *, email: str, signature: str, by: User) -> LetterFound:
    """Of a letter of invitation that can be used, by its code, and of what was typed beside it, as `by` looks at it."""
    letter = Invitation.objects.select_related("candidate").get(code=code_of(code))
    listed = letter.candidate
    account = User.objects.filter(email__iexact=email).first()
    return LetterFound(
        letter,
        known_account(account.pk) if account else None,
        files_with_csq(listed.csq_number),
        not names.same(signature, listed.name),
        listed.email.casefold() != email.casefold(),
        look_of(code, email=email, signature=signature, account=account, by=by),
    )
