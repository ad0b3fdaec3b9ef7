"""The intake of this year and the next: when each opens and closes, and changes of its cap, by two officers."""

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from impplus.actions import intakes
from impplus.desk.file import officer_in
from impplus.desk.forms import reason_field
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.places import places_left
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import Intake, Proposal
from impplus.rules.lifecycle import Role
from impplus.web.day import DayField
from impplus.web.fields import NumberField, TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import door, submitted

_HOUR = re.compile(r"(\d{1,2})\s*[:hH]\s*(\d{2})?")

_WITHOUT = _("Such as 10:00. Without a time, it is midnight.")


class HourField(TextField):
    """A time of the day, as “10:00”, “13 h 50” or “9 h”; cleans to hours and minutes."""

    default_error_messages = {"hour": _("Enter “%(label)s” as hours and minutes, such as 13:50.")}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        read = _HOUR.fullmatch(text)
        hour, minute = (int(read[1]), int(read[2] or 0)) if read else (24, 0)
        if hour > 23 or minute > 59:
            raise self.fault("hour")
        return hour, minute


class PlanForm(PageForm):
    """When an intake opens and closes; what is left empty goes with the calendar year."""

    opens_day = DayField(label=_("Day of the opening"), required=False)
    opens_hour = HourField(
        label=_("Time of the opening"), help_text=_WITHOUT, required=False, longest=10
    )
    closes_day = DayField(label=_("Day of the closing"), required=False)
    closes_hour = HourField(
        label=_("Time of the closing"), help_text=_WITHOUT, required=False, longest=10
    )

    def clean(self) -> None:
        """A time needs its day."""
        for which in ("opens", "closes"):
            if self.cleaned_data.get(f"{which}_hour") and self._has_no_day(which):
                self.add_error(f"{which}_day", _("Enter the day, too, or leave the time empty."))

    def _has_no_day(self, which: str) -> bool:
        day = f"{which}_day"
        return day not in self.errors and not self.cleaned_data[day]

    def instant(self, which: str) -> datetime | None:
        """The instant that was entered for “opens” or “closes”; midnight without a time."""
        day: date | None = self.cleaned_data[f"{which}_day"]
        hour, minute = self.cleaned_data[f"{which}_hour"] or (0, 0)
        zone = ZoneInfo(SERVED.time_zone)
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone) if day else None


class CapForm(PageForm):
    """Another cap, and why."""

    size = NumberField(least=1, most=intakes.MOST, label=_("The cap that you propose"))
    reason = reason_field()


@require_GET
@door(Role.FEDERAL)
def page(request: HttpRequest) -> HttpResponse:
    """This year and the next, with the changes of their caps."""
    this = clock.today(SERVED).year
    years = [
        (places_left(SERVED, year), Proposal.objects.filter(intake__in=_intakes(year)))
        for year in (this, this + 1)
    ]
    return render(request, "desk/intakes/intakes.html", {"years": years})


@require_http_methods(["GET", "POST"])
@door(Role.FEDERAL)
def plan(request: HttpRequest, year: int) -> HttpResponse:
    """Plan the opening and the closing of a year, or move what lies ahead."""
    if year - clock.today(SERVED).year not in (0, 1):
        raise Http404
    intake = _intakes(year).first()
    form = bind(PlanForm, request, _as_typed(intake))
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood, intakes.NoCap):
            instants = {f"{one}_at": form.instant(one) for one in ("opens", "closes")}
            if intake:
                intakes.plan(intake, **instants, by=officer_in(request))
            else:
                intakes.open_year(SERVED, year, **instants, by=officer_in(request))
            messages.success(request, _("The intake is planned."))
            return redirect("desk:intakes")
    facts = {"form": form, "places": places_left(SERVED, year)}
    return render(request, "desk/intakes/plan.html", facts, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@door(Role.FEDERAL)
def propose(request: HttpRequest, year: int) -> HttpResponse:
    """Propose another cap."""
    intake = get_object_or_404(_intakes(year))
    form = bind(CapForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood, WrongMoment):
            intakes.propose(intake, **form.cleaned_data, by=officer_in(request))
            messages.success(request, _("The cap is proposed. Another officer must confirm it."))
            return redirect("desk:intakes")
    facts = {"form": form, "places": places_left(SERVED, year)}
    return render(request, "desk/intakes/propose.html", facts, status=422 if form.errors else 200)


@require_POST
@door(Role.FEDERAL)
def settle(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Confirm a proposed cap, as another officer, or drop it."""
    proposal = get_object_or_404(Proposal, intake__in=_intakes(year), pk=pk)
    if "confirm" in request.POST:
        with suppress(AlreadyDone):
            intakes.confirm(proposal, by=officer_in(request))
        messages.success(request, _("The cap is changed."))
    elif "drop" in request.POST:
        with suppress(AlreadyDone):
            intakes.drop(proposal, by=officer_in(request))
        messages.success(request, _("The proposal is dropped."))
    return redirect("desk:intakes")


def _intakes(year: int) -> Any:
    return Intake.objects.filter(programme=SERVED, year=year)


def _as_typed(intake: Intake | None) -> dict[str, Any]:
    """What the form shows of the instants that hold."""
    typed: dict[str, Any] = {}
    for which in ("opens", "closes"):
        at: datetime | None = getattr(intake, f"{which}_at", None)
        if at:
            local = at.astimezone(ZoneInfo(SERVED.time_zone))
            typed |= {f"{which}_day": local.date(), f"{which}_hour": f"{local:%H:%M}"}
    return typed
