"""Whose a file is: take it over, hand it over, give it back or skip it for today, each with its reason."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from impplus.actions import handovers
from impplus.desk.file import about_a_file, may, must_be_open_to, officer_in
from impplus.desk.forms import LONGEST_TEXT
from impplus.queries.facts import principal_of
from impplus.queries.officers import must_have, officers
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import Application, Handover, User
from impplus.web.fields import ChoiceField, TextField
from impplus.web.forms import PageForm, bind, made_form, refusals_in
from impplus.web.pages import submitted


@dataclass(frozen=True)
class HandoverPage:
    """One such page: what it is called, what it says, what its button says, what is said once it is done, and where one goes."""

    title: str
    text: str
    button: str
    done: str
    leads: str


@require_http_methods(["GET", "POST"])
@about_a_file
def take_over(request: HttpRequest, application: Application) -> HttpResponse:
    """Take the file from whoever has it."""
    if not submitted(request):
        _must_be_there(application, "take-over")
    has = application.officer.name if application.officer else ""
    asked = HandoverPage(
        _("Take the file over"),
        _("%(name)s has this file and is told that you took it over, with your reason.")
        % {"name": has}
        if has
        else _("No officer has this file."),
        _("Take the file over"),
        _("You have this file."),
        "desk:file",
    )
    return _page(request, application, asked, _form(), handovers.take_over)


@require_http_methods(["GET", "POST"])
@about_a_file
def hand_over(request: HttpRequest, application: Application) -> HttpResponse:
    """Give the file to another officer."""
    if not submitted(request):
        must_be_open_to(application, "hand-over", officer_in(request))
    others = {str(one.pk): one for one in officers() if one != officer_in(request)}
    asked = HandoverPage(
        _("Hand the file over"),
        _("The other officer finds it in the queue with your note, and acts on it from now on."),
        _("Hand the file over"),
        _("The file is handed over. You both keep the note."),
        "desk:queue",
    )

    def act(one: Application, *, reason: str, officer: str, by: User) -> None:
        handovers.hand_over(one, to=others[officer], note=reason, by=by)

    return _page(request, application, asked, _form(others), act)


@require_http_methods(["GET", "POST"])
@about_a_file
def release(request: HttpRequest, application: Application) -> HttpResponse:
    """Give the file back to the queue."""
    if not submitted(request):
        must_be_open_to(application, "release", officer_in(request))
    asked = HandoverPage(
        _("Give the file back"),
        _(
            "It goes back to the files that no officer has, in the order of receipt. Nothing else about it changes."
        ),
        _("Give the file back"),
        _("The file is back in the queue."),
        "desk:queue",
    )
    return _page(request, application, asked, _form(), handovers.release)


@require_http_methods(["GET", "POST"])
@about_a_file
def skip(request: HttpRequest, application: Application) -> HttpResponse:
    """Pass the file over for today."""
    if not submitted(request):
        _must_be_there(application, "skip")
        if application.officer_id:
            must_have(application, officer_in(request))
    asked = HandoverPage(
        _("Skip this file today"),
        _(
            "It comes again tomorrow, in the same place. Skipped files and their reasons are on a list that managers read."
        ),
        _("Skip the file"),
        _("The file is skipped until tomorrow."),
        "desk:queue",
    )
    return _page(request, application, asked, _form(), handovers.skip)


@require_POST
@about_a_file
def read(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """Say that one has read what happened to the file."""
    handover = get_object_or_404(Handover, application=application, pk=pk)
    with suppress(AlreadyDone):
        handovers.read(handover, by=officer_in(request))
    return redirect("desk:queue")


def _must_be_there(application: Application, verb: Any) -> None:
    if not may(application, verb):
        raise WrongMoment


def _form(others: dict[str, User] | None = None) -> type[PageForm]:
    """The reason, or for another officer the note; among whom one chooses."""
    if others is None:
        return made_form("ReasonForm", {"reason": _words(_("Reason"))})
    named = [(key, one.name) for key, one in others.items()]
    chosen = ChoiceField(choices=named, label=_("Officer"))
    note = _words(_("What the other officer must know"))
    return made_form("HandoverForm", {"officer": chosen, "reason": note})


def _words(label: str) -> TextField:
    return TextField(longest=LONGEST_TEXT, lines=True, label=label)


def _page(
    request: HttpRequest,
    application: Application,
    asked: HandoverPage,
    made: type[PageForm],
    act: Callable[..., object],
) -> HttpResponse:
    form = bind(made, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            with suppress(AlreadyDone):
                act(application, **form.cleaned_data, by=officer_in(request))
            messages.success(request, asked.done)
            return redirect(asked.leads, *[application.number] * (asked.leads == "desk:file"))
    facts = {
        "application": application,
        "principal": principal_of(application),
        "asked": asked,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "desk/handovers/act.html", facts, status=status)
