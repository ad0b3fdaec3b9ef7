"""Changes reported since a file was received: those that nobody noted, and those of one file."""

from contextlib import suppress

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from impplus.actions import reports
from impplus.desk.file import about_a_file, officer_in
from impplus.desk.lists import page_of_list
from impplus.queries.file import file_of
from impplus.queries.principals import principals_name
from impplus.queries.refusals import AlreadyDone
from impplus.queries.reports import KINDS, reported_in
from impplus.records.models import Application, Report
from impplus.rules.lifecycle import Role
from impplus.web.language import lang
from impplus.web.pages import door


@require_safe
@door(Role.FEDERAL)
def listed(request: HttpRequest) -> HttpResponse:
    """The reports that no officer has noted, the oldest first."""
    pages = page_of_list(request, _to_note(), "at", "pk")
    rows = [(one, KINDS[one.kind]) for one in pages.rows]
    return render(request, "desk/reports/to-note.html", {"pages": pages, "rows": rows})


def _to_note() -> QuerySet[Report]:
    waiting = Report.objects.filter(status="declared").select_related("application")
    return waiting.annotate(principal=principals_name("application"))


@require_safe
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """What was reported about a file, before and after."""
    file = file_of(application)
    facts = {
        "application": application,
        "principal": file.principal,
        "reported": reported_in(file, lang())[::-1],
    }
    return render(request, "desk/reports/changes.html", facts)


@require_POST
@about_a_file
def note(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """Count with a report from now on."""
    report = get_object_or_404(Report, application=application, pk=pk)
    with suppress(AlreadyDone):
        reports.note(report, by=officer_in(request))
    messages.success(
        request, _("The change is noted. The applicant and any representative are told by e-mail.")
    )
    return redirect("desk:changes", application.number)
