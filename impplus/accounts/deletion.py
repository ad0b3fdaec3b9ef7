"""The deletion of one's own account: what happens is said before the press."""

from contextlib import suppress
from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import deletions
from impplus.queries.deletions import deletion_of
from impplus.queries.refusals import AlreadyDone
from impplus.records import access
from impplus.records.models import User
from impplus.web.ended import signed_in
from impplus.web.forms import submitted
from impplus.web.step_up import stepped_up


@require_http_methods(["GET", "POST"])
@signed_in
@stepped_up
def page(request: HttpRequest) -> HttpResponse:
    """Say what is destroyed, what stays and what must happen first; then delete the account and sign out."""
    person = cast(User, request.user)
    if submitted(request):
        with suppress(AlreadyDone):
            deletions.delete(by=person)
        logout(request)
        messages.success(request, _DELETED)
        return redirect("start")
    return render(request, "account/deletion.html", {"deletion": deletion_of(person)})


@require_POST
@signed_in
@stepped_up
def refund(request: HttpRequest) -> HttpResponse:
    """Ask for what was paid for a draft, which keeps its account from being deleted."""
    if not submitted(request):
        return redirect("account_delete")
    person = cast(User, request.user)
    number = request.POST.get("application", "")
    application = get_object_or_404(access.applications(person), number=number)
    deletions.refund(application, by=person)
    messages.success(request, _ASKED)
    return redirect("account_delete")


_DELETED = _("Your account is deleted. A last e-mail tells it to your address.")
_ASKED = _("The refund is on its way. It usually goes out within a minute.")
