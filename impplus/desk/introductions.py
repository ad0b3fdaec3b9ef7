"""A letter of introduction is cancelled before its holder arrives: the ground and the reasons, read once more before it is done."""

from contextlib import suppress
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods

from impplus.actions import introductions
from impplus.desk.file import about_a_file, officer_in
from impplus.desk.permit_forms import ground_field, said_fields
from impplus.desk.translations import as_words, looked_at
from impplus.queries.facts import principal_of
from impplus.queries.file import today_of
from impplus.queries.first_acts import came_too_late
from impplus.queries.grounds import ground_among, grounds_of
from impplus.queries.introductions import introductions_of, left_over
from impplus.queries.officers import must_have
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.records.models import Application, Introduction
from impplus.rules.law import Ground
from impplus.rules.lifecycle import Role, may
from impplus.web.forms import bind, made_form, refusals_in


@require_http_methods(["GET", "POST"])
@about_a_file
def cancel(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """Cancel a letter that nobody has used yet."""
    found = Introduction.objects.select_related("person")
    letter = get_object_or_404(found, application=application, pk=pk)
    letter.application = application
    must_have(application, officer_in(request))
    may_cancel = may("introduction", "cancel", letter.status, Role.FEDERAL)
    if "sure" not in request.POST and not may_cancel:
        raise came_too_late(letter, by=officer_in(request))
    return _asked(request, application, [letter])


@require_http_methods(["GET", "POST"])
@about_a_file
def cancel_family(request: HttpRequest, application: Application) -> HttpResponse:
    """Cancel every letter that is still good where that of a parent was cancelled."""
    must_have(application, officer_in(request))
    _ended, good = left_over(introductions_of(application))
    named = request.POST.getlist("letter")
    if "sure" in request.POST:  # those that were read, and no other
        good = [one for one in introductions_of(application) if str(one.pk) in named]
    if not good:
        raise WrongMoment
    for one in good:
        one.application = application
    return _asked(request, application, good)


def _asked(
    request: HttpRequest, application: Application, letters: list[Introduction]
) -> HttpResponse:
    """Ask for the ground and the reasons, show all once more, then cancel."""
    on = today_of(application)
    grounds = _grounds(application, letters, on)
    asked = {"ground": ground_field(grounds), **said_fields(application)}
    form = bind(made_form("CancelForm", asked), request)
    looked = looked_at(request, form, application)
    if looked and "sure" in request.POST:
        with refusals_in(form, NotUnderstood):
            with suppress(AlreadyDone):
                given = as_words(form.cleaned_data)
                introductions.cancel_all(letters, **given, by=officer_in(request))
            done = ngettext(
                "The letter of introduction is cancelled.",
                "The letters of introduction are cancelled.",
                len(letters),
            )
            told = _("The applicant and any representative are told by letter.")
            messages.success(request, f"{done} {told}")
            return redirect("desk:papers", application.number)
    looked = looked and form.is_valid()
    facts = {
        "application": application,
        "principal": principal_of(application),
        "cancelled": letters,
        "act": ngettext(
            "Cancel the letter of introduction",
            "Cancel these letters of introduction",
            len(letters),
        ),
        "form": form,
        "sure": looked,
        "given": form.cleaned_data if looked else {},
        "ground": ground_among(grounds, form.cleaned_data["ground"]) if looked else None,
    }
    status = 422 if form.errors else 200
    return render(request, "desk/introductions/cancel.html", facts, status=status)


def _grounds(application: Application, letters: list[Introduction], on: date) -> list[Ground]:
    """The grounds on which each of the letters may be cancelled on a day."""
    of_each = [
        list(grounds_of(application.programme, one.kind, "cancel-letter", on)) for one in letters
    ]
    return [row for row in of_each[0] if all(row in rows for rows in of_each)]
