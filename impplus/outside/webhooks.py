"""Notices from other systems, signed as the Standard Webhooks say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError


class Forged(Exception):
    """The notice was not signed by its sender just now."""


@dataclass(frozen=True)
class Notice:
    """A genuine notice; the id is the same when it comes again."""

    id: str
    content: Any


def read(body: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> Notice:
    """The notice, if one of the secrets signed these bytes at most 5 minutes ago; raises Forged.

    Two secrets are there while one replaces the other; none at all raises ValueError.
    """
    if not secrets:
        raise ValueError("No secret is set: nobody's notice could be told from a forged one.")
    named = {name.lower(): text for name, text in headers.items()}
    for known in map(Webhook, secrets):
        try:
            content = known.verify(body, named)
        # The library raises these for headers or bytes that are no notice at all, or one too deep.
        except (WebhookVerificationError, ValueError, RecursionError):
            continue
        return Notice(named["webhook-id"], content)
    raise Forged
