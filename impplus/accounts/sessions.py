"""One's open sessions, ended from the page of the account."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _, ngettext
from django.views.decorators.http import require_POST

from impplus.actions import accounts, sessions
from impplus.queries.done import was_told_lately
from impplus.records.models import User
from impplus.web.ended import signed_in


@require_POST
@login_required
def prolong(request: HttpRequest) -> JsonResponse:
    """Let the session go on from now; in how many seconds it ends."""
    left = sessions.prolong(request.session.session_key or "")
    return JsonResponse({"seconds": left})


@require_POST
@signed_in
def end(request: HttpRequest) -> HttpResponse:
    """End one session of one's own."""
    if sessions.end(cast(User, request.user), request.POST.get("session", "")):
        messages.success(request, _("The session was ended."))
    else:
        messages.info(request, _("This session had ended already."))
    return redirect("account")


@require_POST
@signed_in
def end_others(request: HttpRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    key = request.session.session_key
    ended = accounts.end_other_sessions(but=key, by=cast(User, request.user))
    said = ngettext(
        "%(count)s other session was ended.", "%(count)s other sessions were ended.", ended
    )
    if ended:
        messages.success(request, said % {"count": ended})
    elif not was_told_lately(cast(User, request.user), "sessions_ended"):
        messages.success(request, _("No other session was open."))
    else:  # by the same press before
        messages.success(request, _("Your other sessions were ended."))
    return redirect("account")
