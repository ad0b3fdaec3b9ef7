"""Delegations: the link that leads to one, which nobody can guess, and the one that a person has."""

from django.utils.crypto import constant_time_compare, salted_hmac

from impplus.queries import clock
from impplus.records.models import Application, Delegation

LINK_DAYS = 14
_LONGEST = 100


def link_of(delegation: Delegation) -> str:
    """The end of the address of its link: a number, and a code that only this site can make."""
    return f"{delegation.pk}-{_code(delegation)}"


def found_by(link: str) -> Delegation | None:
    """The delegation that a link still leads to; None for one that is wrong, used, too old or taken back."""
    number, _, code = link.partition("-")
    if len(link) > _LONGEST or not (number.isascii() and number.isdecimal() and len(number) < 18):
        return None
    offered = Delegation.objects.filter(pk=int(number), status="offered", until__gt=clock.now())
    found = offered.select_related("application__applicant", "person").first()
    if found is None or not constant_time_compare(code, _code(found)):
        return None
    return found


def open_in(application: Application) -> dict[int, Delegation]:
    """The delegation that each person of an application has, by the key of the person."""
    given = application.delegations.filter(status__in=("offered", "accepted"))
    return {one.person_id: one for one in given if one.person_id}


def _code(delegation: Delegation) -> str:
    said = f"{delegation.pk}:{delegation.sending}"
    return salted_hmac("impplus.delegation", said, algorithm="sha256").hexdigest()[:40]
