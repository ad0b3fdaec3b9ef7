"""A visitor's own page of a first consultation, by a private link: times in the visitor's zone, the agreement, and its signature.

Opening it changes nothing, as programs that look at e-mails do; each change is a press.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import bookings
from impplus.practice.models import Booking
from impplus.queries.bookings import agreement_for, found_by, may_choose, times_for
from impplus.queries.consultation_agreements import fee_of, sections
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.records.models import Firm
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted
from impplus.words import formats, zones

MOST_DAYS = 7


@dataclass(frozen=True)
class TimeShown:
    """One time that can be chosen: by the visitor's clock, and by the firm's where that is another."""

    value: str
    here: str
    there: str
    chosen: bool


class BookingForm(PageForm):
    """The time, and the signature of the agreement."""

    starts_at = forms.DateTimeField(
        error_messages={
            "required": gettext_lazy("Choose a time."),
            "invalid": gettext_lazy("Choose a time from the list."),
        },
        label=gettext_lazy("Time of the consultation"),
        widget=forms.RadioSelect,
    )
    address = TextField(
        label=gettext_lazy("Your postal address, if you have one"),
        longest=500,
        lines=True,
        required=False,
        autocomplete="street-address",
    )
    signature = TextField(
        label=gettext_lazy("Your full name, as your signature"),
        autocomplete="name",
        empty=gettext_lazy("Type your name to sign the agreement."),
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("I have read the agreement and agree to it."),
        error_messages={"required": gettext_lazy("Tick the box to agree.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, link: str) -> HttpResponse:
    """What can be chosen, what was booked, and what is signed."""
    booking = found_by(link)
    if booking is None:
        raise Http404
    if request.POST.get("act") == "cancel" and submitted(request):
        if booking.status == "booked" and "sure" not in request.POST:
            return _cancelling(request, booking, link)
        return _cancelled(request, booking, link)
    form = bind(BookingForm, request)
    if submitted(request) and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            bookings.book(
                booking,
                starts_at=given["starts_at"],
                zone=_zone(request, booking),
                signature=given["signature"],
                address=given["address"],
                language=lang(),
            )
        if not form.errors:
            messages.success(
                request, _("Your consultation is booked, and the agreement is signed.")
            )
            return redirect("public:booking", link)
        booking.refresh_from_db()
    return render(
        request,
        "public/bookings/booking.html",
        _facts(request, booking, form, link),
        status=422 if form.errors else 200,
    )


def _cancelling(request: HttpRequest, booking: Booking, link: str) -> HttpResponse:
    """What cancelling does, read once more before it is done."""
    when = _when(booking.starts_at, _zone(request, booking)) if booking.starts_at else ""
    facts = {"booking": booking, "link": link, "when": when}
    facts["firm"] = Firm.objects.get(pk=booking.firm)
    return render(request, "public/bookings/cancel.html", facts)


def _cancelled(request: HttpRequest, booking: Booking, link: str) -> HttpResponse:
    with suppress(AlreadyDone):
        bookings.cancel(booking, by=None)
    messages.success(request, _("Your consultation is cancelled. The firm is told."))
    return redirect("public:booking", link)


def _facts(request: HttpRequest, booking: Booking, form: PageForm, link: str) -> dict[str, object]:
    zone = _zone(request, booking)
    open_ = may_choose(booking)
    agreed = agreement_for(booking, None)
    chosen = request.POST.get("starts_at") or (
        booking.starts_at.isoformat() if booking.starts_at else ""
    )
    times = times_for(booking.hours, but=booking) if open_ else []
    days = _days(times, zone, booking.hours.zone, chosen)
    return {
        "booking": booking,
        "open": open_,
        "firm": Firm.objects.get(pk=booking.firm),
        "link": link,
        "form": form,
        "zone": zone,
        "zones": zones.offered(lang()),
        "named": zones.named(zone).say(lang()),
        "firms_clock": zones.named(booking.hours.zone).say(lang()),
        "days": days,
        "chosen_day": next((day for day, of_it in days if any(one.chosen for one in of_it)), None),
        "zone_chosen": "zone" in request.GET,
        "when": _when(booking.starts_at, zone) if booking.starts_at else "",
        "agreements": [(one, sections(agreed, one)) for one in ("fr", "en")],
        "costs": fee_of(agreed.fee).say(lang()),
    }


def _days(
    times: Iterable[datetime], zone: str, firms_zone: str, chosen: str
) -> list[tuple[date, list[TimeShown]]]:
    """The times by day of the visitor's clock."""
    here = ZoneInfo(zone)
    by_day = groupby(times, key=lambda at: at.astimezone(here).date())
    shown = ((day, [_shown(at, zone, firms_zone, chosen) for at in of_it]) for day, of_it in by_day)
    return [one for one, _number in zip(shown, range(MOST_DAYS), strict=False)]


def _shown(at: datetime, zone: str, firms_zone: str, chosen: str) -> TimeShown:
    here, there = (formats.clock(at, lang(), time_zone=one) for one in (zone, firms_zone))
    same = (
        at.astimezone(ZoneInfo(zone)).utcoffset() == at.astimezone(ZoneInfo(firms_zone)).utcoffset()
    )
    return TimeShown(at.isoformat(), here, "" if same else there, at.isoformat() == chosen)


def _when(at: datetime, zone: str) -> str:
    return formats.moment(at, lang(), time_zone=zone, named=zones.named(zone))


def _zone(request: HttpRequest, booking: Booking) -> str:
    """The zone that was chosen; else the one of before, that of the visitor's country, or the firm's."""
    chosen = request.POST.get("zone") or request.GET.get("zone") or booking.zone
    if chosen in zones.zones():
        return chosen
    return zones.zone_of(booking.enquiry.country) or booking.hours.zone
