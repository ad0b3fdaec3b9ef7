"""A deadline of a matter is signed off, met, dropped, or runs again: the last three after a second look."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from impplus.actions import matter_deadlines
from impplus.firm.matter import about_a_matter, back_to
from impplus.firm.matters import member_in
from impplus.firm.second_look import SecondLook, is_sure, shown
from impplus.practice.models import Deadline, Matter
from impplus.queries.matter_timeline import name_of
from impplus.queries.refusals import AlreadyDone
from impplus.web.addresses import address
from impplus.web.language import lang
from impplus.words import formats

SETTLING = {
    "meet": matter_deadlines.meet,
    "drop": matter_deadlines.drop,
    "resume": matter_deadlines.resume,
}
ACTS = {
    "meet": gettext_lazy("Met"),
    "drop": gettext_lazy("No longer runs"),
    "resume": gettext_lazy("Runs again"),
}
_DOES = {
    "meet": gettext_lazy("It is taken off the deadlines that run, as met in time."),
    "drop": gettext_lazy("It is taken off the deadlines that run: nobody is reminded of it."),
    "resume": gettext_lazy(
        "It stands among the deadlines that run again, and the responsible lawyer signs it off again."
    ),
}
_DONE = {
    "meet": gettext_lazy("“%(what)s” is kept as met."),
    "drop": gettext_lazy("“%(what)s” no longer runs."),
    "resume": gettext_lazy("“%(what)s” runs again."),
}


@require_POST
@about_a_matter
def settle(request: HttpRequest, matter: Matter, deadline: int) -> HttpResponse:
    """Sign off the day that was shown; or, looked at once more, say that it was met, no longer runs, or runs again."""
    found = get_object_or_404(matter.deadlines, pk=deadline)
    act = request.POST.get("act", "")
    if act == "sign":
        _sign(request, found)
    elif act in SETTLING:
        what = name_of(found).say(lang())
        if not is_sure(request):
            return shown(request, _look(matter, found, act, what))
        with suppress(AlreadyDone):
            SETTLING[act](found, by=member_in(request))
        messages.success(request, _DONE[act] % {"what": what})
    return back_to(matter, "deadlines")


def _sign(request: HttpRequest, found: Deadline) -> None:
    try:
        seen = parse_date(request.POST.get("due", "")[:10])
    except ValueError:  # no day that there is
        seen = None
    if seen:
        with suppress(AlreadyDone):
            matter_deadlines.sign(found, due_on=seen, by=member_in(request))


def _look(matter: Matter, found: Deadline, act: str, what: str) -> SecondLook:
    day = formats.day(found.due_on, lang())
    told = {"who": matter.name, "what": what, "day": day}
    return SecondLook(
        act=str(ACTS[act]),
        does=[_("%(who)s: “%(what)s”, last day %(day)s.") % told, str(_DOES[act])],
        back=f"{address('firm:client', matter.pk)}#deadlines",
        back_to=matter.name,
    )
