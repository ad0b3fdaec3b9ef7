"""Which colleagues open the file of a client, besides the lawyer whom the client appointed."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import assignments
from impplus.firm.entry import entry
from impplus.practice.access import MATTERS
from impplus.queries.firm_absences import led_by
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.queries.team import team_of
from impplus.records.models import Assignment, Mandate, User
from impplus.web.fields import ChoiceField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.pages import submitted


def _mandate(user: User, number: str) -> Mandate:
    """The appointment in force of a file, for the lawyer who has it, who stands in for that lawyer, and the owners of the firm."""
    found: Mandate = get_object_or_404(led_by(user), application__number=number)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@entry(MATTERS)
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Who opens the file, and the form to let somebody more."""
    user: User = request.user  # type: ignore[assignment]
    mandate = _mandate(user, number)
    active = mandate.assignments.filter(status="active").select_related("user", "instead_of")
    there = {one.user_id for one in active if one.instead_of is None} | {mandate.lawyer_id}
    free = [one.account for one in team_of(user) if one.key in MATTERS]
    choices = [(str(one.pk), one.name) for one in free if one.pk not in there]
    form = bind(assign_form(choices), request)
    if submitted(request) and form.is_valid():
        colleague = get_object_or_404(User, pk=form.cleaned_data["colleague"])
        with refusals_in(form, Refusal):
            assignments.assign(mandate, colleague=colleague, by=user)
        if not form.errors:
            messages.success(request, _("This colleague may now open the file."))
            return redirect("firm:assignments", number)
    facts = {
        "mandate": mandate,
        "number": number,
        "active": active,
        "choices": choices,
        "form": form,
        "here": "home",
    }
    status = 422 if form.errors else 200
    return render(request, "firm/assignments/assignments.html", facts, status=status)


@require_POST
@entry(MATTERS)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a colleague open the file no longer."""
    user: User = request.user  # type: ignore[assignment]
    found = get_object_or_404(Assignment, pk=pk, mandate__in=led_by(user))
    number = found.mandate.application.number
    with suppress(AlreadyDone):
        assignments.end(found, by=user)
    return redirect("firm:assignments", number)


def assign_form(choices: list[tuple[str, str]]) -> type[PageForm]:
    """Which colleague is to open the file."""
    return made_form(
        "AssignForm", {"colleague": ChoiceField(label=_("Colleague"), choices=choices)}
    )
