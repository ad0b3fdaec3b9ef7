"""What went wrong, as an RFC 9457 problem in the caller's language."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from impplus.queries.firm_keys import KeyUnknown
from impplus.queries.refusals import NotReady, Refusal
from impplus.rules import case_json
from impplus.web.language import lang
from impplus.words.text import Text

REFUSED = _("This was not done.")
UNREAD = _("The request cannot be read.")
NOT_UNDERSTOOD = _("is not a value that is understood here; see /api/v1/openapi.json")
TOO_BIG = _("The body is too large.")
NOWHERE = _("There is nothing at this address. Every address is listed in /api/v1/openapi.json.")
OTHER_METHOD = _(
    "This address does not take that method. /api/v1/openapi.json says which one it takes."
)
AWAY = _("The records of this service cannot be reached at the moment. Try again in a minute.")
PROBLEM = "application/problem+json"

type Names = Iterable[str]
type Page = Callable[..., HttpResponse]


def problem(
    status: int, title: Promise, instance: str, *, detail: Text | None = None, unread: Names = ()
) -> dict[str, Any]:
    """The problem as JSON; each name in `unread` is a value that is not understood."""
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": str(title),
        "status": status,
        "instance": instance,
    }
    if detail:
        said["detail"] = detail.say(lang())
    errors = [{"pointer": f"/{name}", "detail": str(NOT_UNDERSTOOD)} for name in unread]
    return said | {"errors": errors} if errors else said


def answered(said: dict[str, Any]) -> HttpResponse:
    """A problem as it is sent."""
    return HttpResponse(case_json.write(said), status=said["status"], content_type=PROBLEM)


def refused(request: HttpRequest, refusal: Refusal | type[Refusal]) -> HttpResponse:
    """An action said no, and after how long another try makes sense, where it does."""
    said = problem(refusal.status, REFUSED, request.path, detail=refusal.text)
    if isinstance(refusal, NotReady):
        said["errors"] = [{"pointer": "", "detail": one.say(lang())} for one in refusal.missing]
    answer = answered(said)
    if refusal.status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    if refusal.seconds:
        answer["Retry-After"] = str(refusal.seconds)
    return answer


def keyless(request: HttpRequest, bad: Any) -> HttpResponse:
    """A call without a key where one is asked for."""
    return refused(request, KeyUnknown)


def bad_case(request: HttpRequest, bad: Any) -> HttpResponse:
    """A case that cannot be read: everything that is wrong with it, as the command says it."""
    return answered(case_json.problem(bad, request.path, lang()))


def unread(request: HttpRequest, bad: Any) -> HttpResponse:
    """A parameter of the address that is not understood."""
    names = [str(error["loc"][-1]) for error in bad.errors]
    return answered(problem(422, UNREAD, request.path, unread=names))


def too_big(request: HttpRequest, bad: Any) -> HttpResponse:
    """A body beyond what is read."""
    return answered(problem(413, TOO_BIG, request.path))


def away(request: HttpRequest, fault: Any) -> HttpResponse:
    """The database does not answer."""
    answer = answered(problem(503, AWAY, request.path))
    answer["Retry-After"] = "30"
    return answer


@csrf_exempt
def nowhere(request: HttpRequest) -> HttpResponse:
    """Any other address under /api/."""
    return answered(problem(404, NOWHERE, request.path))


def in_words(page: Page) -> Page:
    """A page of machines, which says in words that it does not take a method."""

    @wraps(page)
    def spoken(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = page(request, *args, **kwargs)
        if answer.status_code != 405:
            return answer
        refusal = answered(problem(405, OTHER_METHOD, request.path))
        refusal["Allow"] = answer["Allow"]
        return refusal

    return spoken
