"""Rounds of invitations: their list, the announcement of one, and what is needed to repeat it."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import rounds
from impplus.desk.file import officer_in
from impplus.desk.forms import RoundForm
from impplus.desk.lists import page_of_list
from impplus.desk.quebec import with_counts
from impplus.programmes import SERVED
from impplus.queries import clock, round_criteria
from impplus.queries.counts import count_of
from impplus.queries.refusals import AlreadyDone, NotUnderstood, WrongMoment
from impplus.queries.round_release import events_of, kept_of
from impplus.queries.round_room import room_for
from impplus.records.models import Batch, Invitation, Round
from impplus.rules.lifecycle import Role
from impplus.web.forms import bind, refusals_in
from impplus.web.pages import about, door, submitted


@require_safe
@door(Role.QUEBEC)
def listed(request: HttpRequest) -> HttpResponse:
    """Every round, the newest first."""
    page_of_rounds = page_of_list(request, with_counts(), "-id", "id")
    facts = {"pages": page_of_rounds, "rounds": page_of_rounds.rows}
    return render(request, "desk/rounds/rounds.html", facts)


@require_http_methods(["GET", "POST"])
@door(Role.QUEBEC)
def announce(request: HttpRequest) -> HttpResponse:
    """Ask how many, say who can be drawn and what it means for the places, then announce."""
    form, by = bind(RoundForm, request), officer_in(request)
    waiting = _waiting()
    sure = submitted(request) and "sure" in request.POST
    if sure and waiting and waiting.announced_by == by:  # pressed twice
        return _page_of(waiting)
    on = clock.today(SERVED)
    room = room_for(SERVED, on)
    looked = submitted(request) and form.is_valid() and "change" not in request.POST
    if looked:
        fault = room.fault(form.cleaned_data["size"])
        fault = fault or round_criteria.too_soon(SERVED, form.cleaned_data["draws_on"], on)
        with refusals_in(form, NotUnderstood, WrongMoment):
            if fault:
                raise NotUnderstood(fault)
            if sure:
                return _announced(request, form.cleaned_data)
    looked = looked and form.is_valid()
    size = form.cleaned_data["size"] if looked else 0
    # Who is left out for what is counted over the whole list: only where somebody goes on.
    counts = round_criteria.counted(SERVED, on) if looked else {}
    free = counts["free"] if counts else count_of(round_criteria.free(SERVED, on))
    drawn = min(size, free)
    facts = {
        "form": form,
        "waiting": waiting,
        "sure": looked,
        "size": size,
        "drawn": drawn,
        "beyond": room.places.planned and drawn > room.free,
        "risk": room.risk(drawn),
        "room": room,
        "free": free,
        "first_draw": round_criteria.first_draw(SERVED, on),
        "counts": counts,
        "criteria": round_criteria.of(SERVED, on),
    }
    return render(request, "desk/rounds/announce.html", facts, status=422 if form.errors else 200)


def _announced(request: HttpRequest, asked: dict[str, Any]) -> HttpResponse:
    """Announce a round as asked, and lead to it; of two presses at once the other leads to it, too."""
    try:
        made = rounds.announce(SERVED, **asked, by=officer_in(request))
    except AlreadyDone:
        return _page_of(_waiting() or Round.objects.filter(programme=SERVED)[0])
    messages.success(request, _("The round is announced. Nobody is drawn yet."))
    return _page_of(made)


def _waiting() -> Round | None:
    """The round that waits for its draw or its release."""
    return Round.objects.filter(programme=SERVED, status__in=("announced", "drawn")).first()


def _page_of(made: Round) -> HttpResponse:
    return redirect("desk:round", made.year, made.number)


@require_safe
@door(Role.QUEBEC)
def page(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One round: where it stands, how it was drawn, and every letter that it issued."""
    made = get_object_or_404(with_counts(), year=year, number=number)
    about(request, made)
    drawn = page_of_list(request, _with_messages(made), "id", "number")
    batch = Batch.objects.filter(round=made).exclude(status="done").first()
    without, first = kept_of(made)
    facts = {
        "round": made,
        "batch": batch,
        "early": round_criteria.too_early(made) if made.status == "announced" else None,
        "dropped": events_of(made, "drop").first(),
        "without": without,
        "first_without": first,
        "mine": made.is_of(officer_in(request)),
        "pages": drawn,
        "letters": drawn.rows,
    }
    return render(request, "desk/rounds/round.html", facts)


def _with_messages(made: Round) -> QuerySet[Invitation]:
    """The letters of a round with their candidates, and the e-mails about them."""
    issued = made.invitations.select_related("candidate")
    return issued.prefetch_related("letters__messages")
