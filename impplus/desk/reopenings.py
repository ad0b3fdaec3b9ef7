"""Reopening a closed file: one officer asks for it, another authorizes it or drops it."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from impplus.actions import reopenings
from impplus.desk.file import about_a_file, officer_in
from impplus.desk.permit_forms import said_fields
from impplus.desk.translations import as_words
from impplus.queries.facts import principal_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.queries.reopenings import GROUNDS, hindrances, reopenings_of
from impplus.records.models import Application
from impplus.web.fields import ChoiceField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import submitted


@require_http_methods(["GET", "POST"])
@about_a_file
def page(request: HttpRequest, application: Application) -> HttpResponse:
    """What was asked for, what stands in the way, and the form; or the request of another officer, to be authorized or dropped."""
    form, made = bind(_form(application), request), list(reopenings_of(application))
    waiting = next((one for one in made if one.status == "asked"), None)
    if "settle" in request.POST:
        # The request that was read, and no other that was made since.
        read = next((one for one in made if str(one.pk) == request.POST.get("read")), None)
        if read is None or request.POST["settle"] not in ("authorize", "drop"):
            raise WrongMoment
        with refusals_in(form, NotUnderstood, reopenings.AnotherAuthorises):
            return _settled(request, application, read)
    elif submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            reopenings.request(application, **as_words(form.cleaned_data), by=officer_in(request))
            messages.success(request, _("It is asked for. Another officer must authorize it."))
            return redirect("desk:reopening", application.number)
    facts: dict[str, Any] = {
        "application": application,
        "principal": principal_of(application),
        "made": [(one, GROUNDS[one.ground]) for one in made],
        "waiting": waiting if waiting and waiting.status == "asked" else None,
        "own": waiting is not None and waiting.asked_by_id == officer_in(request).pk,
        "closed": application.status in reopenings.REOPENED,
        "hindrances": hindrances(application),
        "form": form,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/reopenings/page.html", facts, status=status)


def _settled(request: HttpRequest, application: Application, one: Any) -> HttpResponse:
    """Authorize or drop what was asked for."""
    with suppress(AlreadyDone):
        if request.POST["settle"] == "authorize":
            reopenings.authorise(one, by=officer_in(request))
            said = _(
                "The application is reopened. The applicant and any representative are told by letter."
            )
        else:
            reopenings.drop(one, by=officer_in(request))
            said = _("The request is dropped. The application stays closed.")
        messages.success(request, said)
    return redirect("desk:file", application.number)


def _form(application: Application) -> type[PageForm]:
    choices = [(key, ground.say(lang())) for key, ground in GROUNDS.items()]
    asked = {"ground": ChoiceField(choices=choices, label=_("Ground"))}
    return made_form("ReopenForm", asked | said_fields(application))
