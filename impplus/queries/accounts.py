"""Whose account it is, as an officer reads before a file is given to it; and what changed in one's own."""

from dataclasses import dataclass
from datetime import datetime

from impplus.queries.account_notices import ACCOUNT_NOTICES
from impplus.records.models import Application, Message, User
from impplus.words.text import Text


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


@dataclass(frozen=True)
class AccountChange:
    """Something that changed in an account, and the instant at which its owner was owed a notice of it."""

    what: Text
    at: datetime


def changes_of(account: User, most: int = 20) -> list[AccountChange]:
    """The last changes of an account, the newest first."""
    changed = Message.objects.filter(account=account, notice__in=ACCOUNT_NOTICES)
    told = changed.order_by("-owed_at", "-pk")
    rows = told.values_list("notice", "owed_at")[:most]
    return [AccountChange(ACCOUNT_NOTICES[notice], at) for notice, at in rows]
