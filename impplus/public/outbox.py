"""The local outbox: the e-mails that a real installation would have sent, read in the browser."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.actions import letters


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every message, the newest first."""
    _only_here()
    return render(request, "public/outbox/list.html", {"mails": letters.outbox()[:200]})


@require_safe
def message(request: HttpRequest, message_id: str) -> HttpResponse:
    """One message, with its addresses as links."""
    _only_here()
    found = next((mail for mail in letters.outbox() if mail.id == message_id), None)
    if found is None:
        raise Http404
    return render(request, "public/outbox/message.html", {"mail": found})


def _only_here() -> None:
    """An installation that sends real e-mails has no such page."""
    if not settings.LOCAL_OUTBOX:
        raise Http404
