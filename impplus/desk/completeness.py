"""The completeness check: what was needed beside what was sent, person by person."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import reviews
from impplus.desk.file import about_a_file, must_be_open_to, officer_in
from impplus.desk.folders import folders
from impplus.desk.forms import missing_as_text, return_form
from impplus.desk.translations import language_field
from impplus.queries import readiness, refunds
from impplus.queries.file import file_of
from impplus.queries.habits import chosen
from impplus.queries.privacy import as_seen
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
    owed = any(not one.biometrics_taken_on for one in reviews.biometrics_owed(ready.file).values())
    facts = {
        "application": application,
        "principal": ready.file.principal,
        "owed": owed,
        "habits": chosen(getattr(application, "habits", None)),
        "folders": folders(ready.file, ready.documents_needed, ready.sent),
        "missing": len(ready.of_kind("document")),
        "answers": ready.of_kind("answer"),
    }
    return render(request, "desk/completeness/completeness.html", facts)


@require_http_methods(["GET", "POST"])
@about_a_file
def return_file(request: HttpRequest, application: Application) -> HttpResponse:
    """Return an incomplete application: write the reasons, confirm them, then return it."""
    if "sure" not in request.POST or application.status != "returned":
        must_be_open_to(application, "return", officer_in(request))
    file = file_of(application)
    refund = file.law.refunds.get("returned")
    ready = as_seen(readiness.of(file))  # the letter goes to the family
    gaps = [gap for gap in ready.gaps if gap.kind in ("document", "part")]
    initial = {"reasons": missing_as_text(gaps, application.language)}
    form = bind(return_form(language_field(application)), request, initial)
    looked = submitted(request) and "change" not in request.POST and form.is_valid()
    if looked and "sure" in request.POST:
        with refusals_in(form, ReasonMissing, NotUnderstood):
            with suppress(AlreadyDone):
                reviews.return_incomplete(application, **form.cleaned_data, by=officer_in(request))
            done = [_("The application is returned.")]
            done += [refund.text.say(lang())] if refund else []
            messages.success(request, " ".join(done))
            return redirect("desk:file", application.number)
    looked = looked and form.is_valid()
    facts = {
        "application": application,
        "principal": file.principal,
        "form": form,
        "sure": looked,
        "refund": refund,
        "owed": refunds.due(file, "returned"),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/completeness/return.html", facts, status=status)
