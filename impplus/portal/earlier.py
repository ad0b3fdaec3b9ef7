"""Earlier answers: offered in a draft at one press; and earlier documents, each on the page of its own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from impplus.actions import earlier, earlier_documents
from impplus.portal.added import say_added
from impplus.portal.application import WHO, application_of, part_of, person_in
from impplus.portal.documents import slot_for
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
        said = _(
            "Your earlier answers stand in the questions now. Check and save each page. The page of each document offers the file that you sent then."
        )
        messages.success(request, said)
    return redirect("portal:tasks", number)


@require_POST
@door(*WHO)
def use_file(request: HttpRequest, number: str, person: int, key: str) -> HttpResponse:
    """Send a document of then again, for the same thing."""
    slot = slot_for(part_of(request, number, person), person, key)
    if submitted(request):
        given = request.POST.get("document", "")
        made = earlier_documents.use(slot.person, key, earlier=given, by=person_in(request))
        if made:
            say_added(request, 1)
        else:
            messages.info(request, _("A file is received and is being checked."))
    return redirect(slot.url)


def offer_of(application: Application) -> Application | None:
    """The earlier application whose answers can still be asked for in a draft; None where there is none, or they are."""
    there = getattr(application, "has_earlier", True)
    return earlier_of(application) if there and not is_used(principal_of(application)) else None
