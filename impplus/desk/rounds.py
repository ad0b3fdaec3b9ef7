"""Rounds of invitations: their list, a draw after a confirmation, and what is needed to repeat it."""

from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from impplus.actions import rounds
from impplus.desk import batches
from impplus.desk.file import officer_in
from impplus.desk.forms import RoundForm
from impplus.desk.lists import page_of_list
from impplus.desk.quebec import with_counts
from impplus.programmes import SERVED
from impplus.queries import clock
from impplus.queries.candidate_faults import PROGRAMMES
from impplus.queries.counts import count_of
from impplus.queries.places import places_left
from impplus.queries.refusals import NotUnderstood
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
def draw(request: HttpRequest) -> HttpResponse:
    """Ask how many and from which seed, confirm, then draw."""
    form = bind(RoundForm, request)
    on = clock.today(SERVED)
    considered = count_of(rounds.free(SERVED, on), rounds.MOST)
    looked = submitted(request) and form.is_valid() and "change" not in request.POST
    drawn = _drawn_already(**form.cleaned_data) if looked and "sure" in request.POST else None
    if drawn:
        return redirect("desk:round", drawn.year, drawn.number)
    if looked and not considered:
        form.add_error(None, _("No candidate can be drawn now. Import candidates first."))
        looked = False
    if looked and "sure" in request.POST:
        with refusals_in(form, NotUnderstood):
            return batches.shown(
                rounds.ask_draw(SERVED, **form.cleaned_data, by=officer_in(request))
            )
    looked = looked and form.is_valid()
    asked = form.cleaned_data["size"] if looked else 0
    facts = {
        "form": form,
        "considered": considered,
        "most": rounds.MOST,
        "sure": looked,
        "size": asked,
        "drawn": min(asked, considered),
        "seed": form.cleaned_data["seed"] if looked else "",
        "accepted": rounds.accepted(SERVED, on),
        "programmes": _programmes(on),
        "places": places_left(SERVED, on.year),
        "unused": count_of(Invitation.objects.filter(round__programme=SERVED, status="issued")),
    }
    status = 422 if form.errors else 200
    return render(request, "desk/rounds/draw.html", facts, status=status)


def _programmes(on: date) -> list[tuple[str, int, bool]]:
    """Of the candidates without a letter whose CSQ is valid: each program, how many, whether it is accepted."""
    accepted = rounds.accepted(SERVED, on)
    numbers = {
        name: count_of(rounds.without_letter(on).filter(csq_programme=name))
        for name in sorted(PROGRAMMES)
    }
    return [(name, number, name in accepted) for name, number in numbers.items() if number]


def _drawn_already(size: int, seed: str) -> Round | None:
    """The round that an earlier request of the same form drew this year."""
    year = clock.today(SERVED).year
    mine = Round.objects.filter(programme=SERVED, year=year)
    return mine.filter(size=size, seed=seed).exclude(batch__status="dropped").first()


@require_safe
@door(Role.QUEBEC)
def page(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One round: how it was drawn, and every letter that it issued."""
    made = get_object_or_404(with_counts(), year=year, number=number)
    about(request, made)
    drawn = page_of_list(request, _with_messages(made), "id", "number")
    batch = Batch.objects.filter(round=made).exclude(status="done").first()
    facts = {"round": made, "batch": batch, "pages": drawn, "letters": drawn.rows}
    return render(request, "desk/rounds/round.html", facts)


def _with_messages(made: Round) -> QuerySet[Invitation]:
    """The letters of a round with their candidates, and the e-mails about them."""
    issued = made.invitations.select_related("candidate")
    return issued.prefetch_related("letters__messages")
