"""How often the same visitor may try: counted for all processes together, in the database."""

import logging

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from impplus.queries.refusals import TooOften

log = logging.getLogger(__name__)

# How many, in what time, for whom. TooOften says to wait a minute: no time is longer.
LIMITS = {
    "look-up": "30/m/ip",
    "letter-code": "10/m/user,60/m/ip",
    "recovery": "5/m/ip",
    "own-part": "10/m/user,60/m/ip",
    "own-part-link": "5/m/user",
}


def count(request: HttpRequest, what: str) -> None:
    """Count one more attempt; TooOften where LIMITS does not allow it."""
    allowed = ratelimit.consume(request, app=__name__, action=what, config=LIMITS, limit_get=True)
    if not allowed:
        raise TooOften


def wrong(what: str) -> None:
    """Log that what was typed is not accepted, so that guessing is seen; nobody and nothing typed is named."""
    log.warning("an attempt was not accepted", extra={"facts": {"attempt": what}})
