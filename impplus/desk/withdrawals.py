"""A candidate taken off the ministry's list, or put back on it, with the reason."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from impplus.actions import withdrawals
from impplus.desk.file import officer_in
from impplus.desk.forms import WithdrawForm
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import Candidate, Event
from impplus.rules.lifecycle import Role
from impplus.web.forms import bind, refusals_in
from impplus.web.pages import door, submitted


@require_http_methods(["GET", "POST"])
@door(Role.QUEBEC)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a candidate off the list; what becomes of the letter is said first."""
    candidate = get_object_or_404(Candidate, pk=pk)
    form = bind(WithdrawForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood, WrongMoment):
            with suppress(AlreadyDone):
                withdrawals.withdraw(candidate, **form.cleaned_data, by=officer_in(request))
            return redirect("desk:put-back", pk)
    letters = candidate.invitations.filter(status__in=("issued", "used"))
    facts = {"candidate": candidate, "form": form, "letter": letters.first()}
    status = 422 if form.errors else 200
    return render(request, "desk/withdrawals/withdraw.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@door(Role.QUEBEC)
def put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """When, by whom and why a candidate was taken off the list or put back; off it, the form to put back."""
    candidate = get_object_or_404(Candidate, pk=pk)
    form = bind(WithdrawForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            with suppress(AlreadyDone):
                withdrawals.put_back(candidate, **form.cleaned_data, by=officer_in(request))
            return redirect("desk:put-back", pk)
    events = Event.objects.filter(noun="candidate", about=str(pk), verb__in=("withdraw", "resume"))
    facts = {"candidate": candidate, "form": form, "events": events.select_related("by")}
    status = 422 if form.errors else 200
    return render(request, "desk/withdrawals/put_back.html", facts, status=status)
