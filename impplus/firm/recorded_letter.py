"""A client's letter of invitation from the ministry, recorded by the firm where applications are only prepared."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods

from impplus.actions import recorded_letters
from impplus.firm.matter import about_a_matter
from impplus.firm.matters import member_in
from impplus.practice.models import Matter
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.refusals import NotUnderstood
from impplus.rules.form import Field
from impplus.web.day import DayField
from impplus.web.fields import CodeField, CountryField
from impplus.web.forms import PageForm, bind, field_for, made_form, refusals_in, submitted
from impplus.web.language import lang

# Questions of the form, by their keys, whose answers stand on the letter or on the CSQ.
ASKED = (
    *("family_name", "given_names", "nationality", "csq_number", "csq_programme"),
    *("csq_issued", "csq_expires", "mifi_file"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@about_a_matter
def page(request: HttpRequest, matter: Matter) -> HttpResponse:
    """What the letter and the CSQ say; then the client is written to."""
    if not settings.PREPARES_ONLY or matter.application:
        raise Http404
    form = bind(letter_form(), request, {"nationality": matter.nationality})
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            recorded_letters.record(matter, form.cleaned_data, by=member_in(request))
        if not form.errors:
            messages.success(
                request, _("The letter is recorded. The client gets the code by e-mail.")
            )
            return redirect("firm:client", matter.pk)
    facts, status = {"form": form, "matter": matter}, 422 if form.errors else 200
    return render(request, "firm/matters/letter.html", facts, status=status)


def letter_form() -> type[PageForm]:
    """What stands on a letter of invitation and on a CSQ."""
    language, on = lang(), today(SERVED)
    asked = _questions()
    fields: dict[str, Any] = {key: field_for(asked[key], {}, language, on=on) for key in ASKED}
    fields["given_names"].required = False
    fields["reference"] = CodeField(
        label=gettext_lazy("Individual reference number"),
        help_text=gettext_lazy("It stands on the CSQ."),
        longest=30,
    )
    fields["born"] = DayField(label=gettext_lazy("Date of birth"), latest=on)
    fields["lives_country"] = CountryField(
        language=language, label=gettext_lazy("Country where the client lives")
    )
    fields["issued_on"] = DayField(
        label=gettext_lazy("Date of the letter of invitation"), latest=on
    )
    fields["expires_on"] = DayField(
        label=gettext_lazy("Last day to use the letter, if it names one"), required=False
    )
    return made_form("RecordedLetterForm", fields)


def _questions() -> Mapping[str, Field]:
    return SERVED.in_force(today(SERVED)).steps.about("principal").fields
