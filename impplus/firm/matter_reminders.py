"""Reminders to several clients: first each e-mail with its reader, then, pressed once more, they leave."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from impplus.actions import matter_reminders
from impplus.firm.matters import member_in, works_on_matters
from impplus.queries.matter_reminders import previews


@require_POST
@works_on_matters
def page(request: HttpRequest) -> HttpResponse:
    """What would leave, which changes nothing; with `sure` it leaves."""
    keys = {int(one) for one in request.POST.getlist("matter") if _is_key(one)}
    if "sure" in request.POST:
        sent = matter_reminders.remind(keys, by=member_in(request))
        said = ngettext("%(n)s reminder is being sent.", "%(n)s reminders are being sent.", sent)
        messages.success(request, said % {"n": sent})
        return redirect("firm:clients")
    shown = previews(member_in(request), keys)
    number = sum(one.why_not is None for one in shown)
    return render(request, "firm/matters/remind.html", {"previews": shown, "number": number})


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18
