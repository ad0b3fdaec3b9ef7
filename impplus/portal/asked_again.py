"""Changes that are reported: asked about once more before they are sent, and the family as it stands since."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from impplus.portal.explanations import BECAUSE
from impplus.queries.declared import family_since
from impplus.queries.file import File
from impplus.records.models import Application
from impplus.rules.lifecycle import status_of
from impplus.web.pages import submitted
from impplus.words.family_changes import ALONE, ALONE_APPROVED, ALONE_CLOSED
from impplus.words.text import Text

OWN = ("csrfmiddlewaretoken", "sure", "_redisplay")


def shown(
    request: HttpRequest, application: Application, form: forms.BaseForm, facts: dict[str, Any]
) -> HttpResponse:
    """The form, or what the change would do, with all that was typed kept in the page."""
    looked = submitted(request) and form.is_valid()
    kept = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if looked and name not in OWN and not name.startswith(BECAUSE)
    ]
    facts |= {"application": application, "form": form, "kept": kept, "alone": ALONE}
    template = "portal/reports/sure.html" if looked else "portal/reports/change.html"
    return render(request, template, facts, status=422 if form.errors else 200)


def since_submission(file: File) -> dict[str, Any]:
    """Who was declared since submission, and what happened to whom, for the page that shows it."""
    since = family_since(file.application)
    return {"since": since, "changed": since.of(file.everyone), "alone": alone(file.application)}


def alone(application: Application) -> Text:
    """That whoever is declared is no applicant, and how that person can have a permit in the state of the file."""
    if application.is_approved:
        return ALONE_APPROVED
    return ALONE_CLOSED if status_of("application", application.status).closed else ALONE
