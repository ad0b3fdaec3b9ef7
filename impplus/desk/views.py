"""An officer's own views: save the list that is shown under a name, and remove one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from impplus.actions import views
from impplus.desk.file import officer_in
from impplus.queries.refusals import NotUnderstood
from impplus.records.models import View
from impplus.rules.lifecycle import Role
from impplus.web.language import lang
from impplus.web.pages import door

ASKED = ("status", "q", "why", "age")  # what of an address is kept


def address_of(view: View) -> str:
    """Where a view leads."""
    return f"{reverse('desk:queue')}?{view.asked}" if view.asked else reverse("desk:queue")


@require_POST
@door(Role.FEDERAL)
def save(request: HttpRequest) -> HttpResponse:
    """Keep the list of these fields under a name."""
    asked = urlencode({key: value[:100] for key in ASKED if (value := request.POST.get(key, ""))})
    there = f"{reverse('desk:queue')}?{asked}" if asked else reverse("desk:queue")
    try:
        views.save(request.POST.get("name", ""), asked=asked, by=officer_in(request))
    except NotUnderstood as refusal:
        messages.error(request, refusal.text.say(lang()))
        return redirect(there)
    messages.success(request, _("The view is saved."))
    return redirect(there)


@require_POST
@door(Role.FEDERAL)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one no more; a second press finds it gone."""
    view = View.objects.filter(pk=pk).first()
    if view is not None:
        views.remove(view, by=officer_in(request))
    messages.success(request, _("The view is removed."))
    return redirect("desk:queue")
