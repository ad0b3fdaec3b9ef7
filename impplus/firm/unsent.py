"""E-mails of a firm that did not leave, each with the reason, to be sent again by who sees what they are about."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from impplus.actions import mails
from impplus.firm.entry import entry
from impplus.practice import access
from impplus.practice.access import ENQUIRIES, MATTERS, firm_of
from impplus.queries.refusals import WrongMoment
from impplus.queries.teammates import teammates
from impplus.queries.unsent import mails_unsent
from impplus.records.models import User
from impplus.words.mailed import MAILED, MAILED_BESIDES

SHOWN = 100


@require_safe
@entry(ENQUIRIES | MATTERS)
def page(request: HttpRequest) -> HttpResponse:
    """What did not leave, the oldest first; of what tells a colleague, whom."""
    user: User = request.user  # type: ignore[assignment]
    unsent = list(mails_unsent(user)[:SHOWN])
    team = teammates(firm_of(user)) if unsent else {}
    rows = [
        (one, (MAILED | MAILED_BESIDES)[one.kind], team.get(one.account or 0)) for one in unsent
    ]
    facts = {"rows": rows, "most": SHOWN, "here": "home"}
    return render(request, "firm/unsent/unsent.html", facts)


@require_POST
@entry(ENQUIRIES | MATTERS)
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an e-mail again."""
    user: User = request.user  # type: ignore[assignment]
    mail = get_object_or_404(access.mails(user), pk=pk)
    try:
        mails.retry(mail, by=user)
    except WrongMoment:
        messages.info(request, _("That e-mail has left, or is being sent again already."))
    else:
        again = _("The e-mail is sent again. If it fails again, it appears here.")
        messages.success(request, again)
    return redirect("firm:unsent")
