"""The conditions in force today, each with its source, and the hash of the rules behind them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.programmes import IMP_PLUS
from impplus.records.reading import today
from impplus.rules.dated import in_force


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What is asked, read from the same rules that judge."""
    on = today(IMP_PLUS)
    rows = [(one, one.texts["met"]) for one in in_force(IMP_PLUS.conditions, on)]
    facts = {"on": on, "rows": rows, "programme": IMP_PLUS}
    return render(request, "public/conditions.html", facts)
