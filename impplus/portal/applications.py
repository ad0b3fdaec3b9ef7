"""Applications: those of the person signed in, the start of a new one, its task list, its withdrawal."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, get_args

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import applications, invitations, mandates, rest
from impplus.portal.application import WHO, application_of, applications_of, may, person_in, signs
from impplus.portal.board import board_of
from impplus.portal.earlier import offer_of
from impplus.portal.ended import letter_is_good_again
from impplus.portal.left import left_in_words
from impplus.portal.not_added import refused_and_waiting
from impplus.portal.tasks import State, task_rows
from impplus.programmes import SERVED
from impplus.queries import readiness, refunds
from impplus.queries.clock import today
from impplus.queries.drafts import is_kept_for_firm, kept_until, last_day
from impplus.queries.ended_papers import ended_papers
from impplus.queries.file import file_of, now_of
from impplus.queries.outcomes import left_in, names_of
from impplus.queries.papers import letters_of, questions_of, with_emails
from impplus.queries.places import counted_in, places_left, places_shown
from impplus.queries.privacy import as_seen
from impplus.queries.readiness import Readiness
from impplus.queries.refusals import (
    AlreadyDone,
    LetterExpired,
    LetterRevoked,
    LetterUnknown,
    LetterUsed,
    TooManyAttempts,
)
from impplus.queries.turns import turns
from impplus.queries.unreached import is_unreached
from impplus.records import access
from impplus.records.models import Application, Deferral
from impplus.rules.case import Outcome
from impplus.rules.lifecycle import Role
from impplus.web.attempts import guessed
from impplus.web.forms import bind, refusals_in
from impplus.web.letter import FirmCodeForm, LetterForm
from impplus.web.pages import door, submitted
from impplus.web.step_up import stepped_up
from impplus.words.codes import code_of, spaced
from impplus.words.formats import whole


@require_safe
@door(*WHO)
def home(request: HttpRequest) -> HttpResponse:
    """The applications of the person signed in, or the form for the letter of invitation."""
    found = list(applications_of(request).order_by("-started_at", "-id"))
    own = access.own_parts(person_in(request)).select_related("invitation__candidate")
    parts = list(own.order_by("-started_at", "-id"))
    if not found and not parts and signs(request):
        return redirect("portal:bind")
    asked, ended = turns([*found, *parts]), ended_papers([*found, *parts])
    facts = {
        "applications": [
            (one, asked.get(one.pk), letter_is_good_again(one), ended.get(one.pk)) for one in found
        ],
        "parts": [(one, asked.get(one.pk), ended.get(one.pk)) for one in parts],
        "signs": signs(request),
    }
    return render(request, "portal/applications/home.html", facts)


@require_http_methods(["GET", "POST"])
@door(Role.APPLICANT)
def bind_letter(request: HttpRequest) -> HttpResponse:
    """Start the application that a letter of invitation gives a right to."""
    asks = FirmCodeForm if settings.PREPARES_ONLY else LetterForm
    form = bind(asks, request, _same_letter(request))
    if submitted(request) and form.is_valid():
        made: Application | None = None
        refused = (TooManyAttempts, LetterUnknown, LetterUsed, LetterRevoked, LetterExpired)
        code = code_of(form.cleaned_data["code"])
        with (
            refusals_in(form, *refused),
            guessed(request, "letter-code", code, wrong=LetterUnknown),
        ):
            made = invitations.bind(SERVED, **form.cleaned_data, by=person_in(request))
        if made:
            messages.success(
                request,
                _("Your letter is accepted, and your application is begun. Nothing is sent yet."),
            )
            return redirect("portal:tasks", made.number)
    programme = SERVED
    places = places_left(programme, today(programme).year)
    facts, status = {"form": form, "places": places}, 422 if form.errors else 200
    return render(request, "portal/applications/letter.html", facts, status=status)


def _same_letter(request: HttpRequest) -> dict[str, Any]:
    """What stands in the form for the letter of one's own returned application (`again`), where it is good again."""
    number = request.GET.get("again", "")
    found = applications_of(request).filter(number=number, status="returned").first()
    if found is None or not letter_is_good_again(found):
        return {}
    whom = found.invitation.candidate
    return {"code": spaced(found.invitation.code), "csq_number": whom.csq_number, "born": whom.born}


