"""Version 1: places left, figures, verification, assessment, files that a firm prepares, and the card provider's notices."""

from datetime import UTC
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Query
from ninja.errors import AuthenticationError, ValidationError

from impplus.actions import payments
from impplus.actions.invitations import opened
from impplus.api.document import complete
from impplus.api.figures import AllFigures
from impplus.api.firm import firm
from impplus.api.problems import away, bad_case, keyless, refused, too_big, unread
from impplus.api.shapes import Answer, Forecast, Places, Problem, Verified, Year
from impplus.programmes import ALL, SERVED
from impplus.queries import clock, verification
from impplus.queries.figures import (
    KINDS,
    MonthShown,
    YearShown,
    fewest_shown,
    months_shown,
    years_shown,
)
from impplus.queries.forecasts import newest
from impplus.queries.places import PlacesLeft, places_left
from impplus.queries.refusals import Refusal
from impplus.rules.answer import answer
from impplus.rules.case import BadCase
from impplus.rules.case_json import MOST_BYTES, read_case, write
from impplus.web.attempts import count
from impplus.web.language import lang
from impplus.web.received import where_received


class Api(NinjaAPI):
    """Everything that is answered, with a document that is completed for whoever asks for it."""

    def get_openapi_schema(self, **asked: Any) -> Any:
        """The document in the caller's language, with examples computed at this moment."""
        return complete(super().get_openapi_schema(**asked))


v1 = Api(
    title="IMP+ / PMI+",
    version="1",
    description="Places left, figures of each month and year, verification of letters and permits, what the rules say about a case, and, with a key, the files that a firm prepares. "
    "Every text is in the language of `Accept-Language` (en or fr). Errors are RFC 9457 problems. — "
    "Places restantes, chiffres de chaque mois et année, vérification des lettres et des permis, ce que les règles disent d’un cas et, avec une clé, les dossiers qu’un cabinet prépare. "
    "Chaque texte est dans la langue d’`Accept-Language` (en ou fr). Les erreurs suivent la RFC 9457.",
    docs_url=None,
    urls_namespace="api",
)
v1.add_exception_handler(Refusal, refused)
v1.add_exception_handler(BadCase, bad_case)
v1.add_exception_handler(ValidationError, unread)
v1.add_exception_handler(RequestDataTooBig, too_big)
v1.add_exception_handler(AuthenticationError, keyless)
v1.add_exception_handler(OperationalError, away)
v1.add_exception_handler(InterfaceError, away)
v1.add_router("firm", firm)
# The headers of the Standard Webhooks, each with an example.
SIGNED = {
    "webhook-id": "evt_1",
    "webhook-timestamp": "1772460000",
    "webhook-signature": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
}


@v1.get("places", response={200: Places, 422: Problem}, tags=["places"], operation_id="places")
@where_received
def places(request: HttpRequest, response: HttpResponse, asked: Query[Year]) -> dict[str, Any]:
    """How many places of a year's cap are taken and left, and the intake's state; this year unless one is given."""
    found = places_left(SERVED, asked.year or clock.today(SERVED).year)
    response["Cache-Control"] = "public, max-age=1"
    return {
        "programme": SERVED.code,
        "year": found.year,
        "size": found.size,
        "taken": found.taken,
        "left": found.left,
        "open": found.open,
        "state": found.key,
        "opens_at": found.opens_at.astimezone(UTC) if found.planned else None,
        "closes_at": found.closes_at.astimezone(UTC) if found.planned else None,
        "at": found.at,
        "forecast": _forecast(found),
    }


def _forecast(places: PlacesLeft) -> dict[str, Any] | None:
    told = newest(places)
    return {name: getattr(told, name) for name in Forecast.model_fields} if told else None


@v1.get("figures", response={200: AllFigures}, tags=["figures"], operation_id="figures")
@where_received
def figures(request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    """How many applications each month and year received, what became of applications, and how many days decisions took."""
    response["Cache-Control"] = "public, max-age=300"
    return {
        "programme": SERVED.code,
        "fewest_shown": fewest_shown(SERVED, clock.today(SERVED)),
        "years": [_year(one) for one in years_shown(SERVED)],
        "months": [
            {"month": f"{one.since:%Y-%m}", **one.numbers, **_days(one)}
            for one in months_shown(SERVED)
        ],
    }


def _year(found: YearShown) -> dict[str, Any]:
    cap = SERVED.cap(found.year)
    totals = {kind: found.totals.get(kind) for kind in KINDS}
    said = {
        kind: one and {"number": one.number, "exact": one.exact} for kind, one in totals.items()
    }
    about = {"year": found.year, "over": found.over, "last_day": found.last}
    return {**about, "cap": cap.size if cap else 0, **said, **_days(found)}


def _days(found: MonthShown | YearShown) -> dict[str, Any]:
    return {"median_days": found.median, "eighty_percent_days": found.eighty}


@v1.get(
    "verify/{code}",
    response={200: Verified, 429: Problem},
    exclude_none=True,
    tags=["verify"],
    operation_id="verify",
)
@where_received
def verify(request: HttpRequest, response: HttpResponse, code: str) -> dict[str, Any]:
    """What anyone may know of a permit, a letter of introduction or a letter of invitation whose code they hold.

    A code that was never given and one that cannot be a code get the same answer.
    """
    response["Cache-Control"] = "no-store"
    count(request, "look-up")
    found = verification.verify(code, clock.today(SERVED))
    if found is None:
        return {"state": "unknown"}
    said = {
        "state": found.state,
        "kind": found.kind,
        "number": found.number,
        "initials": found.initials,
    }
    if found.invitation:
        opened(found.invitation)
        return said | {
            "valid_from": found.invitation.issued_on,
            "valid_until": found.invitation.expires_on,
        }
    if found.introduction:
        return said | {
            "permit": found.introduction.kind,
            "valid_from": found.introduction.issued_on,
            "valid_until": found.introduction.expires_on,
        }
    if found.permit is None:
        return said
    return said | {
        "permit": found.permit.kind,
        "valid_from": found.permit.valid_from,
        "valid_until": found.permit.valid_until,
        "suspended_until": found.until,
        "province": found.permit.province or None,
        "conditions": [row[lang()] for row in found.permit.conditions],
    }


@v1.post(
    "assess",
    response={200: Answer, frozenset({400, 413, 422}): Problem},
    tags=["assess"],
    operation_id="assess",
    by_alias=True,
)
def assess(request: HttpRequest) -> HttpResponse:
    """What the rules say about a case: findings, documents, fees, biometrics, permits and cap.

    Nothing is stored. A fact that is left out is not known, and is never guessed.
    """
    programme, case = read_case(request.read(MOST_BYTES + 1), ALL)
    said = answer(programme, case, lang())
    return HttpResponse(write(said), content_type="application/json")


@v1.post(
    "payments/webhook",
    response={204: None, 400: Problem},
    tags=["payments"],
    operation_id="card_notice",
    openapi_extra={
        "parameters": [
            {
                "name": name,
                "in": "header",
                "required": True,
                "schema": {"type": "string"},
                "example": example,
            }
            for name, example in SIGNED.items()
        ],
        "requestBody": {
            "required": True,
            "content": {
                "application/json": {
                    "schema": {"type": "object"},
                    "example": {"type": "charge.paid", "charge": "charge-1"},
                }
            },
        },
    },
)
def webhook(request: HttpRequest) -> HttpResponse:
    """A notice from the card provider, signed as the Standard Webhooks say.

    A repeated one counts once, a forged one is refused.
    """
    payments.notice(request.body, request.headers)
    return HttpResponse(status=204)
