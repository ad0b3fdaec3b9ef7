"""What went wrong, told to machines as an RFC 9457 problem in the caller's language."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt

from impplus.actions.refusals import Refusal
from impplus.rules.text import Text

REFUSED = Text(en="This was not done.", fr="Cela n’a pas été fait.")
BAD_CASE = Text(en="This case cannot be assessed.", fr="Ce cas ne peut pas être évalué.")
BAD_JSON = Text(
    en="The body must be one JSON object in UTF-8, with every key once.",
    fr="Le corps doit être un seul objet JSON en UTF-8, où chaque clé figure une fois.",
)
UNREAD = Text(en="The request cannot be read.", fr="La requête ne peut pas être lue.")
NOT_UNDERSTOOD = Text(
    en="is not a value that is understood here; see /api/v1/openapi.json",
    fr="n’est pas une valeur comprise ici\u00a0; voyez /api/v1/openapi.json",
)
TOO_BIG = Text(en="The body is too large.", fr="Le corps est trop grand.")
NOWHERE = Text(
    en="There is nothing at this address. Every address is listed in /api/v1/openapi.json.",
    fr="Il n’y a rien à cette adresse. Chaque adresse figure dans /api/v1/openapi.json.",
)

type Faults = Iterable[tuple[str, Text]]


class BadJson(ValueError):
    """The body is not one JSON object."""


def problem(
    request: HttpRequest,
    status: int,
    title: Text,
    *,
    detail: Text | None = None,
    faults: Faults = (),
) -> HttpResponse:
    """The problem as `application/problem+json`; each fault has its JSON pointer."""
    lang = "fr" if (get_language() or "en").startswith("fr") else "en"
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": title.say(lang),
        "status": status,
        "instance": request.path,
    }
    if detail:
        told["detail"] = detail.say(lang)
    errors = [{"pointer": pointer, "detail": text.say(lang)} for pointer, text in faults]
    if errors:
        told["errors"] = errors
    return JsonResponse(
        told,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def refused(request: HttpRequest, refusal: Refusal | type[Refusal]) -> HttpResponse:
    """An action said no."""
    return problem(request, refusal.status, REFUSED, detail=refusal.text)


def bad_case(request: HttpRequest, bad: Any) -> HttpResponse:
    """A case with faults: all of them at once."""
    return problem(request, 422, BAD_CASE, faults=bad.faults)


def bad_json(request: HttpRequest, bad: Any) -> HttpResponse:
    """A body that is not JSON."""
    return problem(request, 400, UNREAD, detail=BAD_JSON)


def unread(request: HttpRequest, bad: Any) -> HttpResponse:
    """A parameter of the address that is not understood."""
    names = [str(error["loc"][-1]) for error in bad.errors]
    return problem(request, 422, UNREAD, faults=[(f"/{name}", NOT_UNDERSTOOD) for name in names])


def too_big(request: HttpRequest, bad: Any) -> HttpResponse:
    """A body beyond what is read."""
    return problem(request, 413, TOO_BIG)


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """Any other address under /api/."""
    return problem(request, 404, NOWHERE)
