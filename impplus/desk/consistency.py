"""Consistency: decided files with the same findings and different outcomes, for managers and the officers who compare them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.desk.file import officer_in
from impplus.queries.consistency import LOOKED_BACK, MOST, consistency
from impplus.rules.lifecycle import Role
from impplus.web.pages import door


@require_safe
@door(Role.FEDERAL, Role.MANAGER)
def page(request: HttpRequest) -> HttpResponse:
    """Groups with their numbers; an officer opens a file from here and says why, a manager opens none."""
    facts = {
        "found": consistency(),
        "days": LOOKED_BACK.days,
        "most": MOST,
        "opens": officer_in(request).role == Role.FEDERAL,
    }
    return render(request, "desk/consistency/consistency.html", facts)
