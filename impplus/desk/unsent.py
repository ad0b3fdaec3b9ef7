"""Letters and e-mails not sent, each with the reason: for each office its own, to be tried again."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from impplus.actions import letters, messages as emails
from impplus.desk.file import officer_in
from impplus.queries.refusals import AlreadyDone
from impplus.queries.unsent import (
    letters_unsent,
    letters_waiting,
    messages_unsent,
    messages_waiting,
)
from impplus.records import access
from impplus.rules.lifecycle import Role
from impplus.web.pages import door

SHOWN = 100


@require_GET
@door(Role.FEDERAL, Role.QUEBEC)
def page(request: HttpRequest) -> HttpResponse:
    """What did not leave, the oldest first."""
    officer = officer_in(request)
    facts = {
        "letters": letters_unsent(officer)[:SHOWN],
        "emails": messages_unsent(officer)[:SHOWN],
        "letters_waiting": letters_waiting(officer),
        "emails_waiting": messages_waiting(officer),
        "most": SHOWN,
    }
    return render(request, "desk/unsent/unsent.html", facts)


@require_POST
@door(Role.FEDERAL, Role.QUEBEC)
def retry_letter(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a letter again."""
    officer = officer_in(request)
    letter = get_object_or_404(access.letters_of_office(officer), pk=pk)
    with suppress(AlreadyDone):
        letters.retry(letter, by=officer)
    messages.success(request, _("The letter is made again. If it fails again, it appears here."))
    return redirect("desk:unsent")


@require_POST
@door(Role.FEDERAL, Role.QUEBEC)
def retry_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an e-mail again."""
    officer = officer_in(request)
    message = get_object_or_404(access.messages_of_office(officer), pk=pk)
    with suppress(AlreadyDone):
        emails.retry(message, by=officer)
    messages.success(request, _("The e-mail is sent again. If it fails again, it appears here."))
    return redirect("desk:unsent")
