"""Who may open which page of a firm: by what somebody does there, and with a second proof where that is asked for."""

from collections.abc import Callable, Collection
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from impplus.practice.access import role_of
from impplus.records.models import User
from impplus.rules.lifecycle import Role
from impplus.web.pages import Page, door

_FACTOR_NEEDED = _(
    "A firm’s pages ask for a second proof at sign-in. Add a passkey or an app that makes codes; then they open."
)


def entry(roles: Collection[str]) -> Callable[[Page], Page]:
    """Open a page of the firm to colleagues of these roles; for others it does not exist."""

    def decorate(page: Page) -> Page:
        @door(Role.REPRESENTATIVE)
        @wraps(page)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            user: User = request.user  # type: ignore[assignment]
            if role_of(user) not in roles:
                raise Http404
            if settings.STAFF_SECOND_FACTOR and not user.second_factor:
                messages.info(request, _FACTOR_NEEDED)
                return redirect("account")
            return page(request, *args, **kwargs)

        return guarded

    return decorate
