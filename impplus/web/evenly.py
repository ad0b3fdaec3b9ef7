"""Answers that take as long whatever was found, so that nobody learns from the time whether an account is there."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

AS_LONG = 0.3  # seconds, several times what the longest way takes

type Page = Callable[..., HttpResponseBase]


def evenly(page: Page) -> Page:
    """Let what is sent to a page be answered AS_LONG after it came, or after its password was hashed (`request.hashed_at`)."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        came = time.monotonic()
        response = page(request, *args, **kwargs)
        if request.method == "POST":
            wait_until(getattr(request, "hashed_at", came) + AS_LONG)
        return response

    return guarded


def wait_until(moment: float) -> None:
    """Wait for an instant of the monotonic clock, unless it has gone by."""
    time.sleep(max(0.0, moment - time.monotonic()))
