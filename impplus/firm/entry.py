"""Who may open which page of a firm: by what somebody does there, and with a second proof where that is asked for."""

from collections.abc import Callable, Collection
from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from impplus.practice.access import (
    ENQUIRIES,
    EXPORTS,
    MATTERS,
    MONEY,
    REPORTS,
    enquiries,
    known_as,
    role_of,
)
from impplus.practice.colleague import ROLES_AT_A_FIRM
from impplus.practice.routing import keeps_for_firms
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
            if role_in(request) not in roles:
                raise Http404
            if settings.STAFF_SECOND_FACTOR and not user.second_factor:
                messages.info(request, _FACTOR_NEEDED)
                return redirect("account")
            return page(request, *args, **kwargs)

        return guarded

    return decorate


def role_in(request: HttpRequest) -> str:
    """What the account of a request does at its firm, asked for once; the parts that this opens, and how many enquiries are new, lie on the request."""
    user: User = request.user  # type: ignore[assignment]
    role = role_of(user)
    known_as(user, role)
    request.firm_parts = parts_for(role)  # type: ignore[attr-defined]
    request.new_enquiries = cache(enquiries(user).filter(status="new").count)  # type: ignore[attr-defined]
    return role


def parts_for(role: str) -> frozenset[str]:
    """Which parts of the firm's pages a role opens, besides its first page: the tabs lead to these."""
    opens = {
        "enquiries": role in ENQUIRIES,
        "consultations": keeps_for_firms() and role in ENQUIRIES,
        "clients": keeps_for_firms() and role in MATTERS,
        "exports": keeps_for_firms() and role in EXPORTS,
        "money": keeps_for_firms() and role in MONEY,
        "reports": keeps_for_firms() and role in REPORTS,
        "team": role in ROLES_AT_A_FIRM,
    }
    return frozenset(part for part, opened in opens.items() if opened)
