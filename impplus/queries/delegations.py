"""Delegations: the link that leads to one, which nobody can guess, and the one that a person has."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from impplus.queries import clock
from impplus.records.delegation import OPEN
from impplus.records.models import Application, Delegation, User
from impplus.records.prepared import prepared

LINK_DAYS = 14
_LONGEST = 100


def link_of(delegation: Delegation) -> str:
    """The end of the address of its link: a number, and a code that only this site can make."""
    return f"{delegation.pk}-{_code(delegation)}"


def found_by(link: str) -> Delegation | None:
    """The delegation that a link still leads to; None for one that is wrong, used, too old or taken back."""
    offered = Delegation.objects.filter(pk=_number(link), status="offered", until__gt=clock.now())
    found = offered.select_related("application__applicant", "person").first()
    if found is None or not constant_time_compare(link.partition("-")[2], _code(found)):
        return None
    return found


def taken_by(link: str, account: User) -> Delegation | None:
    """The part that this account took by a link before, which it opens once more."""
    taken = Delegation.objects.filter(pk=_number(link), account=account, status="accepted")
    found = taken.select_related("application").first()
    known = found is not None and constant_time_compare(link.partition("-")[2], _code(found))
    return found if known else None


def _number(link: str) -> int:
    """The key that a link names; 0, which no row has, where it names none."""
    number = link.partition("-")[0]
    sound = number.isascii() and number.isdecimal() and len(number) < 18
    return int(number) if sound and len(link) <= _LONGEST else 0


def accounts_in(application: Application) -> list[User]:
    """The accounts of the members of the family who have a part of an application."""
    return [one.account for one in _accepted(application.pk) if one.account]


def languages_in(application: Application) -> dict[int, str]:
    """The language that each member of the family with an account chose, by the key of the person."""
    given = _accepted(application.pk)
    return {one.person_id: one.account.language for one in given if one.person_id and one.account}


@prepared
def _accepted(application: int) -> QuerySet[Delegation]:
    accepted = Delegation.objects.filter(application=application, status="accepted")
    return accepted.select_related("account")


def has_parts() -> Exists:
    """Whether anybody has a part of an application, or a link to one: a page reads it with the application."""
    return Exists(Delegation.objects.filter(application=OuterRef("pk"), status__in=OPEN))


def open_in(application: Application) -> dict[int, Delegation]:
    """The delegation that each person of an application has, by the key of the person."""
    if not getattr(application, "has_parts", True):
        return {}
    return {one.person_id: one for one in _open(application.pk) if one.person_id}


@prepared
def _open(application: int) -> QuerySet[Delegation]:
    return Delegation.objects.filter(application=application, status__in=OPEN)


def _code(delegation: Delegation) -> str:
    said = f"{delegation.pk}:{delegation.sending}"
    return salted_hmac("impplus.delegation", said, algorithm="sha256").hexdigest()[:40]
