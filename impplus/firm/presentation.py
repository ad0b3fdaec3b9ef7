"""How visitors see the firm: an owner writes its words, hours and address, and chooses its colour and logo."""

from contextlib import suppress
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import presentations
from impplus.actions.presentations import WORDED
from impplus.firm.entry import entry
from impplus.practice.access import TEAM
from impplus.practice.models import Presentation
from impplus.practice.routing import keeps_for_firms
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.presentations import presentation_of
from impplus.queries.refusals import AlreadyDone, Refusal
from impplus.records.models import Firm, User
from impplus.web.fields import PhoneField, TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted


@require_http_methods(["GET", "POST"])
@entry(TEAM)
def page(request: HttpRequest) -> HttpResponse:
    """The form, with what visitors see now beside it."""
    user: User = request.user  # type: ignore[assignment]
    if not keeps_for_firms():
        raise Http404
    firm = Firm.objects.get(pk=user.firm_id or 0)
    before = presentation_of(firm.pk, today(SERVED))
    form = bind(_form(before), request, initial=_initial(before), files=True)
    if submitted(request) and form.is_valid():
        given = form.cleaned_data
        sent = given.pop("logo")
        drop = bool(given.pop("drop_logo", False))
        with refusals_in(form, Refusal), suppress(AlreadyDone):
            logo = (sent.name or "", sent.file) if sent else None
            presentations.save(by=user, logo=logo, drop_logo=drop, **given)
        if not form.errors:
            messages.success(request, _("Visitors see the firm like this from now on."))
            return redirect("firm:presentation")
    facts = {"form": form, "firm": firm, "shown": before, "here": "contact-form"}
    status = 422 if form.errors else 200
    return render(request, "firm/presentation/presentation.html", facts, status=status)


def _initial(before: Presentation) -> dict[str, Any]:
    return {name: getattr(before, name) for name in (*WORDED, "colour")}


def _form(before: Presentation) -> type[PageForm]:
    fields = _words() | {
        "address": TextField(
            label=gettext_lazy("Address of the office"), longest=300, lines=True, required=False
        ),
        "phone": PhoneField(
            language=lang(),
            country="CAN",
            label=gettext_lazy("Telephone"),
            longest=40,
            required=False,
        ),
        "colour": TextField(
            label=gettext_lazy("Colour of the firm"),
            help_text=gettext_lazy("Such as #1c2f5e. White words must be readable on it."),
            longest=7,
            required=False,
        ),
        "logo": forms.FileField(
            label=gettext_lazy("Logo"),
            help_text=gettext_lazy("One picture (PNG or JPEG), of some 600 pixels at most."),
            required=False,
        ),
    }
    if before.logo:
        fields["drop_logo"] = forms.BooleanField(
            label=gettext_lazy("Show no logo any more"), required=False
        )
    return made_form("PresentationForm", fields)


def _words() -> dict[str, forms.Field]:
    said = {
        "intro_fr": (gettext_lazy("Who you are and what you do, in French"), 2000),
        "intro_en": (gettext_lazy("The same words in English"), 2000),
        "hours_fr": (gettext_lazy("Opening hours, in French"), 200),
        "hours_en": (gettext_lazy("Opening hours, in English"), 200),
    }
    return {
        name: TextField(label=label, longest=longest, lines=longest > 200, required=False)
        for name, (label, longest) in said.items()
    }
