"""How often the same visitor may try: counted for all processes together, in the database."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from allauth.core.internal import ratelimit
from django.http import HttpRequest

from impplus.actions import attempts, guess_counts
from impplus.queries.refusals import Refusal, TooManyAttempts, TooOften
from impplus.web.evenly import AS_LONG, wait_until

log = logging.getLogger(__name__)

# How many, in what time, for whom. TooOften says to wait a minute: no time of what `count` counts is longer.
LIMITS = {
    "look-up": "30/m/ip",
    "recovery": "5/m/ip",
    "own-part-link": "5/m/user",
    "enquiry": "10/m/ip",
    "enquiry-from-site": "5/m/ip",
    "firm-key": "120/m/key",
    "firm-key-wrong": "30/m/ip",
}
# Whoever asks whether one more is `allowed` says how long to wait: what an account may have texted in a day; what a network may send, and beyond; less under one address, and where
# a firm is flooded.
LONGER = {
    "text-code": "5/d/user",
    "text-code-of-a-number": "5/d/key",
    "text-code-of-a-network": "60/d/ip",
    "enquiry-of-an-address": "10/d/key",
    "enquiry-beyond-of-an-address": "1/h/key",
    "enquiry-of-a-day": "60/d/ip",
    "enquiry-beyond": "1/5m/ip",
    "enquiry-in-a-flood": "3/d/ip",
    "enquiry-beyond-in-a-flood": "1/h/ip",
}


def count(request: HttpRequest, what: str, *, key: str | None = None) -> None:
    """Count one more attempt, of a `key` where LIMITS counts by one; TooOften where LIMITS does not allow it."""
    if not allowed(request, what, key=key):
        guess_counts.count_waited(what)
        raise TooOften


def allowed(request: HttpRequest, what: str, *, key: str | None = None) -> bool:
    """Whether LIMITS or LONGER allows one more attempt, which is counted then."""
    how = {"config": LIMITS | LONGER, "key": key, "limit_get": True}
    return bool(ratelimit.consume(request, app=__name__, action=what, **how))


@contextmanager
def guessed(request: HttpRequest, what: str, code: str, *, wrong: type[Refusal]) -> Iterator[None]:
    """Count what is done within as a guess at a code until it is known to be none; TooManyAttempts where it has to wait.

    Failures are counted of the account that guesses, where there is one, and of the code that is guessed at, of each network and of all
    together. What is `wrong` is logged without a name, and answered AS_LONG after it came, whatever was wrong with it.
    """
    came, network = time.monotonic(), network_of(request)
    counted = [(what, str(request.user.pk))] if request.user.is_authenticated else []
    counted.append((f"{what}, of one", code))
    try:
        begun = [attempts.begin(kind, account=of, network=network) for kind, of in counted]
    except TooManyAttempts:
        guess_counts.count_waited(what)
        raise
    try:
        yield
    except wrong:
        guess_counts.count_wrong(what)
        log.warning("an attempt was not accepted", extra={"facts": {"attempt": what}})
        wait_until(came + AS_LONG)
        raise
    except Refusal:
        _forgive(begun)
        raise
    _forgive(begun)


def network_of(request: HttpRequest) -> str:
    """The address from which a visitor comes, as all of these are counted."""
    return str(ratelimit.get_ip(request))


def _forgive(begun: list[attempts.OpenAttempt]) -> None:
    for one in begun:
        attempts.forgive(one)
