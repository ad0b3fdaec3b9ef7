"""Letters of invitation as the ministry sees them: their list, and of each its state, its text and its revocation."""

from collections.abc import Iterator
from contextlib import suppress

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import invitations
from impplus.desk.file import officer_in
from impplus.desk.forms import RevokeForm
from impplus.desk.lists import page_of_list
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.counts import count_of
from impplus.queries.first_acts import came_too_late
from impplus.queries.invited import event_of, letters_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.records import access
from impplus.records.models import Invitation
from impplus.rules.lifecycle import Role, may, status_of
from impplus.web.files import signed
from impplus.web.forms import bind, refusals_in
from impplus.web.language import lang
from impplus.web.pages import about, door, submitted
from impplus.web.spreadsheets import saved
from impplus.words import codes

AT_ONCE = 500
STATES = {
    "": gettext_lazy("All"),
    "unused": gettext_lazy("Not used yet"),
    "unopened": gettext_lazy("Not used, never opened"),
    "expiring": gettext_lazy("Not used, last day soon"),
    "expired": gettext_lazy("Not used, last day passed"),
    "used": gettext_lazy("Used"),
    "revoked": gettext_lazy("Revoked"),
}


@require_safe
@door(Role.QUEBEC)
def listed(request: HttpRequest) -> HttpResponse:
    """Every letter, or those in one state, the newest first: who used it, and what became of the application."""
    state = _state(request)
    letters = letters_of(SERVED, state, clock.today(SERVED))
    pages = page_of_list(request, letters, "-id", "number")
    facts = {"pages": pages, "state": state, "states": STATES, "number": count_of(letters)}
    return render(request, "desk/invitations/invitations.html", facts)


@require_safe
@door(Role.QUEBEC)
def export(request: HttpRequest) -> StreamingHttpResponse:
    """The same letters as a CSV file."""
    return saved(_("letters-of-invitation.csv"), _rows(_state(request), lang()))


def _state(request: HttpRequest) -> str:
    state = request.GET.get("state", "")
    return state if state in STATES else ""


def _rows(state: str, language: str) -> Iterator[list[object]]:
    yield [
        *(_("Letter of invitation"), _("Reference"), _("Name"), _("Round"), _("Status")),
        *(_("Day of issue"), _("Good until"), _("Opened on"), _("Used on"), _("Application"), _("What became of it")),
    ]  # fmt: skip
    letters = letters_of(SERVED, state, clock.today(SERVED)).order_by("-pk")
    for one in letters.iterator(chunk_size=AT_ONCE):
        candidate, status = one.candidate, status_of("invitation", one.status).name.say(language)
        of_letter = (one.number, candidate.reference, candidate.name, str(one.round), status)
        opened = SERVED.day_of(one.opened_at) if one.opened_at else None
        yield [*of_letter, one.issued_on, one.expires_on, opened, *_of_file(one, language)]


def _of_file(letter: Invitation, language: str) -> tuple[object, ...]:
    """Of the last application that was started with a letter: the day, its number and its status."""
    for file in letter.files:  # type: ignore[attr-defined]
        status = status_of("application", file.status).name.say(language)
        return SERVED.day_of(file.started_at), file.number, status
    return None, None, None


def _found(request: HttpRequest, number: str) -> Invitation:
    visible = Invitation.objects.select_related("candidate", "round", "replaces")
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
        "files": invitation.applications.order_by("-started_at"),
        "revoked": event_of(invitation, "revoke"),
        "set_aside": event_of(invitation, "set-aside"),
        "replacement": Invitation.objects.filter(replaces=invitation).first(),
        "may_reissue": _may_revoke(invitation) and not _has_ended(invitation),
    }
    return render(request, "desk/invitations/invitation.html", facts)


@require_http_methods(["GET", "POST"])
@door(Role.QUEBEC)
def revoke(request: HttpRequest, number: str) -> HttpResponse:
    """Revoke a letter, with the reason."""
    invitation = _found(request, number)
    form = bind(RevokeForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            with suppress(AlreadyDone):
                invitations.revoke(invitation, **form.cleaned_data, by=officer_in(request))
            said = _("The letter is revoked. It no longer gives a right to apply.")
            messages.success(request, said)
            return redirect("desk:invitation", number)
    if not _may_revoke(invitation):
        raise came_too_late(invitation, by=officer_in(request))
    facts = {"invitation": invitation, "form": form}
    status = 422 if form.errors else 200
    return render(request, "desk/invitations/revoke.html", facts, status=status)


@require_safe
@door(Role.QUEBEC)
def pdf(request: HttpRequest, number: str, language: str) -> FileResponse:
    """The signed letter in one of its two languages."""
    letters = access.letters(officer_in(request))
    letter = get_object_or_404(letters, invitation=_found(request, number), status="sent")
    return signed(letter, language, number)


def _has_ended(invitation: Invitation) -> bool:
    until = invitation.expires_on
    return until is not None and until < clock.today(invitation.round.programme)


def _may_revoke(invitation: Invitation) -> bool:
    return may("invitation", "revoke", invitation.status, Role.QUEBEC)
