"""Pages that are only words: help, accessibility, privacy."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.actions.refused_files import LARGEST, PHOTOS
from impplus.programmes import SERVED
from impplus.queries import unsent_texts
from impplus.queries.clock import today

# The day on which somebody last held the page on accessibility against the service.
LOOKED_THROUGH = date(2026, 11, 27)


@require_safe
def help_pages(request: HttpRequest) -> HttpResponse:
    """The questions that people ask most; what is law in the answers is said by the rules."""
    on = today(SERVED)
    facts = {
        **_days_of_drafts(on),
        **answers_on(on),
        "answer_days": int(SERVED.settings.number("message-answer-days", on)),
        "more_days": int(SERVED.settings.number("more-time-days-most", on)),
        "hours": settings.RECOVERY_HOURS,
        "largest": LARGEST,
        "photos": ", ".join(PHOTOS),
    }
    return render(request, "public/about/help.html", facts)


def answers_on(on: date) -> dict[str, Any]:
    """What the rules of a day answer to the questions that people ask before they apply, and about a withdrawal."""
    law = SERVED.in_force(on)
    return {
        "invitation": next((one for one in law.conditions if one.key == "invitation"), None),
        "over_cap": law.refunds.get("over-cap"),
        "withdrawn": law.refunds.get("withdrawn-before-processing"),
    }


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was built and checked, and what was not."""
    facts = {"looked_through": LOOKED_THROUGH}
    return render(request, "public/about/accessibility.html", facts)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, why, and who sees it."""
    facts = {**_days_of_drafts(today(SERVED)), "unsent": unsent_texts.DAYS}
    return render(request, "public/about/privacy.html", facts)


def _days_of_drafts(on: date) -> dict[str, int]:
    """For how long a draft is kept, and when its end is announced, in days."""
    named = {
        "kept": "draft-kept-days",
        "notice": "draft-notice-days",
        "last_notice": "draft-last-notice-days",
    }
    return {name: int(SERVED.settings.number(key, on)) for name, key in named.items()}
