"""The first pages: both languages offered equally, then what IMP+ is and how it goes."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from impplus.programmes import SERVED
from impplus.public.presentations import under
from impplus.queries.clock import today
from impplus.queries.places import places_left
from impplus.rules import documents, fees
from impplus.rules.case import Case
from impplus.rules.documents import DocumentNeeded
from impplus.telling.fee_tables import families
from impplus.web.language import lang
from impplus.web.pages import OTHER


@require_safe
def languages(request: HttpRequest) -> HttpResponse:
    """The address without a language: English and French side by side, the reader's first."""
    first = lang()
    page = render(request, "public/start/languages.html", {"name": SERVED.name})
    page["Content-Language"] = f"{first}, {OTHER[first]}"
    page["Vary"] = "Accept-Language"
    return page


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The start page, before anyone signs in."""
    return render(request, "public/start/start.html", _explained())


@require_safe
def steps(request: HttpRequest, slug: str) -> HttpResponse:
    """What IMP+ is and how it goes, under the name of a firm."""
    return render(request, "public/enquiries/steps.html", _explained() | under(slug))


def _explained() -> dict[str, Any]:
    """What the rules of today say to who knows nothing yet; the first invented family is one person alone."""
    on = today(SERVED)
    _title, alone = next(families(on))
    bill = fees.due(SERVED, alone, on=on)
    return {
        "programme": SERVED,
        "places": places_left(SERVED, on.year),
        "lines": bill.lines,
        "total": bill.total if bill.complete else None,
        "conditions": SERVED.in_force(on).conditions,
        "documents": _to_have(alone, on),
    }


def _to_have(alone: Case, on: date) -> list[DocumentNeeded]:
    """What to have at hand: the letter of invitation, which binds the application, and what is sent."""
    needed = documents.needed(SERVED, alone, on=on)
    return [one for one in needed if one.instead is None or one.key == "invitation"]
