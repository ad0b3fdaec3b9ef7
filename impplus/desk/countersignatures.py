"""Second signatures: those that are asked for, and one of them, to be signed or sent back."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import countersignatures
from impplus.desk.deciding import Weighing, left
from impplus.desk.file import about_a_file, officer_in
from impplus.desk.forms import LONGEST_TEXT
from impplus.desk.weighing import SAID
from impplus.desk.weighing_members import decided_in
from impplus.queries.countersignatures import Second, asked_of, second, titles_of
from impplus.queries.facts import principal_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.queries.reopenings import reconsiderations_asked, reopenings_asked
from impplus.records.models import Application
from impplus.rules.lifecycle import Role
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.pages import door, submitted

ON_A_PAGE = 100
OUTCOMES = {"approve": "approved", "refuse": "refused"}


@require_safe
@door(Role.FEDERAL)
def listed(request: HttpRequest) -> HttpResponse:
    """The signatures that this officer may give, the oldest request first."""
    officer = officer_in(request)
    facts = {
        "rows": asked_of(officer)[:ON_A_PAGE],
        "reopenings": reopenings_asked(officer)[:ON_A_PAGE],
        "reconsiderations": reconsiderations_asked(officer)[:ON_A_PAGE],
    }
    return render(request, "desk/countersignatures/asked.html", facts)


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """What is to be signed, with the officer's reasons; sign it, or send it back and say why."""
    asked = get_object_or_404(
        application.countersignatures.select_related("asked_by", "settled_by"), pk=pk
    )
    form, signed = bind(_form(), request), "sign" in request.POST
    if submitted(request) and (signed or form.is_valid()):
        with refusals_in(form, NotUnderstood, countersignatures.SameOfficer):
            with suppress(AlreadyDone):
                why = "" if signed else form.cleaned_data["why"]
                countersignatures.settle(asked, signed=signed, why=why, by=officer_in(request))
            said = _("You signed. The officer of the file goes on.")
            messages.success(request, said if signed else _("It is sent back with your reason."))
            return redirect("desk:countersignatures")
    facts = {
        "application": application,
        "principal": principal_of(application),
        "asked": asked,
        "grounds": titles_of(asked),
        "reasons": asked.sent.get("reasons", ""),
        "own": asked.asked_by_id == officer_in(request).pk,
        "form": form,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/countersignatures/page.html", facts, status=status)


def needed(weighing: Weighing, given: Mapping[str, Any]) -> Second | None:
    """What a second officer signs of a decision as it was filled in, of everyone who is decided on; None where nothing."""
    file, judged, later = weighing.file, weighing.judged, left(weighing, given)
    members = tuple(one for one in weighing.members if one.name not in later)
    said = {key: SAID[given[f"met-{key}"]] for key in judged.grounds if given[f"met-{key}"] in SAID}
    notes = {key: given[f"note-{key}"] for key in judged.grounds}
    family = decided_in(given, members)
    return second(file, judged, OUTCOMES[given["outcome"]], judged.as_found(said), notes, family)


def asks(
    request: HttpRequest, application: Application, asked: Second, given: Mapping[str, Any]
) -> HttpResponse:
    """Ask for the signature, and go on with what waits."""
    countersignatures.request(application, asked=asked, sent=dict(given), by=officer_in(request))
    said = _("A second signature is asked for. The file comes back to you once it is given.")
    messages.success(request, said)
    return redirect("desk:file", application.number)


def _form() -> type[PageForm]:
    why = TextField(
        longest=LONGEST_TEXT,
        lines=True,
        label=_("Why you send it back"),
        empty=_("Write why you send it back"),
    )
    return made_form("SendBackForm", {"why": why})
