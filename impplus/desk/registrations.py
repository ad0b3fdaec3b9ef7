"""An application that was made by another means than online (IRPR 9.5), registered by a federal officer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from impplus.actions import registrations
from impplus.desk.file import officer_in
from impplus.programmes import SERVED
from impplus.queries.assistance import WHYS
from impplus.queries.clock import today
from impplus.queries.places import places_left
from impplus.queries.refusals import (
    LetterExpired,
    LetterRevoked,
    LetterUnknown,
    LetterUsed,
    NotUnderstood,
    OutcomeUnknown,
    SignatureMissing,
    ToConfirm,
)
from impplus.queries.registering import found_for
from impplus.records.models import Receipt
from impplus.records.user import LANGUAGES
from impplus.rules.lifecycle import Role
from impplus.web.emails import EmailField
from impplus.web.fields import ChoiceField, TextField, spoken
from impplus.web.forms import bind, refusals_in
from impplus.web.language import lang
from impplus.web.letter import LetterForm
from impplus.web.pages import door, submitted

LETTER = ("code", "csq_number", "born")
# What stands above the form. Where the outcome is not known, pressing again finds the file or registers it.
SHOWN = (LetterUnknown, LetterUsed, LetterRevoked, LetterExpired, NotUnderstood, OutcomeUnknown)


class RegistrationForm(LetterForm):
    """The letter, who is told and in which language, who signed, and how the application came."""

    email = EmailField(
        empty=_("Enter the e-mail address"),
        label=_("E-mail address"),
        help_text=_(
            "The address of the applicant, or of the person who helps. E-mails about the file are sent to it."
        ),
    )
    language = ChoiceField(label=_("Language of the applicant"), choices=LANGUAGES)
    signature = TextField(
        label=_("Name as it is signed on the application"),
        empty=_("Enter the name as it is signed on the application"),
    )
    why = ChoiceField(
        label=_("Why is it not made online?"),
        choices=[(key, spoken(text)) for key, text in WHYS.items()],
    )
    means = TextField(
        longest=100,
        label=_("How the application came"),
        help_text=_("Such as: on paper, in braille. Write nothing about the disability."),
    )


@require_http_methods(["GET", "POST"])
@door(Role.FEDERAL)
def page(request: HttpRequest) -> HttpResponse:
    """Register an application; it is received at the instant of the second press, with its place and its order.

    Before, the officer sees whose letter, name and address it is, and whether the person has an account or a file already.
    """
    form = bind(RegistrationForm, request)
    found, changed = None, ""
    if submitted(request) and form.is_valid() and "change" not in request.POST:
        typed = form.cleaned_data
        try:
            with refusals_in(form, *SHOWN, signature=SignatureMissing):
                receipt = _register(request, typed)
                messages.success(
                    request, _("The application is received, with a place under the cap.")
                )
                return redirect("desk:typed", receipt.application.number)
        except ToConfirm as refusal:
            said = {name: typed[name] for name in ("code", "email", "signature")}
            found = found_for(**said, by=officer_in(request))
            changed = refusal.text.say(lang()) if "look" in request.POST else ""
    facts = {
        "form": form,
        "found": found,
        "changed": changed,
        "why": WHYS.get(form["why"].value() or ""),
        "places": places_left(SERVED, today(SERVED).year),
    }
    status = 422 if form.errors or changed else 200
    return render(request, "desk/registrations/registration.html", facts, status=status)


def _register(request: HttpRequest, typed: dict[str, Any]) -> Receipt:
    given = dict(typed)
    letter = {name: given.pop(name) for name in LETTER}
    look = request.POST.get("look", "")
    return registrations.register(SERVED, letter=letter, **given, look=look, by=officer_in(request))
