"""The local outbox: the e-mails that a real installation would have sent, read in the browser."""

from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.actions import letters
from impplus.web.pages import Page


def only_here(page: Page) -> Page:
    """Answer 404 where the installation sends real e-mails."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.LOCAL_OUTBOX:
            raise Http404
        return page(request, *args, **kwargs)

    return guarded


@require_safe
@only_here
def page(request: HttpRequest) -> HttpResponse:
    """Every message, the newest first."""
    return render(request, "public/outbox/list.html", {"mails": letters.outbox()[:200]})


@require_safe
@only_here
def message(request: HttpRequest, message_id: str) -> HttpResponse:
    """One message, with its addresses as links."""
    found = next((mail for mail in letters.outbox() if mail.id == message_id), None)
    if found is None:
        raise Http404
    return render(request, "public/outbox/message.html", {"mail": found})
