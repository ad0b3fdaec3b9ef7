"""Calendar feeds: a private address for one colleague, shown once, and revoked at any time."""

import secrets
from hashlib import sha256

from django.db import transaction

from impplus.actions import moves
from impplus.practice import access
from impplus.practice.models import Feed
from impplus.practice.routing import FIRM
from impplus.queries.refusals import NotYours
from impplus.records.models import User


def give(*, language: str, by: User) -> str:
    """Make a feed of somebody's own matters, which ends the one before; the secret of its address, kept nowhere."""
    if not access.works_on_matters(by):
        raise NotYours
    secret = secrets.token_urlsafe(32)
    with transaction.atomic(using=FIRM):
        revoke(by=by)
        made = Feed(firm=access.firm_of(by), account=by.pk, language=language, demo=by.demo)
        made.digest = sha256(secret.encode()).hexdigest()
        moves.move_at_firm(made, "give", by=by)
    return secret


def revoke(*, by: User) -> None:
    """End somebody's feed, where there is one: its address leads nowhere from now on."""
    for one in Feed.objects.filter(account=by.pk, status="active"):
        moves.move_at_firm(one, "revoke", by=by)
