"""Views of the board of clients: what is shown, saved under a name, for oneself or for the firm, and removed."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from impplus.actions import board_views
from impplus.firm.matters import member_in, sought_by, works_on_matters
from impplus.practice.models import BoardView
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.web.addresses import address
from impplus.web.language import lang


@require_POST
@works_on_matters
def save(request: HttpRequest) -> HttpResponse:
    """Keep what the board shows under a name; back to the same clients."""
    asked, by = sought_by(request.POST).asked, member_in(request)
    shared = "shared" in request.POST
    try:
        with suppress(AlreadyDone):
            board_views.save(request.POST.get("name", ""), asked=asked, shared=shared, by=by)
        messages.success(request, _("The view is saved."))
    except NotUnderstood as refusal:
        messages.error(request, refusal.text.say(lang()))
    return redirect(f"{address('firm:clients')}?{asked}")


@require_POST
@works_on_matters
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one's own view no more."""
    view = get_object_or_404(BoardView, pk=pk, account=member_in(request).pk)
    with suppress(AlreadyDone):
        board_views.remove(view, by=member_in(request))
    messages.success(request, _("The view is removed."))
    return redirect("firm:clients")
