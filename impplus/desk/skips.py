"""The files that were skipped: which, by whom, for which day and why."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.desk.lists import page_of_list
from impplus.records.models import Skip
from impplus.rules.lifecycle import Role
from impplus.web.pages import door


@require_safe
@door(Role.MANAGER)
def page(request: HttpRequest) -> HttpResponse:
    """The last ones first."""
    pages = page_of_list(request, _skips(), "-at", "pk")
    return render(request, "desk/skips/skips.html", {"pages": pages})


def _skips() -> QuerySet[Skip]:
    return Skip.objects.select_related("application", "officer")
