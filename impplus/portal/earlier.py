"""Earlier answers: offered in a draft at one press."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from impplus.actions import earlier
from impplus.portal.application import application_of, person_in
from impplus.queries.earlier import earlier_of, is_used
from impplus.queries.facts import principal_of
from impplus.records.models import Application
from impplus.rules.lifecycle import Role
from impplus.web.pages import door, submitted


@require_POST
@door(Role.APPLICANT)
def use(request: HttpRequest, number: str) -> HttpResponse:
    """Have them stand in the questions, and go back to the draft."""
    application = application_of(request, number)
    if submitted(request):
        earlier.use(application, by=person_in(request))
        said = _("Your earlier answers stand in the questions now. Check and save each page.")
        messages.success(request, said)
    return redirect("portal:tasks", number)


def offer_of(application: Application) -> Application | None:
    """The earlier application whose answers can still be asked for in a draft; None where there is none, or they are."""
    there = getattr(application, "has_earlier", True)
    return earlier_of(application) if there and not is_used(principal_of(application)) else None
