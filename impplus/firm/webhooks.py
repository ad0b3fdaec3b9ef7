"""The webhooks of a firm: added by an owner with a secret that is shown once, their failures, removed or switched on again."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import webhooks
from impplus.firm.entry import entry
from impplus.firm.matters import member_in
from impplus.practice import access
from impplus.queries.refusals import AlreadyDone, NotUnderstood, Refusal
from impplus.queries.webhooks import KINDS, webhooks_of
from impplus.web.fields import TextField
from impplus.web.forms import PageForm, bind, refusals_in
from impplus.web.pages import submitted
from impplus.web.step_up import stepped_up
from impplus.words.webhook_words import WHY


class WebhookForm(PageForm):
    """Where the firm's system is called."""

    url = TextField(label=gettext_lazy("Address, beginning with https://"), longest=500)


@require_http_methods(["GET", "HEAD", "POST"])
@entry(access.TEAM)
@stepped_up
def page(request: HttpRequest) -> HttpResponse:
    """Add an address, whose secret is shown this once; and those there are, with why the last call was not taken."""
    user, shown = member_in(request), ""
    form = bind(WebhookForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, Refusal, url=NotUnderstood):
            shown = webhooks.give(form.cleaned_data["url"], by=user)
    given = [(one, WHY.get(one.failure), one.calls.filter(status="owed").count())
             for one in webhooks_of(user)]  # fmt: skip
    facts = {"form": WebhookForm() if shown else form, "shown": shown, "given": given}
    facts |= {"kinds": KINDS, "days": webhooks.DAYS}
    return render(request, "firm/bulk/webhooks.html", facts, status=422 if form.errors else 200)


@require_POST
@entry(access.TEAM)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an address."""
    user = member_in(request)
    with suppress(AlreadyDone):
        webhooks.revoke(get_object_or_404(webhooks_of(user), pk=pk), by=user)
    messages.success(request, _("The webhook is removed: nothing is sent there any more."))
    return redirect("firm:webhooks")


@require_POST
@entry(access.TEAM)
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Switch one on again."""
    user = member_in(request)
    with suppress(AlreadyDone):
        webhooks.resume(get_object_or_404(webhooks_of(user), pk=pk), by=user)
    messages.success(request, _("The webhook is switched on."))
    return redirect("firm:webhooks")
