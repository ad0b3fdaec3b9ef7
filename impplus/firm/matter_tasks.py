"""The tasks of a matter: planned from templates, done or dropped."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST

from impplus.actions import matter_tasks
from impplus.firm.matter import about_a_matter, back_to
from impplus.firm.matters import member_in
from impplus.practice.models import Matter
from impplus.queries.refusals import AlreadyDone


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
    """Say that a task is done, or no longer needed."""
    found = get_object_or_404(matter.tasks, pk=task)
    act = {"end": matter_tasks.end, "drop": matter_tasks.drop}.get(request.POST.get("act", ""))
    if act:
        with suppress(AlreadyDone):
            act(found, by=member_in(request))
    return back_to(matter, "tasks")
