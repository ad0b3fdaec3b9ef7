"""Absences at the firm: who is away, on which days, and who has the work meanwhile."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import firm_absences
from impplus.firm.entry import entry
from impplus.practice.access import TEAM, firm_of, role_of
from impplus.practice.colleague import ROLES_AT_A_FIRM
from impplus.practice.models import Closure
from impplus.queries.firm_absences import absences_at, left_to_do
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.queries.team import team_of
from impplus.queries.teammates import teammates
from impplus.records.models import User
from impplus.web.day import DayField
from impplus.web.fields import ChoiceField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted


@require_http_methods(["GET", "HEAD", "POST"])
@entry(ROLES_AT_A_FIRM)
def page(request: HttpRequest) -> HttpResponse:
    """The absences of today and of days to come, and the form to plan one: one's own, or anybody's for an owner."""
    user: User = request.user  # type: ignore[assignment]
    team = {str(one.account.pk): one for one in team_of(user)}
    owner = role_of(user) in TEAM
    named = [(key, f"{one.account.name}, {one.role.say(lang())}") for key, one in team.items()]
    form = bind(absence_form(named, owner=owner), request, {"account": str(user.pk)})
    if submitted(request) and form.is_valid():
        given = form.cleaned_data
        with refusals_in(form, NotUnderstood):
            firm_absences.declare(
                team[given.get("account", str(user.pk))].account,
                substitute=int(given["substitute"]),
                first=given["first"],
                last=given["last"],
                by=user,
            )
            messages.success(request, _("The absence is planned."))
            return redirect("firm:absences")
    planned = absences_at(firm_of(user), teammates(firm_of(user)))
    facts = {
        "form": form,
        "planned": list(zip(planned, left_to_do(user, planned), strict=True)),
        "owner": owner,
        "here": "team",
    }
    status = 422 if form.errors else 200
    return render(request, "firm/absences/absences.html", facts, status=status)


@require_POST
@entry(ROLES_AT_A_FIRM)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel an absence: the colleague has everything back."""
    user: User = request.user  # type: ignore[assignment]
    planned = Closure.objects.filter(firm=firm_of(user)).exclude(substitute=None)
    with suppress(AlreadyDone):
        firm_absences.end(get_object_or_404(planned, pk=pk), by=user)
    messages.success(request, _("The absence is cancelled, and everything is back."))
    return redirect("firm:absences")


def absence_form(named: list[tuple[str, str]], *, owner: bool) -> type[PageForm]:
    """Who is away, for an owner; who has the work meanwhile; and on which days."""
    who = {"account": ChoiceField(choices=named, label=_("Who is away"))} if owner else {}
    return made_form(
        "ColleagueAbsenceForm",
        {
            **who,
            "substitute": ChoiceField(
                choices=named,
                label=_("Who has the work meanwhile"),
                help_text=_("Only an owner or a lawyer stands in for a lawyer."),
            ),
            "first": DayField(label=_("First day away")),
            "last": DayField(label=_("Last day away")),
        },
    )
