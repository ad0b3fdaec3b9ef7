"""The completeness check: what was needed beside what was sent, person by person."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import reviews
from impplus.desk.file import about_a_file, must_be_open_to, officer_in
from impplus.desk.folders import folders
from impplus.desk.forms import return_form
from impplus.desk.translations import as_words, fields
from impplus.queries import checklist, readiness, refunds, returns
from impplus.queries.biometrics import owed_in
from impplus.queries.file import file_of
from impplus.queries.habits import chosen
from impplus.queries.refusals import AlreadyDone, NotUnderstood, ReasonMissing
from impplus.records.models import Application
from impplus.web.forms import bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """The checklist, and the officer's word that the application is complete."""
    if not submitted(request):
        must_be_open_to(application, "complete", officer_in(request))
    else:
        with suppress(AlreadyDone):
            too = "biometrics" in request.POST
            reviews.complete(application, by=officer_in(request), biometrics_too=too)
        messages.success(
            request,
            _(
                "The application is complete. The applicant and any representative are told by letter."
            ),
        )
        return redirect("desk:file", application.number)
    ready = readiness.of(file_of(application))
    owed = any(not one.biometrics_taken_on for one in owed_in(ready.file).values())
    facts = {
        "application": application,
        "principal": ready.file.principal,
        "owed": owed,
        "habits": chosen(getattr(application, "habits", None)),
        "folders": folders(ready.file, ready.documents_needed, ready.sent),
        "missing": len(ready.of_kind("document")),
        "others": [one for one in checklist.checklist(ready) if not one.document],
    }
    return render(request, "desk/completeness/completeness.html", facts)


@require_http_methods(["GET", "POST"])
@about_a_file
def return_file(request: HttpRequest, application: Application) -> HttpResponse:
    """Return an incomplete application: tick and write what is missing, read the whole letter, then return it."""
    if "sure" not in request.POST or application.status != "returned":
        must_be_open_to(application, "return", officer_in(request))
    file = file_of(application)
    some = checklist.checklist(readiness.of(file))
    ticked = request.GET.getlist("missing") or [one.key for one in some if one.missing]
    form = bind(return_form(some, fields(application, required=True)), request, {"missing": ticked})
    letter = None
    if submitted(request) and "change" not in request.POST and form.is_valid():
        with refusals_in(form, ReasonMissing, NotUnderstood):
            if "sure" in request.POST:
                return _returned(request, application, form.cleaned_data)
            said = returns.reasons_of(file, **as_words(form.cleaned_data))
            letter = returns.as_it_will_be_sent(
                file, "returned", returns.facts_of(file, said), application.language
            )
    facts = {
        "application": application,
        "principal": file.principal,
        "form": form,
        "letter": letter,
        "refund": file.law.refunds.get("returned"),
        "owed": refunds.due(file, "returned"),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/completeness/return.html", facts, status=status)


def _returned(
    request: HttpRequest, application: Application, given: dict[str, Any]
) -> HttpResponse:
    with suppress(AlreadyDone):
        reviews.return_incomplete(application, **as_words(given), by=officer_in(request))
    refund = file_of(application).law.refunds.get("returned")
    done = [_("The application is returned."), *([refund.text.say(lang())] if refund else [])]
    messages.success(request, " ".join(done))
    return redirect("desk:file", application.number)
