"""Reminders to several clients: first each e-mail with its reader, where its words can be changed; then, pressed once more, they leave."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from impplus.actions import matter_reminders
from impplus.firm.matters import member_in, works_on_matters
from impplus.queries.matter_reminders import LONGEST, previews


@require_POST
@works_on_matters
def page(request: HttpRequest) -> HttpResponse:
    """What would leave, with what was typed for each, which changes nothing; with `sure` it leaves."""
    keys = keys_in(request)
    typed = {one: request.POST[f"text-{one}"] for one in keys if f"text-{one}" in request.POST}
    user = member_in(request)
    shown = previews(user, keys, typed)
    worded = any(one.leaves or one.why_not for one in shown)
    if "sure" in request.POST and worded and not any(one.refused for one in shown):
        sent = matter_reminders.remind(keys, by=user, typed=typed)
        said = ngettext("%(n)s reminder is being sent.", "%(n)s reminders are being sent.", sent)
        if sent:
            messages.success(request, said % {"n": sent})
        return redirect("firm:clients")
    facts = {"previews": shown, "longest": LONGEST, "number": sum(one.leaves for one in shown)}
    facts["writable"] = any(one.is_writable for one in shown)
    return render(request, "firm/matters/remind.html", facts)


def keys_in(request: HttpRequest) -> set[int]:
    """The keys of the clients that were chosen on the board."""
    given = request.POST.getlist("matter")
    return {int(one) for one in given if one.isascii() and one.isdecimal() and len(one) < 18}
