"""Before a press that counts, whoever presses confirms who it is, where that was long ago; what was sent is kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import resolve

from impplus.actions.machine import seconds
from impplus.web.forms import submitted

CONFIRMING = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")

type Page = Callable[..., HttpResponseBase]


def stepped_up(page: Page) -> Page:
    """Ask for a second factor after some minutes, for the password after an hour or so; then go on with the press.

    allauth keeps what was sent in the session and sends it again, once somebody has confirmed.
    """

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if submitted(request):
            if _is_due(request):
                raise ReauthenticationRequired
            if request.resolver_match and request.resolver_match.view_name in CONFIRMING:
                # Sent again by allauth, the request still has the match of the page where somebody confirmed.
                request.resolver_match = resolve(request.path_info)
        return page(request, *args, **kwargs)

    return guarded


def _is_due(request: HttpRequest) -> bool:
    """Whether the last proof is too old; a session that remembers none, of an older version, had its password."""
    records = get_authentication_records(request, request.user)
    if getattr(request.user, "second_factor", False):
        proofs = [one["at"] for one in records if one["method"] == "mfa"]
        return not proofs or seconds() - max(proofs) > app_settings.REAUTHENTICATION_TIMEOUT
    proofs = [one["at"] for one in records]
    return bool(proofs) and seconds() - max(proofs) > settings.STEP_UP_MINUTES * 60
