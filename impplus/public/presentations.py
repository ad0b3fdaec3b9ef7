"""Pages under a firm's own name; its colour and logo are files of their own, as no page holds a style."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from impplus.practice.routing import keeps_for_firms
from impplus.programmes import SERVED
from impplus.queries.clock import today
from impplus.queries.presentations import presentation_of, said
from impplus.records.models import Firm
from impplus.rules.contrast import is_colour
from impplus.web.language import lang

KEPT = "public, max-age=300"


def firm_of(slug: str) -> Firm:
    """The firm of an address; where nothing is kept for firms, no address has one."""
    if not keeps_for_firms():
        raise Http404
    found: Firm = get_object_or_404(Firm, slug=slug)
    return found


def under(slug: str) -> dict[str, Any]:
    """The firm under whose name a page stands and how it shows itself today, in the language of the page; nothing where the address names none."""
    if not slug:
        return {}
    firm = firm_of(slug)
    shown = presentation_of(firm.pk, today(SERVED))
    worded = {one: said(shown, one, lang()) for one in ("intro", "hours")}
    return {"firm": firm, "shown": shown, **worded}


@require_safe
def colour(_request: HttpRequest, slug: str) -> HttpResponse:
    """The style sheet with the firm's colour; an empty one where it has none."""
    row = presentation_of(firm_of(slug).pk, today(SERVED))
    said_colour = f".of-firm {{ --own: {row.colour}; }}\n" if is_colour(row.colour) else ""
    return HttpResponse(said_colour, content_type="text/css", headers={"Cache-Control": KEPT})


@require_safe
def logo(_request: HttpRequest, slug: str) -> HttpResponse:
    """The firm's logo, a clean picture."""
    row = presentation_of(firm_of(slug).pk, today(SERVED))
    if not row.logo:
        raise Http404
    headers = {"Cache-Control": KEPT, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(bytes(row.logo), content_type=row.logo_type, headers=headers)
