"""Whose account it is: what an officer reads before a file is given to it."""

from dataclasses import dataclass

from impplus.records.models import Application, User


@dataclass(frozen=True)
class KnownAccount:
    """An applicant's account, and the people invited whose letters of invitation were used with it."""

    account: User
    people: tuple[str, ...]


def known_account(key: int) -> KnownAccount:
    """An account with the names of its applications, drafts too, each name once. Two queries."""
    account = User.objects.get(pk=key)
    bound = Application.objects.filter(applicant=account).select_related("invitation__candidate")
    names = (one.invitation.candidate.name for one in bound.order_by("pk"))
    return KnownAccount(account, tuple(dict.fromkeys(names)))
