"""Pages that are only words: help, accessibility, privacy."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.actions.refused_files import LARGEST
from impplus.programmes import SERVED
from impplus.queries.clock import today


@require_safe
def help_pages(request: HttpRequest) -> HttpResponse:
    """The questions that people ask most; what is law in the answers is said by the rules."""
    law = SERVED.in_force(today(SERVED))
    facts = {
        "largest": LARGEST,
        "invitation": next((one for one in law.conditions if one.key == "invitation"), None),
        "over_cap": law.refunds.get("over-cap"),
        "withdrawn": law.refunds.get("withdrawn-before-processing"),
    }
    return render(request, "public/about/help.html", facts)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was built and checked, and what was not."""
    return render(request, "public/about/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, why, and who sees it."""
    return render(request, "public/about/privacy.html")
