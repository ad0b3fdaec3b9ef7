"""Attempts at what can be guessed: each counts as a failure until it is known to have succeeded, and later ones wait."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from django.db import connection
from django.db.models import F
from django.db.models.functions import Greatest, Now
from django.utils.crypto import salted_hmac

from impplus.queries.refusals import TooManyAttempts
from impplus.records.models import Attempt


@dataclass(frozen=True)
class Limit:
    """How many failures wait for nothing, and in how many seconds one of them is forgiven."""

    free: int
    forgiven: int


# Of one account from one network, of one account from everywhere, of one network at all accounts, and of a device on
# which the account was opened before: that is counted by itself, so that nobody who guesses elsewhere makes it wait.
PAIR, ACCOUNT, NETWORK, DEVICE = Limit(5, 900), Limit(20, 1800), Limit(30, 6), Limit(10, 900)
SHORTEST, LONGEST = 60, 900  # seconds to wait: twice as long after each further failure

# Keys are counted in one order, so that no two statements wait for each other.
_COUNT = f"""
    WITH asked AS (
        SELECT key, free, forgiven, statement_timestamp() AS at
          FROM unnest(%(keys)s::text[], %(free)s::float8[], %(forgiven)s::float8[])
               AS one (key, free, forgiven)
    ), waits AS (
        SELECT max(free_at) AS until FROM records_attempt JOIN asked USING (key) WHERE free_at > at
    ), counted AS (
        INSERT INTO records_attempt AS known (key, failures, failed_at, free_at, expires_at)
        SELECT key, 1, at, at, at + make_interval(secs => forgiven)
          FROM asked, waits WHERE until IS NULL ORDER BY key
        ON CONFLICT (key) DO UPDATE SET (failures, failed_at, free_at, expires_at) = (
            SELECT failed, at,
                   at + make_interval(secs => CASE WHEN ceil(failed - 0.01) < free THEN 0 ELSE
                       least({LONGEST}, {SHORTEST} * 2 ^ least(ceil(failed - 0.01) - free, 10)) END),
                   at + make_interval(secs => failed * forgiven)
              FROM (
                SELECT free, forgiven, at, 1 + greatest(
                    0, known.failures - extract(epoch FROM at - known.failed_at)::float8 / forgiven
                ) AS failed FROM asked WHERE asked.key = known.key
              ) AS level
        )
        WHERE known.free_at <= greatest(known.failed_at, excluded.failed_at)
        RETURNING key
    )
    SELECT (SELECT count(*) FROM counted), extract(epoch FROM until - statement_timestamp())::float8
      FROM waits
"""  # noqa: S608 - numbers of ours


@dataclass(frozen=True)
class OpenAttempt:
    """An attempt that is counted: under which key of its own, and under which it shares with others."""

    own: str
    shared: tuple[str, ...] = ()


def begin(what: str, *, account: str, network: str, device: str = "") -> OpenAttempt:
    """Count an attempt before anybody looks at what was typed; TooManyAttempts where it has to wait, and is not counted.

    `account` is what is guessed at, whether there is such a one or not. `device` names one on which it was opened
    before (actions/devices.py). It is one statement, which stands by itself: call it outside of a transaction.
    """
    account = normalize("NFKC", account.strip()).casefold()
    if device:
        begun = OpenAttempt(_key(what, "device", account, device))
        limits = {begun.own: DEVICE}
    else:
        shared = {_key(what, "account", account): ACCOUNT, _key(what, "network", network): NETWORK}
        begun = OpenAttempt(_key(what, "pair", account, network), tuple(shared))
        limits = {begun.own: PAIR} | shared
    _count(limits)
    return begun


def fail(what: str, *, account: str, limit: Limit) -> None:
    """Count a failure that is known only afterwards; it may be in a transaction. What is refused meanwhile is not counted."""
    with suppress(TooManyAttempts):
        _count({_key(what, "account", account): limit})


def seconds_to_wait(what: str, *, account: str) -> float:
    """How long an account waits before the next attempt, of what is counted by `fail`; 0 where it need not."""
    waits = Attempt.objects.filter(key=_key(what, "account", account), free_at__gt=Now())
    left = waits.values_list(F("free_at") - Now(), flat=True).first()
    return left.total_seconds() if left else 0.0


def _count(limits: dict[str, Limit]) -> None:
    asked: dict[str, Any] = {
        "keys": list(limits),
        "free": [float(one.free) for one in limits.values()],
        "forgiven": [float(one.forgiven) for one in limits.values()],
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, asked)
        counted, seconds = cursor.fetchone()
    if counted < len(limits):  # others were counted at this moment, where no wait is known yet
        raise TooManyAttempts(seconds or SHORTEST)


def forgive(begun: OpenAttempt) -> None:
    """An attempt succeeded: it was no failure, and those before it from the same place are forgotten."""
    for key in begun.shared:
        fewer = Greatest(F("failures") - 1.0, 0.0)
        Attempt.objects.filter(key=key).update(failures=fewer, free_at=F("failed_at"))
    Attempt.objects.filter(key=begun.own).delete()


def forget() -> None:
    """Remove what says nothing any more; nothing else is ever removed, however much there is."""
    Attempt.objects.filter(expires_at__lt=Now()).delete()


def _key(*parts: str) -> str:
    """Under what something is counted: of no use to whoever reads the table."""
    return salted_hmac("impplus.attempts", "\n".join(parts), algorithm="sha256").hexdigest()
