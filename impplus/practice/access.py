"""What each colleague of a firm may see of what it keeps; what is not visible does not exist for them."""

from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from impplus.practice.colleague import BOOKKEEPER, INTAKE, LAWYER, OWNER, PARALEGAL
from impplus.practice.models import (
    Booking,
    Closing,
    Closure,
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
from impplus.practice.supply import COLUMNS
from impplus.programmes import SERVED
from impplus.records.clock import Now
from impplus.records.models import User
from impplus.rules.lifecycle import Role

# Who opens which pages of a firm.
ENQUIRIES = frozenset({OWNER, LAWYER, INTAKE})
MATTERS = frozenset({OWNER, LAWYER, PARALEGAL})
LAWYERS = frozenset({OWNER, LAWYER})
MONEY = frozenset({OWNER, BOOKKEEPER})
TEAM = frozenset({OWNER})
REPORTS = frozenset({OWNER, BOOKKEEPER})
EXPORTS = MATTERS | MONEY
# Whose work each role may have while a colleague of that role is away: a lawyer's deadlines are answered for by lawyers.
STANDS_IN_FOR = {
    OWNER: LAWYERS,
    LAWYER: LAWYERS,
    PARALEGAL: MATTERS,
    INTAKE: ENQUIRIES,
    BOOKKEEPER: MONEY,
}
_TODAY = TruncDate(Now(), tzinfo=ZoneInfo(SERVED.time_zone))
KNOWN = "known_role_at_firm"  # on an account, for one request


def firm_of(user: User) -> int:
    """The key of somebody's firm; 0, which is none's, for who has none."""
    return user.firm_id or 0


def role_of(user: User) -> str:
    """What somebody does at a firm now; "" for who works at none, or has left.

    Whoever the operator made an account for and no row tells of is a lawyer. Once a page was opened by it (`known_as`), it
    is not asked for again.
    """
    known: str | None = vars(user).get(KNOWN)
    if known is not None:
        return known
    if user.role != Role.REPRESENTATIVE or not user.is_active:
        return ""
    if not keeps_for_firms():
        return LAWYER
    rows = list(Colleague.objects.filter(account=user.pk, firm=firm_of(user)))
    if not rows:
        return LAWYER
    return next((one.role for one in rows if one.status == "active"), "")


def may_be_appointed() -> QuerySet[User]:
    """Whom an applicant may appoint: who answers for files at a firm, which no paralegal and no bookkeeper does."""
    open_accounts = User.objects.filter(role=Role.REPRESENTATIVE, is_active=True)
    if not keeps_for_firms():
        return open_accounts
    theirs = Q(status="active", role__in=LAWYERS)
    lawyers = Colleague.objects.filter(theirs).values_list("account", flat=True)
    others = Colleague.objects.exclude(theirs).values_list("account", flat=True)
    return open_accounts.exclude(pk__in=set(others) - set(lawyers))


def absences() -> QuerySet[Closure]:
    """The absences of today and of days to come, of all firms."""
    kept = Closure.objects.filter(status="declared", substitute__isnull=False)
    return kept.filter(last__gte=_TODAY)


def away() -> QuerySet[Closure]:
    """The absences of today, of all firms: who is away, and who has the work meanwhile."""
    return absences().filter(first__lte=_TODAY)


def stood_in_for(user: User) -> QuerySet[Closure, int | None]:
    """The accounts for which somebody stands in today."""
    return away().filter(substitute=user.pk).values_list("account", flat=True)


def worked_on_by(user: User) -> Q:
    """The matters that somebody answers for or works on, or has today while a colleague is away."""
    also = stood_in_for(user)
    return Q(lawyer=user.pk) | Q(paralegal=user.pk) | Q(lawyer__in=also) | Q(paralegal__in=also)


def known_as(user: User, role: str) -> None:
    """Remember what somebody does, for the one request that this account was read for."""
    setattr(user, KNOWN, role)


def colleagues(user: User) -> QuerySet[Colleague]:
    """Who works, or worked, at somebody's firm."""
    if not (keeps_for_firms() and role_of(user)):
        return Colleague.objects.none()
    return Colleague.objects.filter(firm=firm_of(user))


def _behind(user: User, wall: str, *, of: str = "pk") -> Exists:
    """Whether a wall, whose column is named, hides from somebody what a row is `of`."""
    up = Wall.objects.filter(account=user.pk, status="up")
    return Exists(up.filter(**{wall: OuterRef(of)}))


def enquiries(user: User) -> QuerySet[Enquiry]:
    """What visitors wrote to somebody's firm, for who sees enquiries there; not of whom a wall hides."""
    if not (keeps_for_firms() and role_of(user) in ENQUIRIES):
        return Enquiry.objects.none()
    return Enquiry.objects.filter(~_behind(user, "matter__enquiry"), firm=firm_of(user))


def mails(user: User) -> QuerySet[Mail]:
    """The e-mails that somebody's firm owes or sent about what that person sees; those about the firm itself for its owners."""
    if not (keeps_for_firms() and role_of(user) in ENQUIRIES | MATTERS):
        return Mail.objects.none()
    enquired, of_matters, agreed = enquiries(user), matters(user), agreements(user)
    about = Q(enquiry__in=enquired) | Q(booking__enquiry__in=enquired)
    about |= Q(matter__in=of_matters) | Q(agreement__in=agreed)
    if role_of(user) == OWNER:
        about |= Q(enquiry=None, booking=None, matter=None, agreement=None)
    return Mail.objects.filter(about, firm=firm_of(user))


def conflicts(user: User) -> QuerySet[Conflict]:
    """What somebody's firm decided about conflicts of interest, for who sees the enquiries that they are about."""
    return Conflict.objects.filter(enquiry__in=enquiries(user))


def may_search(user: User) -> bool:
    """Whether somebody searches among all whom the firm knows, whatever matters they may open."""
    return keeps_for_firms() and role_of(user) in ENQUIRIES


def bookings(user: User) -> QuerySet[Booking]:
    """The first consultations of somebody's firm, for who sees its enquiries."""
    return Booking.objects.filter(enquiry__in=enquiries(user))


def may_plan(user: User) -> bool:
    """Whether somebody says when visitors are received."""
    return keeps_for_firms() and role_of(user) in {OWNER, LAWYER}


def supplies(user: User) -> QuerySet[Supply]:
    """The blanks, maps and portals that somebody's firm uses, for who works on files there."""
    if not (keeps_for_firms() and role_of(user) in MATTERS):
        return Supply.objects.none()
    return Supply.objects.filter(firm=firm_of(user), status="kept").exclude(kind=COLUMNS)


def filings(user: User) -> QuerySet[Filing]:
    """How far somebody's firm is with filing, for who works on files there; which files is asked of records/access.py."""
    if not (keeps_for_firms() and role_of(user) in MATTERS):
        return Filing.objects.none()
    return Filing.objects.filter(firm=firm_of(user))


def may_report(user: User) -> bool:
    """Whether somebody sees the firm's own figures."""
    return keeps_for_firms() and role_of(user) in REPORTS


def corrected_columns(user: User) -> QuerySet[Supply]:
    """The columns of tables for other programs that somebody's firm wrote itself, for who saves such tables."""
    if not (keeps_for_firms() and role_of(user) in EXPORTS):
        return Supply.objects.none()
    return Supply.objects.filter(firm=firm_of(user), status="kept", kind=COLUMNS)


def keeps_accounts(user: User) -> bool:
    """Whether somebody sees what clients agreed to pay and paid in advance."""
    return keeps_for_firms() and role_of(user) in MONEY | LAWYERS


def works_on_matters(user: User) -> bool:
    """Whether somebody works on matters, and this installation keeps any."""
    return keeps_for_firms() and role_of(user) in MATTERS


def matters(user: User) -> QuerySet[Matter]:
    """The matters of a lawyer's firm, or those that a paralegal works on or stands in for, but for those behind a wall."""
    if not works_on_matters(user):
        return Matter.objects.none()
    theirs = Matter.objects.filter(~_behind(user, "matter"), firm=firm_of(user))
    if role_of(user) in LAWYERS:
        return theirs
    return theirs.filter(Q(paralegal=user.pk) | Q(paralegal__in=stood_in_for(user)))


def agreements(user: User) -> QuerySet[Retainer]:
    """The service agreements of the matters that somebody sees; those of enquiries for owners and lawyers alone."""
    if not works_on_matters(user):
        return Retainer.objects.none()
    theirs = Q(matter__in=matters(user))
    if role_of(user) in LAWYERS:
        theirs |= Q(matter=None)
    return Retainer.objects.filter(theirs, firm=firm_of(user))


def accounts(user: User) -> QuerySet[Retainer]:
    """The signed agreements whose money somebody sees: of the whole firm for who keeps its accounts, but for walls; else of the own matters."""
    of_firm = Retainer.objects.filter(~_behind(user, "matter", of="matter"), firm=firm_of(user))
    theirs = of_firm if keeps_accounts(user) else agreements(user)
    return theirs.filter(status__in=("signed", "ended"), matter__isnull=False)


def closings(user: User) -> QuerySet[Closing]:
    """The closed matters of somebody's firm with their archives, for owners and lawyers; not those behind a wall."""
    if role_of(user) not in LAWYERS or not keeps_for_firms():
        return Closing.objects.none()
    return Closing.objects.filter(matter__in=matters(user)).exclude(status="dropped")
