"""The files that were skipped: which, by whom, for which day and why."""

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat, Trim
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.desk.lists import page_of_list
from impplus.records.models import Person, Skip
from impplus.rules.lifecycle import Role
from impplus.web.pages import door


@require_safe
@door(Role.FEDERAL)
def page(request: HttpRequest) -> HttpResponse:
    """The last ones first."""
    pages = page_of_list(request, _skips(), "-at", "pk")
    return render(request, "desk/skips/skips.html", {"pages": pages})


def _skips() -> QuerySet[Skip]:
    named = Trim(Concat("given_names", Value(" "), "family_name"))
    principal = Person.objects.filter(application=OuterRef("application"), relation="principal")
    skips = Skip.objects.select_related("application", "officer")
    return skips.annotate(name=Subquery(principal.order_by().values(name=named)))
