"""What a firm's own software asks with a key: which files are ready, and that a client be asked to sign one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from ninja.security import HttpBearer

from impplus.actions import asked_signatures
from impplus.api.examples import REPEAT
from impplus.api.firm_shapes import After, Asked, ClientFiles
from impplus.api.shapes import Problem
from impplus.practice.firm_key import ASKS, READS
from impplus.queries.firm_keys import Caller, KeyUnknown, caller_with
from impplus.queries.ready_clients import ClientChecked, checked, drafts_of
from impplus.queries.refusals import NotYours
from impplus.web.attempts import count
from impplus.web.language import lang

ON_A_PAGE = 50
REFUSED = frozenset({401, 403, 429})


class FirmBearer(HttpBearer):
    """`Authorization: Bearer` and the key; each key is counted by itself, and what is no key by its network."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller:
        """Who calls. Raises KeyUnknown or TooOften."""
        try:
            caller = caller_with(token)
        except KeyUnknown:
            count(request, "firm-key-wrong")
            raise
        count(request, "firm-key", key=str(caller.key.pk))
        return caller


firm = Router(auth=FirmBearer(), tags=["firm"])


@firm.get("clients", response={200: ClientFiles, REFUSED: Problem}, operation_id="firm_clients")
def clients(request: Any, response: HttpResponse, asked: Query[After]) -> dict[str, Any]:
    """A dry run over the files in preparation that the key's account sees: what each lacks today. Nothing is stored.

    50 by number; with `number`, that file alone, or none. The key needs the scope `read`.
    """
    response["Cache-Control"] = "no-store"
    user = request.auth.must(READS)
    drafts = drafts_of(user, after=asked.after)
    if asked.number:
        drafts = drafts.filter(number=asked.number)
    numbers = list(drafts.values_list("number", flat=True)[: ON_A_PAGE + 1])
    shown = numbers[:ON_A_PAGE]
    return {
        "clients": [_said(one) for one in checked(user, shown)],
        "next": shown[-1] if len(numbers) > ON_A_PAGE else None,
    }


def _said(one: ClientChecked) -> dict[str, Any]:
    gaps = [{"kind": gap.kind, "text": gap.text.say(lang())} for gap in one.gaps]
    return {"number": one.number, "ready": one.ready, "paid": not one.unpaid, "gaps": gaps}


@firm.post(
    "clients/{number}/ask-to-sign",
    response={200: Asked, REFUSED | {404, 409, 422}: Problem},
    operation_id="firm_ask",
    openapi_extra={
        "parameters": [
            {
                "name": "Idempotency-Key",
                "in": "header",
                "required": True,
                "schema": {"type": "string", "maxLength": asked_signatures.LONGEST_REPEAT},
                "example": REPEAT,
            }
        ]
    },
)
def ask(request: Any, number: str) -> dict[str, Any]:
    """Ask the client of a file that is ready to pay, sign and submit it. Nothing is submitted and no place is taken by this call.

    The client alone signs, in an account of their own; applications are received in the order in which clients submit them. A client is
    asked once a day. The same Idempotency-Key again gives the same answer. The key needs the scope `ask`.
    """
    user = request.auth.must(ASKS)
    if len(number) > 20 or "\x00" in number:
        raise NotYours
    made = asked_signatures.ask(number, repeat=request.headers.get("Idempotency-Key", ""), by=user)
    return {"number": made.number, "asked_on": made.asked_on, "asked_at": made.asked_at}
