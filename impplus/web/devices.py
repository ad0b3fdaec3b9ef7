"""The cookie of a device on which somebody has signed in; only pages of the account get it, and no page of the rush does."""

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import override

from impplus.actions import devices
from impplus.web.language import lang
from impplus.words.text import LANGUAGES

type Answer = Callable[[HttpRequest], HttpResponseBase]


def remembered(get_response: Answer) -> Answer:
    """Middleware: the browser in which `request.opened` says that an account was opened is known from now on."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        account: str = getattr(request, "opened", "")
        if account:
            before = request.COOKIES.get(f"{settings.DEVICE_COOKIE_NAME}-{lang()}", "")
            cookie = devices.remembering(before, account)
            for language in LANGUAGES:
                _set(cast(Any, response), language, cookie)
        return response

    return answer


def _set(response: Any, language: str, cookie: str) -> None:
    """One for the account pages of each language, whose addresses differ."""
    with override(language):
        path = reverse("account")
    response.set_cookie(
        f"{settings.DEVICE_COOKIE_NAME}-{language}",
        cookie,
        max_age=devices.SECONDS,
        path=path,
        secure=settings.PRODUCTION,
        httponly=True,
        samesite="Lax",
    )
