"""Absences: who is away, on which days, and who has the files meanwhile."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import absences
from impplus.desk.file import officer_in
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.officers import absences_to_come, officers
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.records.models import Absence, User
from impplus.rules.lifecycle import Role
from impplus.web.day import DayField
from impplus.web.fields import ChoiceField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.pages import door, submitted


@require_http_methods(["GET", "POST"])
@door(Role.FEDERAL)
def page(request: HttpRequest) -> HttpResponse:
    """The absences of today and of days to come, and a form to plan one's own."""
    officer = officer_in(request)
    who = {str(one.pk): one for one in officers() if one != officer}
    form = bind(_form(who), request, {})
    if submitted(request) and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form, NotUnderstood):
            absences.declare(
                officer,
                substitute=who[given["substitute"]],
                first=given["first"],
                last=given["last"],
                by=officer,
            )
            messages.success(request, _("The absence is planned."))
            return redirect("desk:absences")
    planned = absences_to_come(clock.today(SERVED))
    status = 422 if form.errors else 200
    facts = {"form": form, "planned": planned}
    return render(request, "desk/absences/absences.html", facts, status=status)


@require_POST
@door(Role.FEDERAL)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel one's own: the officer has the files again."""
    with suppress(AlreadyDone):
        absences.end(get_object_or_404(Absence, pk=pk), by=officer_in(request))
    messages.success(request, _("The absence is cancelled. You have your files again."))
    return redirect("desk:absences")


def _form(who: dict[str, User]) -> type[PageForm]:
    named = [(key, one.name) for key, one in who.items()]
    return made_form(
        "AbsenceForm",
        {
            "substitute": ChoiceField(
                choices=named,
                label=_("Who has your files meanwhile"),
                help_text=_("On these days your files stand in that officer’s queue too."),
            ),
            "first": DayField(label=_("First day away")),
            "last": DayField(label=_("Last day away")),
        },
    )
