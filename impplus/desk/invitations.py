"""A letter of invitation as the ministry sees it: its state, its code, its text, and its revocation."""

from contextlib import suppress

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import invitations
from impplus.desk.file import officer_in
from impplus.queries.refusals import AlreadyDone, WrongMoment
from impplus.records import access
from impplus.records.models import Invitation
from impplus.rules.lifecycle import Role, may
from impplus.web.files import signed
from impplus.web.pages import about, door, submitted
from impplus.words import codes


def _found(request: HttpRequest, number: str) -> Invitation:
    visible = Invitation.objects.select_related("candidate", "round")
    invitation = get_object_or_404(visible, number=number)
    about(request, invitation)
    return invitation


@require_safe
@door(Role.QUEBEC)
def page(request: HttpRequest, number: str) -> HttpResponse:
    """One letter."""
    invitation = _found(request, number)
    facts = {
        "invitation": invitation,
        "code": codes.spaced(invitation.code),
        "letter": access.letters(officer_in(request)).filter(invitation=invitation).first(),
        "may_revoke": _may_revoke(invitation),
    }
    return render(request, "desk/invitations/invitation.html", facts)


@require_http_methods(["GET", "POST"])
@door(Role.QUEBEC)
def revoke(request: HttpRequest, number: str) -> HttpResponse:
    """Revoke a letter, after a confirmation."""
    invitation = _found(request, number)
    if submitted(request):
        with suppress(AlreadyDone):
            invitations.revoke(invitation, by=officer_in(request))
        messages.success(request, _("The letter is revoked. It no longer gives a right to apply."))
        return redirect("desk:invitation", number)
    if not _may_revoke(invitation):
        raise WrongMoment
    return render(request, "desk/invitations/revoke.html", {"invitation": invitation})


@require_safe
@door(Role.QUEBEC)
def pdf(request: HttpRequest, number: str, language: str) -> FileResponse:
    """The signed letter in one of its two languages."""
    letters = access.letters(officer_in(request))
    letter = get_object_or_404(letters, invitation=_found(request, number), status="sent")
    return signed(letter, language, number)


def _may_revoke(invitation: Invitation) -> bool:
    return may("invitation", "revoke", invitation.status, Role.QUEBEC)
