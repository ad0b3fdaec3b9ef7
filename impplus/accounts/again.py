"""A page of allauth to which the same is sent once more: it shows what the first press did, and not that it is done."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.crypto import salted_hmac

from impplus.actions.machine import seconds
from impplus.web.step_up import CONFIRMING

type Page = Callable[..., HttpResponseBase]

PRESSED = "pressed"  # under which key a session keeps the last press that was done
LATELY = 120.0  # seconds for which the same press is taken for one that was made again
TOKEN = "csrfmiddlewaretoken"  # noqa: S105  # the name of a field, which differs from press to press
DONE = 302


def again(page: Page) -> Page:
    """Let a press that is refused lead where the same press led before, in the same session.

    What was sent is kept as a keyed hash, since there may be a password in it.
    """

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return page(request, *args, **kwargs)
        sent = _hash_of(request)
        try:
            response = page(request, *args, **kwargs)
        except Http404:
            before = _led_to(request, sent)
            if before is None:
                raise
            return before
        queued: Any = messages.get_messages(request)
        said = [[one.level, str(one.message)] for one in queued._queued_messages]
        if response.status_code != DONE or not said:
            before = _led_to(request, sent)
            if before or response.status_code != DONE:
                return before or response
        if not _asks_who_it_is(response.headers["Location"]):
            request.session[PRESSED] = [sent, seconds(), response.headers["Location"], said]
        return response

    return guarded


def _asks_who_it_is(location: str) -> bool:
    """Whether a press leads to where somebody confirms it first, so that it is not done yet."""
    try:
        return resolve(urlsplit(location).path).view_name in CONFIRMING
    except Resolver404:
        return False


def _hash_of(request: HttpRequest) -> str:
    fields = sorted((name, values) for name, values in request.POST.lists() if name != TOKEN)
    said = repr((request.path, fields))
    return salted_hmac("impplus.pressed", said, algorithm="sha256").hexdigest()


def _led_to(request: HttpRequest, sent: str) -> HttpResponse | None:
    """Where the same press led, with what was said of it; None where it was not made lately."""
    # Of two at once, the second read the session before the first was done.
    now = type(request.session)(request.session.session_key)
    before, at, location, said = now.get(PRESSED) or ("", 0.0, "", [])
    if before != sent or seconds() - at > LATELY:
        return None
    for level, text in said:
        messages.add_message(request, level, text)
    return redirect(location)
