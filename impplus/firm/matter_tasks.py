"""The tasks of a matter: planned from templates, done, dropped, or to be done again, after a second look."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from impplus.actions import matter_tasks
from impplus.firm.matter import about_a_matter, back_to
from impplus.firm.matters import member_in
from impplus.firm.second_look import SecondLook, is_sure, shown
from impplus.practice.models import Matter
from impplus.queries.refusals import AlreadyDone
from impplus.web.addresses import address
from impplus.web.language import lang
from impplus.words.matter_tasks import text_of

SETTLING = {"end": matter_tasks.end, "drop": matter_tasks.drop, "resume": matter_tasks.resume}
ACTS = {
    "end": gettext_lazy("Done"),
    "drop": gettext_lazy("Not needed"),
    "resume": gettext_lazy("To do again"),
}
_DONE = {
    "end": gettext_lazy("“%(what)s” is done."),
    "drop": gettext_lazy("“%(what)s” is not needed."),
    "resume": gettext_lazy("“%(what)s” is to be done again."),
}


@require_POST
@about_a_matter
def plan(request: HttpRequest, matter: Matter) -> HttpResponse:
    """Plan a set of tasks."""
    with suppress(AlreadyDone):
        matter_tasks.plan(matter, chosen=request.POST.get("set", ""), by=member_in(request))
    return back_to(matter, "tasks")


@require_POST
@about_a_matter
def settle(request: HttpRequest, matter: Matter, task: int) -> HttpResponse:
    """Say that a task is done, no longer needed, or to be done again, once that was looked at once more."""
    found = get_object_or_404(matter.tasks, pk=task)
    act = request.POST.get("act", "")
    if act in SETTLING:
        what = text_of(found.template, found.text).say(lang())
        if not is_sure(request):
            look = SecondLook(
                act=str(ACTS[act]),
                does=[_("%(who)s: “%(what)s”.") % {"who": matter.name, "what": what}],
                back=f"{address('firm:client', matter.pk)}#tasks",
                back_to=matter.name,
            )
            return shown(request, look)
        with suppress(AlreadyDone):
            SETTLING[act](found, by=member_in(request))
        messages.success(request, _DONE[act] % {"what": what})
    return back_to(matter, "tasks")