@require_safe
@door(*WHO)
def tasks(request: HttpRequest, number: str) -> HttpResponse:
    """The task list of a draft; a submitted file has a status page instead."""
    application = application_of(request, number, whole=True)
    if application.status != "draft":
        return redirect("portal:status", number)
    mandates.opened(application, by=person_in(request))
    file = file_of(application)
    ready = as_seen(readiness.of(file))
    # Who has a part of their own is said on the page of the family, which reads it.
    people = board_of(ready)
    sections = task_rows(ready, people)
    can_go_on = (State.NOT_STARTED, State.IN_PROGRESS)
    places = places_shown(file.programme, file.on.year, now_of(application))
    until = last_day(application, places)
    return render(
        request,
        "portal/tasks/tasks.html",
        {
            "application": application,
            "unreached": is_unreached(application),
            "people": people,
            "sections": {one.key: one for one in sections},
            "next": next((one for one in sections if one.needed and one.state in can_go_on), None),
            "missing": len(ready.gaps),
            "left": left_in_words(ready, people),
            "look": sum(row.look.all for row in people),
            **refused_and_waiting(
                ready, (one for row in people if row.slots for one in row.slots.asked)
            ),
            "refunded": ready.refunded,
            "letters": with_emails(letters_of(application)) if _was_refunded(ready) else (),
            "places": places,
            "until": until,
            "over": until.day < file.on or places.over,
            "kept": None if is_kept_for_firm(application) else kept_until(application, places),
            "signs": signs(request),
            "earlier": offer_of(application) if signs(request) else None,
        },
    )


def _was_refunded(ready: Readiness) -> bool:
    """Whether a draft had a refund, which is all that a letter can tell of it."""
    return any(one.refund_amount for one in ready.payments)


@require_http_methods(["GET", "POST"])
@door(Role.APPLICANT)
@stepped_up
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """Ask for confirmation, then withdraw; possible while the state table allows it."""
    application = application_of(request, number)
    left = left_in(application)
    if left or "person" in request.POST:  # pressed again, nobody may be left
        return _withdraw_members(request, application, left)
    if submitted(request):
        seen = request.POST.get("outcome")
        known = next((one for one in get_args(Outcome) if one == seen), None)
        with suppress(AlreadyDone):
            applications.withdraw(application, seen=known, by=person_in(request))
        messages.success(request, _("Your application is withdrawn. A letter confirms it."))
        return redirect("portal:status", number)
    if not may(application, "withdraw", request):
        return redirect("portal:status", number)
    file = file_of(application)
    outcome = refunds.of_withdrawal(file)
    facts = {
        "application": application,
        "outcome": outcome,
        "refund": file.law.refunds.get(outcome),
        "owed": refunds.due(file, outcome),
        "counted": counted_in(application),
        "asked": sum(one.status == "open" for one in questions_of(application)),
    }
    return render(request, "portal/applications/withdraw.html", facts)


def _withdraw_members(
    request: HttpRequest, application: Application, left: Sequence[Deferral]
) -> HttpResponse:
    """Of those left for later, each with what goes back: withdraw what is asked for one. What was approved for the others stays."""
    if submitted(request):
        named = whole(request.POST.get("person", "")) or 0
        with suppress(AlreadyDone):
            rest.withdraw(application, person=named, by=person_in(request))
        messages.success(request, _("It is withdrawn. A letter confirms it."))
        return redirect("portal:status", application.number)
    file = file_of(application)
    rows = [(one, refunds.due(file, "withdrawn", names_of(file, [one]))) for one in left]
    facts = {"application": application, "rows": rows}
    return render(request, "portal/applications/withdraw-members.html", facts)
