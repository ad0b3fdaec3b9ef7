"""What happened to one file, which officers had it, and which looked at it, when and why."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from impplus.actions import visits
from impplus.desk.file import about_a_file, officer_in
from impplus.queries.file import file_of
from impplus.queries.looks import looks_at
from impplus.queries.officers import handovers_of
from impplus.queries.refusals import AlreadyDone
from impplus.queries.timeline import happenings
from impplus.queries.visits import WHYS, kinships_of, visits_of
from impplus.records.models import Application, Kinship


@require_safe
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """The events as everybody reads them, the last first; then who looked."""
    file = file_of(application)
    facts = {
        "application": application,
        "principal": file.principal,
        "timeline": happenings(file)[::-1],
        "handovers": handovers_of(application),
        "looks": looks_at(application),
        "visits": [(one, WHYS.get(one.why)) for one in visits_of(application)],
        "kinships": kinships_of(application),
    }
    return render(request, "desk/files/history.html", facts)


@require_POST
@about_a_file
def find_mistaken(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """Open the file again to a colleague who closed it by mistake."""
    kinship = get_object_or_404(Kinship, application=application, pk=pk)
    with suppress(AlreadyDone):
        visits.find_mistaken(kinship, by=officer_in(request))
    messages.success(request, _("The file is open to this officer again."))
    return redirect("desk:history", application.number)
