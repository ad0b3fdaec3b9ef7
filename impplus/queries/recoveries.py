"""The recovery of an account whose second factors are lost: what is under way, and the links in its e-mails."""

from typing import Literal

from django.core import signing
from django.urls import reverse

from impplus.records.models import Recovery, User

UNDER_WAY = ("waiting", "ready")
type Link = Literal["stop", "use"]


def recovery_of(account: User) -> Recovery | None:
    """What is under way for an account; there is one at a time."""
    return Recovery.objects.filter(account=account, status__in=UNDER_WAY).first()


def page_of(recovery: Recovery, link: Link) -> str:
    """The page of a link, in the language that is active: nobody finds it without the SECRET_KEY."""
    return reverse(f"account_recovery_{link}", args=[signing.dumps(recovery.pk, salt=_salt(link))])


def found(token: str, link: Link) -> Recovery | None:
    """The recovery that a link is about, while it is under way; None else."""
    wanted = UNDER_WAY if link == "stop" else ("ready",)
    return _of_link(token, link, wanted)


def was_followed(token: str, link: Link) -> bool:
    """Whether what a link does was done: the recovery is stopped, or the second factors are gone."""
    return _of_link(token, link, ("dropped",) if link == "stop" else ("done",)) is not None


def _of_link(token: str, link: Link, statuses: tuple[str, ...]) -> Recovery | None:
    try:
        key = signing.loads(token, salt=_salt(link))
    except signing.BadSignature:
        return None
    return Recovery.objects.filter(pk=key, status__in=statuses).select_related("account").first()


def _salt(link: Link) -> str:
    return f"impplus.recovery.{link}"
