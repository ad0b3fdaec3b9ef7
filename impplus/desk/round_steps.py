"""The steps of a round after its announcement: the draw, the release by another officer, or its end; and its list."""

import hashlib
from collections.abc import Sequence
from contextlib import suppress

from django.contrib import messages
from django.forms import BaseForm
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import rounds
from impplus.desk import batches
from impplus.desk.file import officer_in
from impplus.desk.forms import DrawForm, DropForm, ReleaseForm
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.first_acts import came_too_late
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.queries.round_release import announced_digest, without_letter
from impplus.records.models import Candidate, Round
from impplus.rules.invitations import digest_of
from impplus.rules.lifecycle import Role, Verb, may
from impplus.web.forms import bind, refusals_in
from impplus.web.pages import about, door, submitted

SHOWN = 5
MOST_NAMED = 100  # of those who get no letter


def _found(request: HttpRequest, year: int, number: int) -> Round:
    made = get_object_or_404(Round, programme=SERVED, year=year, number=number)
    about(request, made)
    return made


@require_http_methods(["GET", "POST"])
@door(Role.QUEBEC)
def draw(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Draw an announced round by the numbers of its public draw, once they were looked at again."""
    made, form = _found(request, year, number), bind(DrawForm, request)
    looked = submitted(request) and form.is_valid() and "change" not in request.POST
    numbers = ""
    if looked:
        with refusals_in(form, NotUnderstood):
            numbers = rounds.numbers_for(made, form.cleaned_data["words"])
            if "sure" in request.POST:
                with suppress(AlreadyDone):
                    rounds.draw(made, words=numbers, by=officer_in(request))
                messages.success(
                    request, _("The draw is made. Another officer releases the letters.")
                )
                return redirect("desk:round", year, number)
    sure = looked and form.is_valid()
    return _step(request, made, "draw", form, sure=sure, numbers=numbers)


@require_http_methods(["GET", "POST"])
@door(Role.QUEBEC)
def release(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Make the draw again, compare, say who gets no letter any more, and release the others'."""
    made, form, officer = (
        _found(request, year, number),
        bind(ReleaseForm, request),
        officer_in(request),
    )
    if made.status == "announced":
        raise WrongMoment(rounds.NOT_DRAWN)
    mine = made.is_of(officer)
    if submitted(request) and not mine and form.is_valid():
        try:
            return batches.shown(rounds.release(made, by=officer))
        except AlreadyDone:
            return redirect("desk:round", year, number)
    drawn = rounds.drawn_again(made) if made.status == "drawn" else ()
    some = {one.reference: one for one in Candidate.objects.filter(reference__in=drawn[:SHOWN])}
    without = without_letter(drawn, today(SERVED))
    facts = {
        "mine": mine,
        "checks": _checks(made, drawn),
        "without": without[:MOST_NAMED],
        "more": max(0, len(without) - MOST_NAMED),
        "letters": len(drawn) - len(without),
        "some": [some[one] for one in drawn[:SHOWN] if one in some],
    }
    status = 422 if submitted(request) and mine else None
    return _step(request, made, "release", ReleaseForm() if mine else form, status, **facts)


def _checks(made: Round, drawn: Sequence[str]) -> list[tuple[str, str, str]]:
    """What was published or kept of a drawn round beside the same made again now."""
    seal = hashlib.sha256(made.secret.encode()).hexdigest()
    return [
        (_("Secret of the round"), made.sealed, seal),
        (_("List of the announcement"), announced_digest(made), rounds.list_now(made)),
        (_("Those drawn"), made.drawn_digest, digest_of(drawn)),
    ]


@require_http_methods(["GET", "POST"])
@door(Role.QUEBEC)
def drop(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """End a round that is not released, with the reason."""
    made, form = _found(request, year, number), bind(DropForm, request)
    if submitted(request) and form.is_valid():
        with refusals_in(form, NotUnderstood):
            with suppress(AlreadyDone):
                rounds.drop(made, **form.cleaned_data, by=officer_in(request))
            messages.success(request, _("The round is dropped. Nobody gets a letter of it."))
            return redirect("desk:round", year, number)
    return _step(request, made, "drop", form)


def _step(
    request: HttpRequest,
    made: Round,
    verb: Verb,
    form: BaseForm,
    status: int | None = None,
    **facts: object,
) -> HttpResponse:
    """The page of a step; WrongMoment where the round is not at it."""
    if not may("round", verb, made.status, Role.QUEBEC):
        raise came_too_late(made, by=officer_in(request))
    status = status or (422 if form.errors else 200)
    facts |= {"round": made, "form": form}
    return render(request, f"desk/rounds/{verb}.html", facts, status=status)


@require_safe
@door(Role.QUEBEC)
def considered(request: HttpRequest, year: int, number: int) -> FileResponse:
    """The references of the candidates considered, one a line: the file whose digest is published."""
    made = _found(request, year, number)
    name = _("round-%(round)s.txt") % {"round": made}
    return FileResponse(
        rounds.list_of(made), as_attachment=True, filename=name, content_type="text/plain"
    )
