"""What each colleague of a firm may see of what it keeps; what is not visible does not exist for them."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from impplus.practice.colleague import BOOKKEEPER, INTAKE, LAWYER, OWNER, PARALEGAL
from impplus.practice.models import (
    Booking,
    Closing,
    Colleague,
    Conflict,
    Enquiry,
    Filing,
    Mail,
    Matter,
    Retainer,
    Supply,
    Wall,
)
from impplus.practice.routing import keeps_for_firms
from impplus.records.models import User
from impplus.rules.lifecycle import Role

# Who opens which pages of a firm.
ENQUIRIES = frozenset({OWNER, LAWYER, INTAKE})
MATTERS = frozenset({OWNER, LAWYER, PARALEGAL})
LAWYERS = frozenset({OWNER, LAWYER})
MONEY = frozenset({OWNER, BOOKKEEPER})
TEAM = frozenset({OWNER})
REPORTS = frozenset({OWNER, BOOKKEEPER})


def firm_of(user: User) -> int:
    """The key of somebody's firm; 0, which is none's, for who has none."""
    return user.firm_id or 0


def role_of(user: User) -> str:
    """What somebody does at a firm now; "" for who works at none, or has left.

    Whoever the operator made an account for and no row tells of is a lawyer.
    """
    if user.role != Role.REPRESENTATIVE or not user.is_active:
        return ""
    if not keeps_for_firms():
        return LAWYER
    rows = list(Colleague.objects.filter(account=user.pk, firm=firm_of(user)))
    if not rows:
        return LAWYER
    return next((one.role for one in rows if one.status == "active"), "")


def colleagues(user: User) -> QuerySet[Colleague]:
    """Who works, or worked, at somebody's firm."""
    if not (keeps_for_firms() and role_of(user)):
        return Colleague.objects.none()
    return Colleague.objects.filter(firm=firm_of(user))


def enquiries(user: User) -> QuerySet[Enquiry]:
    """What visitors wrote to somebody's firm, for who sees enquiries there."""
    if not (keeps_for_firms() and role_of(user) in ENQUIRIES):
        return Enquiry.objects.none()
    return Enquiry.objects.filter(firm=firm_of(user))


def mails(user: User) -> QuerySet[Mail]:
    """The e-mails that somebody's firm owes or sent about what that person sees."""
    if not (keeps_for_firms() and role_of(user) in ENQUIRIES):
        return Mail.objects.none()
    return Mail.objects.filter(firm=firm_of(user))


def conflicts(user: User) -> QuerySet[Conflict]:
    """What somebody's firm decided about conflicts of interest, for who sees the enquiries that they are about."""
    if not keeps_for_firms() or role_of(user) not in ENQUIRIES:
        return Conflict.objects.none()
    return Conflict.objects.filter(firm=firm_of(user))


def may_search(user: User) -> bool:
    """Whether somebody searches among all whom the firm knows, whatever matters they may open."""
    return keeps_for_firms() and role_of(user) in ENQUIRIES


def bookings(user: User) -> QuerySet[Booking]:
    """The first consultations of somebody's firm, for who sees its enquiries."""
    if not keeps_for_firms() or role_of(user) not in ENQUIRIES:
        return Booking.objects.none()
    return Booking.objects.filter(firm=firm_of(user))


def may_plan(user: User) -> bool:
    """Whether somebody says when visitors are received."""
    return keeps_for_firms() and role_of(user) in {OWNER, LAWYER}


def supplies(user: User) -> QuerySet[Supply]:
    """The blanks, maps and portals that somebody's firm uses, for who works on files there."""
    if not (keeps_for_firms() and role_of(user) in MATTERS):
        return Supply.objects.none()
    return Supply.objects.filter(firm=firm_of(user), status="kept")


def filings(user: User) -> QuerySet[Filing]:
    """How far somebody's firm is with filing, for who works on files there; which files is asked of records/access.py."""
    if not (keeps_for_firms() and role_of(user) in MATTERS):
        return Filing.objects.none()
    return Filing.objects.filter(firm=firm_of(user))


def may_report(user: User) -> bool:
    """Whether somebody sees the firm's own figures."""
    return keeps_for_firms() and role_of(user) in REPORTS


def works_on_matters(user: User) -> bool:
    """Whether somebody works on matters, and this installation keeps any."""
    return keeps_for_firms() and role_of(user) in MATTERS


def matters(user: User) -> QuerySet[Matter]:
    """The matters of a lawyer's firm, or those that a paralegal works on, but for those behind a wall."""
    if not works_on_matters(user):
        return Matter.objects.none()
    hidden = Wall.objects.filter(matter=OuterRef("pk"), account=user.pk, status="up")
    theirs = Matter.objects.filter(~Exists(hidden), firm=firm_of(user))
    return theirs if role_of(user) in LAWYERS else theirs.filter(paralegal=user.pk)


def agreements(user: User) -> QuerySet[Retainer]:
    """The service agreements of the matters that somebody sees; those of enquiries for owners and lawyers alone."""
    if not works_on_matters(user):
        return Retainer.objects.none()
    theirs = Q(matter__in=matters(user))
    if role_of(user) in LAWYERS:
        theirs |= Q(matter=None)
    return Retainer.objects.filter(theirs, firm=firm_of(user))


def closings(user: User) -> QuerySet[Closing]:
    """The closed matters of somebody's firm with their archives, for owners and lawyers; not those behind a wall."""
    if role_of(user) not in LAWYERS or not keeps_for_firms():
        return Closing.objects.none()
    return Closing.objects.filter(matter__in=matters(user)).exclude(status="dropped")
