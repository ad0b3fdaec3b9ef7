"""Before another officer’s file is opened: why; and closing a file that one must not open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import visits
from impplus.desk.file import file_under, officer_in
from impplus.queries.refusals import NotUnderstood
from impplus.queries.visits import WHYS, Barred, is_barred, needs_a_reason
from impplus.rules.lifecycle import Role
from impplus.web.addresses import address
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.language import lang
from impplus.web.pages import about, door, submitted


def _form() -> type[PageForm]:
    """Why an officer opens a file that is not that officer’s own."""
    whys = [(key, text.say(lang())) for key, text in WHYS.items()]
    words = TextField(
        longest=visits.LONGEST,
        required=False,
        label=gettext("In a few words"),
        help_text=gettext("Needed where you choose “Something else”."),
    )
    return made_form(
        "VisitForm",
        {
            "why": ChoiceField(choices=whys, label=gettext("Why do you open this file?")),
            "words": words,
        },
    )


@require_http_methods(["GET", "POST"])
@door(Role.FEDERAL)
def page(request: HttpRequest, number: str) -> HttpResponse:
    """Ask why once; or close the file to oneself."""
    officer = officer_in(request)
    application = file_under(number, officer)
    if request.method == "POST" and "close" in request.POST:
        visits.declare_close(application, by=officer)
        return redirect("desk:closed", number)
    if is_barred(application, officer):
        raise Barred
    about(request, application)
    form = bind(_form(), request, _likely(request))
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            visits.open_with(application, by=officer, **form.cleaned_data)
            return redirect(_then(request, number))
    facts = {
        "application": application,
        "form": form,
        "needed": needs_a_reason(application, officer),
        "closing": "close" in request.GET,
    }
    return render(request, "desk/files/reason.html", facts, status=422 if form.errors else 200)


@require_safe
@door(Role.FEDERAL)
def closed(request: HttpRequest, number: str) -> HttpResponse:
    """Say that a file is closed to the officer who declared it, and what now."""
    officer = officer_in(request)
    application = file_under(number, officer)
    if not is_barred(application, officer):
        return redirect("desk:file", number)
    return render(request, "desk/files/closed.html", {"application": application})


def _likely(request: HttpRequest) -> dict[str, str]:
    """The reason that stands chosen: whoever comes to sign or to answer opens the file for that."""
    try:
        page = resolve(request.GET.get("then", "").partition("?")[0]).url_name
    except Resolver404:
        return {}
    return {"why": "second"} if page in ("countersignature", "reconsideration") else {}


def _then(request: HttpRequest, number: str) -> str:
    """The page that was asked for, where it is one of ours; else the file."""
    wanted = request.GET.get("then", "")
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None)
    return wanted if ours else address("desk:file", number)
