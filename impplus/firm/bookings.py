"""First consultations as the firm sees them: a time offered to a visitor, what is booked, who did not come."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from impplus.actions import bookings
from impplus.firm.entry import entry
from impplus.firm.second_look import SecondLook, is_sure, shown
from impplus.practice import access
from impplus.practice.models import Booking, Enquiry, OfficeHours
from impplus.queries import clock
from impplus.queries.bookings import hours_of, times_for, upcoming
from impplus.queries.conflicts import is_cleared
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.records.models import User
from impplus.web.addresses import address
from impplus.web.language import lang
from impplus.words import formats, zones

SHOWN_DAYS, SHOWN_A_DAY = 4, 4


@dataclass(frozen=True)
class OfferedTime:
    """A time by the firm's clock, and by the visitor's."""

    value: str
    ours: str
    theirs: str


@require_POST
@entry(access.ENQUIRIES)
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer a consultation of the person who was chosen, at a time or at one that the visitor chooses."""
    user: User = request.user  # type: ignore[assignment]
    enquiry: Enquiry = get_object_or_404(access.enquiries(user), pk=pk)
    by_key = {str(one.pk): one for one in hours_of(enquiry.firm)}
    number, _bar, at = request.POST.get("time", "").partition("|")
    hours = by_key.get(number)
    if hours is None:
        messages.error(request, _("Choose a time, or let the visitor choose."))
        return redirect("firm:enquiry", pk)
    try:
        bookings.offer(enquiry, hours, starts_at=_instant(at), by=user)
    except AlreadyDone:
        pass
    except Refusal as refusal:
        messages.error(request, refusal.text.say(lang()))
        return redirect("firm:enquiry", pk)
    messages.success(request, _("The offer is sent by e-mail, with a private link."))
    return redirect("firm:enquiry", pk)


@require_safe
@entry(access.ENQUIRIES)
def page(request: HttpRequest) -> HttpResponse:
    """What is booked and offered, the next first."""
    user: User = request.user  # type: ignore[assignment]
    if user.firm_id is None or not access.may_search(user):
        raise Http404
    rows = [(one, when_of(one)) for one in upcoming(user)]
    facts = {"rows": rows, "now": clock.now(), "hours": hours_of(user.firm_id)}
    return render(request, "firm/bookings/bookings.html", facts)


@require_POST
@entry(access.ENQUIRIES)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a consultation, or note that nobody came."""
    user: User = request.user  # type: ignore[assignment]
    booking: Booking = get_object_or_404(access.bookings(user), pk=pk)
    missed = request.POST.get("act") == "miss"
    if booking.status == "booked" and not is_sure(request):
        return shown(request, _look(booking, missed=missed))
    with suppress(AlreadyDone):
        bookings.miss(booking, by=user) if missed else bookings.cancel(booking, by=user)
    messages.success(
        request,
        _("It is noted that nobody came.")
        if missed
        else _("The consultation is cancelled. The visitor is told."),
    )
    return redirect("firm:bookings")


def _look(booking: Booking, *, missed: bool) -> SecondLook:
    """What cancelling a consultation, or noting that nobody came, would do."""
    does = (
        _("It is noted that nobody came. This cannot be undone; nobody is written to.")
        if missed
        else _(
            "The consultation is cancelled, and the visitor is told by e-mail. The time is free again."
        )
    )
    return SecondLook(
        act=_("Nobody came") if missed else _("Cancel the consultation"),
        does=[f"{booking.enquiry.name}, {when_of(booking)}", does],
        back=address("firm:bookings"),
        back_to=_("Consultations"),
        here="consultations",
        final=True,
    )


@require_safe
@entry(access.ENQUIRIES)
def agreement(request: HttpRequest, pk: int, language: str) -> HttpResponse:
    """The signed agreement in one language."""
    user: User = request.user  # type: ignore[assignment]
    booking: Booking = get_object_or_404(access.bookings(user), pk=pk)
    paper = {"en": booking.file_en, "fr": booking.file_fr}.get(language)
    if not paper:
        raise Http404
    return HttpResponse(bytes(paper), content_type="application/pdf")


def booking_panel(asked: Enquiry) -> dict[str, Any]:
    """What the part about the consultation shows: what is offered or booked, and the times that can be offered."""
    last = asked.bookings.select_related("hours").last()
    cleared = is_cleared(asked)
    open_ = last is not None and last.status in ("offered", "booked")
    offers = [_offer(one, asked) for one in hours_of(asked.firm)] if cleared and not open_ else []
    return {
        "booking": last,
        "booked_for": when_of(last) if last else "",
        "begun": last is not None and last.starts_at is not None and last.starts_at <= clock.now(),
        "cleared": cleared,
        "offers": offers,
    }


def when_of(booking: Booking) -> str:
    """When a consultation is, by the firm's clock; "" where the visitor still chooses."""
    zone = booking.hours.zone
    if booking.starts_at is None:
        return ""
    return formats.moment(booking.starts_at, lang(), time_zone=zone, named=zones.named(zone))


def _offer(
    hours: OfficeHours, asked: Enquiry
) -> tuple[OfficeHours, list[tuple[date, list[OfferedTime], list[OfferedTime]]], str]:
    """The times of the first days of somebody, the first SHOWN_A_DAY apart from the others, and whose clock stands in grey."""
    theirs, ours = zones.zone_of(asked.country), ZoneInfo(hours.zone)
    by_day = groupby(times_for(hours), key=lambda at: at.astimezone(ours).date())
    shown = [
        (day, [_offered(at, hours, theirs) for at in times])
        for day, times in islice(by_day, SHOWN_DAYS)
    ]
    split = [(day, of_it[:SHOWN_A_DAY], of_it[SHOWN_A_DAY:]) for day, of_it in shown]
    return hours, split, zones.named(theirs).say(lang()) if theirs else ""


def _offered(at: datetime, hours: OfficeHours, theirs: str) -> OfferedTime:
    ours, here = (
        formats.clock(at, lang(), time_zone=zone) if zone else "" for zone in (hours.zone, theirs)
    )
    return OfferedTime(f"{hours.pk}|{at.isoformat()}", ours, here if here != ours else "")


def _instant(typed: str) -> datetime | None:
    """The instant of an address; None where none was chosen, or where it is none."""
    try:
        at = parse_datetime(typed)
    except ValueError:
        return None
    return at if at and at.tzinfo else None
