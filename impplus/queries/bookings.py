"""Bookings: the private link of one, the times that are free for it, and its agreement."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Q
from django.utils.crypto import constant_time_compare, salted_hmac

from impplus.practice import access
from impplus.practice.booking import OPEN_BOOKINGS
from impplus.practice.models import Booking, Closure, FirmEvent, OfficeHours
from impplus.queries import clock
from impplus.queries.consultation_agreements import Agreed, Side
from impplus.queries.free_times import Hours, Terms, free_times
from impplus.queries.refusals import Refusal
from impplus.queries.teammates import teammates
from impplus.records.models import Firm, User
from impplus.rules.dated import DAY
from impplus.words.text import Text

_LONGEST = 100
# For how long a consultation that took place, or did not, stands in the list.
LATELY = timedelta(days=7)


class TimeTaken(Refusal):
    """Somebody else booked this time, or it is no longer offered."""

    text = Text(
        en="This time has just been taken, or is no longer offered. Nothing was booked: choose another time.",
        fr="Cette heure vient d’être prise ou n’est plus offerte. Rien n’a été réservé\u00a0: choisissez une autre heure.",
    )


def link_of(booking: Booking) -> str:
    """The end of the address of its private link: a number, and a code that only this site can make."""
    return f"{booking.pk}-{_code(booking.pk)}"


def found_by(link: str) -> Booking | None:
    """The booking to which a link leads, whatever has become of it; None for a wrong link."""
    number, _dash, code = link.partition("-")
    sound = number.isascii() and number.isdecimal() and len(number) < 18 and len(link) <= _LONGEST
    if not sound or not constant_time_compare(code, _code(int(number))):
        return None
    return Booking.objects.select_related("enquiry", "hours").filter(pk=int(number)).first()


def hours_of(firm: int) -> list[OfficeHours]:
    """The office hours of each person who receives at a firm, as they were saved last, by name."""
    last: dict[int, OfficeHours] = {}
    for row in OfficeHours.objects.filter(firm=firm).order_by("id"):
        last[row.account] = row
    receive = _receiving(firm)
    kept = [one for one in last.values() if one.week and one.account in receive]
    return sorted(kept, key=lambda one: one.name)


def times_for(hours: OfficeHours, but: Booking | None = None) -> list[datetime]:
    """Every instant at which somebody can be received, in order, and none by who is no lawyer there any more; `but` is a booking that may give its own time up."""
    if hours.account not in _receiving(hours.firm):
        return []
    now = clock.now()
    terms = Terms(hours.zone, hours.length, hours.pause, hours.notice, hours.horizon)
    booked = Booking.objects.filter(
        account=hours.account, status="booked", starts_at__gt=now - timedelta(days=1)
    )
    taken = [(one.starts_at, _end(one)) for one in booked if one != but and one.starts_at]
    return free_times(terms, _week(hours.week), now, closed=_closed(hours, now), taken=taken)


def agreement_for(booking: Booking, starts_at: datetime | None) -> Agreed:
    """What the visitor and the firm agree on, before it is signed."""
    hours, enquiry = booking.hours, booking.enquiry
    return Agreed(
        kind=hours.kind,
        firm=Firm.objects.get(pk=booking.firm).name,
        licensee=Side(hours.name, hours.address, hours.phone, hours.email, hours.number),
        client=Side(enquiry.name, "", enquiry.phone, enquiry.email),
        fee=Decimal(hours.fee_cents) / 100,
        starts_at=starts_at,
        zone=hours.zone,
        minutes=booking.minutes,
        own={"en": hours.own_en, "fr": hours.own_fr},
    )


def with_address(agreed: Agreed, address: str) -> Agreed:
    """The agreement with the address that the visitor gave."""
    return replace(agreed, client=replace(agreed.client, address=address))


def upcoming(user: User) -> Sequence[Booking]:
    """The open bookings that somebody sees: those with a time in its order, of which the last days' stay to be noted as missed, then those without one."""
    seen = access.bookings(user).filter(status__in=OPEN_BOOKINGS)
    lately = Q(starts_at__gte=clock.now() - LATELY)
    rows = seen.filter(lately | Q(status="offered")).select_related("enquiry", "hours")
    return list(rows.order_by("starts_at", "pk"))


def may_choose(booking: Booking) -> bool:
    """Whether the visitor may choose a time: of an open booking, or anew after cancelling it, as long as the firm did nothing else since."""
    if booking.status in OPEN_BOOKINGS:
        return True
    enquiry = booking.enquiry
    if (booking.status, enquiry.status) != ("cancelled", "conflict-checked"):
        return False
    ends = FirmEvent.objects.filter(noun="booking", about=str(booking.pk), verb="cancel")
    last = ends.last()
    return last is not None and last.by is None and enquiry.bookings.last() == booking


def _receiving(firm: int) -> set[int]:
    """The accounts of those at a firm who may receive visitors: as when they saved their hours (access.may_plan)."""
    return {one.account for one in teammates(firm).values() if one.is_lawyer}


def _end(booking: Booking) -> datetime:
    if booking.starts_at is None:
        raise LookupError(f"booking {booking.pk} has no time")
    return booking.starts_at + timedelta(minutes=booking.minutes)


def _week(rows: Sequence[Sequence[str]]) -> list[Hours]:
    return [
        Hours(int(day), time.fromisoformat(opens), time.fromisoformat(closes))
        for day, opens, closes in rows
    ]


def _closed(hours: OfficeHours, now: datetime) -> set[date]:
    """The days on which the firm, or this person, receives nobody."""
    first = now.date() - DAY
    theirs = Q(account=None) | Q(account=hours.account)
    rows = Closure.objects.filter(theirs, firm=hours.firm, status="declared", last__gte=first)
    until = first + DAY * (hours.horizon + 2)
    return {
        day
        for one in rows
        for number in range((min(one.last, until) - max(one.first, first)).days + 1)
        for day in [max(one.first, first) + DAY * number]
    }


def _code(pk: int) -> str:
    return salted_hmac("impplus.booking", str(pk), algorithm="sha256").hexdigest()[:40]


def hours_of_account(firm: int, account: int) -> OfficeHours | None:
    """The hours of one person, as they were saved last."""
    return OfficeHours.objects.filter(firm=firm, account=account).last()


def closures_to_come(firm: int) -> Sequence[Closure]:
    """The days, from today on, on which a firm receives nobody; absences of its colleagues are listed elsewhere."""
    today = clock.now().date() - DAY
    declared = Closure.objects.filter(firm=firm, status="declared", substitute=None)
    return list(declared.filter(last__gte=today))
