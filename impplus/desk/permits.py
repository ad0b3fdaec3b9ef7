"""One permit: what it says, what became of it, and what an officer does to it, each act read once more before it is done."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import permit_states
from impplus.desk.file import about_a_file, officer_in
from impplus.desk.permit_forms import form_of, given_in
from impplus.desk.translations import looked_at
from impplus.queries.facts import principal_of
from impplus.queries.file import today_of
from impplus.queries.first_acts import came_too_late
from impplus.queries.grounds import ground_among, grounds_for
from impplus.queries.letters.words import LIMITS
from impplus.queries.officers import has, must_have
from impplus.queries.permits import became_of
from impplus.queries.printed_papers import printed_on
from impplus.queries.refusals import AlreadyDone, NotUnderstood
from impplus.queries.replacements import PaperChanges, changes_of
from impplus.queries.verification import state_of
from impplus.records.models import Application, Permit, User
from impplus.rules.law import Ending
from impplus.rules.lifecycle import Role, may
from impplus.web.forms import bind, refusals_in
from impplus.web.pages import submitted
from impplus.words.text import Text

ACTS = ("cancel", "suspend", "resume", "replace")


@require_safe
@about_a_file
def page(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """The permit as it stands today, and every row about it."""
    permit = _found(application, pk)
    on, its_own = today_of(application), has(application, officer_in(request))
    state, suspended_until = state_of(permit, on)
    facts = _facts(application, permit) | {
        "state": state,
        "suspended_until": suspended_until,
        "limit": LIMITS[permit.limited_by],
        "became": became_of(permit),
        "acts": {one: its_own and state != "expired" and _may(permit, one) for one in ACTS},
        "its_own": its_own,
        "replacement": Permit.objects.filter(replaces=permit).first(),
        "letters": application.letters.filter(permit=permit),
    }
    return render(request, "desk/permits/permit.html", facts)


@require_http_methods(["GET", "POST"])
@about_a_file
def end(request: HttpRequest, application: Application, pk: int, verb: Ending) -> HttpResponse:
    """Cancel, suspend or replace a permit: the ground and the reasons, then all of it once more, then it is done."""
    permit, officer = _found(application, pk), officer_in(request)
    must_have(application, officer)
    if "sure" not in request.POST and not _may(permit, verb):
        raise came_too_late(permit, by=officer)
    grounds = list(grounds_for(permit, verb, today_of(application)))
    form = bind(form_of(permit, verb, grounds), request)
    looked, changes = looked_at(request, form, application), None
    if looked:
        with refusals_in(form, NotUnderstood):
            given = given_in(form.cleaned_data)
            if "sure" in request.POST:
                with suppress(AlreadyDone):
                    _do(permit, verb, given, officer)
                messages.success(request, _done(verb))
                return redirect("desk:permit", application.number, permit.pk)
            changes = _checked(permit, verb, given, officer)
    looked = looked and form.is_valid()
    facts = _facts(application, permit) | {
        "changes": changes if looked else None,
        "verb": verb,
        "unmarked": verb == "replace",  # each box holds what stands now
        "form": form,
        "sure": looked,
        "ground": ground_among(grounds, form.cleaned_data["ground"]) if looked else None,
        "given": form.cleaned_data if looked else {},
    }
    status = 422 if form.errors else 200
    return render(request, "desk/permits/end.html", facts, status=status)


@require_http_methods(["GET", "POST"])
@about_a_file
def resume(request: HttpRequest, application: Application, pk: int) -> HttpResponse:
    """End a suspension, after a confirmation."""
    permit = _found(application, pk)
    must_have(application, officer_in(request))
    if submitted(request):
        with suppress(AlreadyDone):
            permit_states.resume(permit, by=officer_in(request))
        messages.success(request, _done("resume"))
        return redirect("desk:permit", application.number, permit.pk)
    if not _may(permit, "resume"):
        raise came_too_late(permit, by=officer_in(request))
    return render(request, "desk/permits/resume.html", _facts(application, permit))


def _found(application: Application, pk: int) -> Permit:
    permits = Permit.objects.select_related("person", "replaces")
    permit = get_object_or_404(permits, application=application, pk=pk)
    permit.application = application
    return permit


def _facts(application: Application, permit: Permit) -> dict[str, Any]:
    kinds = {rule.key: rule.name for rule in application.programme.permit.kinds}
    return {
        "application": application,
        "principal": principal_of(application),
        "permit": permit,
        "kind": kinds[permit.kind],
        "conditions": [Text(**one) for one in permit.conditions],
        "printed": printed_on(permit),
    }


def _may(permit: Permit, verb: Any) -> bool:
    return may("permit", verb, permit.status, Role.FEDERAL)


def _checked(
    permit: Permit, verb: Ending, given: Mapping[str, Any], by: User
) -> PaperChanges | None:
    """What a replacement would change; NotUnderstood for what could not be done."""
    until = given.get("until") or given.get("valid_until")
    permit_states.must_be_possible(permit, verb, ground=given["ground"], until=until, by=by)
    if verb != "replace":
        return None
    names = ("valid_until", "conditions", "institution", "person")
    changes = changes_of(permit, **{name: given.get(name) for name in names})
    if not changes:
        raise NotUnderstood(permit_states.THE_SAME)
    return changes


def _do(permit: Permit, verb: Ending, given: Mapping[str, Any], by: User) -> None:
    match verb:
        case "cancel":
            permit_states.cancel(permit, **given, by=by)
        case "suspend":
            permit_states.suspend(permit, **given, by=by)
        case "replace":
            permit_states.replace_with(permit, **given, by=by)


def _done(verb: str) -> str:
    told = _("The applicant and any representative are told by letter.")
    done = {
        "cancel": _("The permit is cancelled."),
        "suspend": _("The permit is suspended."),
        "resume": _("The suspension is ended."),
        "replace": _("The permit is replaced by another, which is being made."),
    }
    return f"{done[verb]} {told}"
