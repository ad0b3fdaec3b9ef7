"""The representative: who may act in this file, what that means, and how it ends."""

from contextlib import suppress
from itertools import groupby
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from impplus.actions import mandates as actions
from impplus.portal.application import WHO, application_of, person_in, signs
from impplus.practice.access import may_be_appointed
from impplus.queries.done import was_done
from impplus.queries.refusals import AlreadyDone, NotUnderstood, NotYours, SignatureMissing
from impplus.records.models import Mandate, User
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import door, submitted
from impplus.web.step_up import stepped_up

type Choices = list[tuple[str, list[tuple[str, str]]]]

_GIVEN = _("Your representative is appointed, and sees this file from now on.")
_ENDED = _("The appointment is cancelled. The applicant and the representative are told by e-mail.")


class MandateForm(PageForm):
    """Which lawyer of which firm, and the applicant's signature."""

    lawyer = forms.ChoiceField(
        label=_("Who will represent you"),
        help_text=_("Grouped by firm."),
        error_messages={
            "required": _("Choose who will act for you."),
            "invalid_choice": _("Choose someone from the list."),
        },
    )
    agreed = forms.BooleanField(
        label=_("I let this person see this file and work on it until I cancel the appointment."),
        error_messages={"required": _("Tick the box to appoint this representative.")},
    )
    signature = TextField(
        label=_("Your full name"),
        autocomplete="name",
        empty=_("Enter your full name as it is on your passport"),
        help_text=_("Type it as it is on your passport. This is your signature."),
    )

    def __init__(self, *args: Any, lawyers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(forms.ChoiceField, self.fields["lawyer"])
        choice.choices = [("", _("Choose from the list")), *lawyers]


@require_http_methods(["GET", "POST"])
@door(*WHO)
@stepped_up
def mandates(request: HttpRequest, number: str) -> HttpResponse:
    """Who sees this file; the applicant gives a mandate here."""
    application = application_of(request, number)
    given = list(application.mandates.select_related("lawyer__firm"))
    active = next((mandate for mandate in given if mandate.status == "active"), None)
    lawyers = _lawyers()
    form = bind(MandateForm, request, lawyers=lawyers)
    if submitted(request):
        if not signs(request):
            raise NotYours
        if form.is_valid() and _given(request, number, form):
            messages.success(request, _GIVEN)
            return redirect("portal:mandates", number)
    return render(
        request,
        "portal/mandates/mandates.html",
        {
            "application": application,
            "active": active,
            "parts": application.delegations.filter(status="accepted").select_related("person"),
            "ended": [mandate for mandate in given if mandate.status == "ended"],
            "form": form,
            "signs": signs(request),
            "nobody": not lawyers,
            "paid": application.programme.sources.get("irpa-91"),
            "advised": application.programme.sources.get("irpr-10"),
        },
        status=422 if form.errors else 200,
    )


def _lawyers() -> Choices:
    """Everyone who may be given a mandate, firm by firm."""
    lawyers = may_be_appointed().select_related("firm").order_by("firm__name", "firm_id", "name")
    return [
        (f"{firm.name}, {firm.city}", [(str(one.pk), one.name) for one in people])
        for firm, people in groupby(lawyers, key=lambda one: one.firm)
        if firm
    ]


def _given(request: HttpRequest, number: str, form: PageForm) -> bool:
    application = application_of(request, number)
    lawyer = get_object_or_404(User, pk=form.cleaned_data["lawyer"])
    signature = form.cleaned_data["signature"]
    with refusals_in(form, NotUnderstood, signature=SignatureMissing):
        actions.give(application, lawyer=lawyer, signature=signature, by=person_in(request))
    return not form.errors


@require_http_methods(["GET", "POST"])
@door(*WHO)
@stepped_up
def end(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Ask for confirmation, then end the mandate; the representative sees nothing of this file any more."""
    by = person_in(request)
    mandate = Mandate.objects.filter(application__number=number, status="ended", pk=pk).first()
    if not (submitted(request) and mandate and was_done(mandate, "end", by=by)):
        application = application_of(request, number)
        mandate = get_object_or_404(application.mandates.filter(status="active"), pk=pk)
    if submitted(request):
        if mandate.status == "active":
            with suppress(AlreadyDone):
                actions.end(mandate, by=by)
        messages.success(request, _ENDED)
        return redirect("portal:mandates", number) if signs(request) else redirect("home")
    return render(
        request,
        "portal/mandates/end.html",
        {"application": mandate.application, "mandate": mandate, "signs": signs(request)},
    )
