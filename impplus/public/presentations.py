"""A firm's own colour and logo, as files of their own: no page holds a style."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from impplus.programmes import SERVED
from impplus.public.enquiries import firm_of
from impplus.queries.clock import today
from impplus.queries.presentations import presentation_of
from impplus.rules.contrast import is_colour

KEPT = "public, max-age=300"


@require_safe
def colour(_request: HttpRequest, slug: str) -> HttpResponse:
    """The style sheet with the firm's colour; an empty one where it has none."""
    row = presentation_of(firm_of(slug).pk, today(SERVED))
    said = f".of-firm {{ --own: {row.colour}; }}\n" if is_colour(row.colour) else ""
    return HttpResponse(said, content_type="text/css", headers={"Cache-Control": KEPT})


@require_safe
def logo(_request: HttpRequest, slug: str) -> HttpResponse:
    """The firm's logo, a clean picture."""
    row = presentation_of(firm_of(slug).pk, today(SERVED))
    if not row.logo:
        raise Http404
    headers = {"Cache-Control": KEPT, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(bytes(row.logo), content_type=row.logo_type, headers=headers)
