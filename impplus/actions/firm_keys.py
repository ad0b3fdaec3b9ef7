"""Keys of a firm's software: made by a lawyer for what that lawyer sees, shown once, and revoked at any time."""

import secrets
from collections.abc import Sequence
from hashlib import sha256

from impplus.actions import moves
from impplus.practice import access
from impplus.practice.firm_key import SCOPES
from impplus.practice.models import FirmKey
from impplus.queries.firm_keys import MARK, keys_of
from impplus.queries.refusals import NotUnderstood, NotYours
from impplus.records.models import User
from impplus.words.text import Text

MOST = 20


def give(name: str, scopes: Sequence[str], *, by: User) -> str:
    """Make a key under a name, for some of SCOPES; the key itself, kept nowhere. Lawyers and owners alone."""
    if not (access.works_on_matters(by) and access.role_of(by) in access.LAWYERS):
        raise NotYours
    if not name.strip() or not scopes or not set(scopes) <= set(SCOPES):
        raise NotUnderstood(_NAMED)
    if FirmKey.objects.filter(firm=access.firm_of(by), status="active").count() >= MOST:
        raise NotUnderstood(_TOO_MANY)
    key = MARK + secrets.token_urlsafe(32)
    made = FirmKey(firm=access.firm_of(by), account=by.pk, name=name.strip(), demo=by.demo)
    made.digest, made.scopes = sha256(key.encode()).hexdigest(), [*scopes]
    moves.move_at_firm(made, "give", by=by, detail={"scopes": made.scopes})
    return key


def revoke(key: FirmKey, *, by: User) -> None:
    """End a key: from the next call on it opens nothing. One's own, or any of the firm's for an owner."""
    if not keys_of(by).filter(pk=key.pk).exists():
        raise NotYours
    moves.move_at_firm(key, "revoke", by=by)


_NAMED = Text(
    en="Enter a name for the key, and choose what it may do.",
    fr="Inscrivez un nom pour la clé et choisissez ce qu’elle permet de faire.",
)
_TOO_MANY = Text(
    en=f"The firm has {MOST} keys already. Revoke one that nobody uses any more.",
    fr=f"Le cabinet a déjà {MOST} clés. Révoquez-en une qui ne sert plus.",
)
