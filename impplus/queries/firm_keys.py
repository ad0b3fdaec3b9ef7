"""Which key a firm's software called with, and whose keys somebody sees."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import QuerySet

from impplus.practice import access
from impplus.practice.models import FirmKey
from impplus.practice.routing import keeps_for_firms
from impplus.queries.refusals import Refusal
from impplus.records.models import User
from impplus.words.text import Text

MARK = "impk_"  # by which a program that looks for leaked keys knows one
LONGEST = 100


class KeyUnknown(Refusal):
    """No key was sent, or one that was never given, was revoked, or belongs to who has left: one answer for all."""

    status = 401
    text = Text(
        en="This key opens nothing: it was never given, or it was revoked. An owner or a lawyer of the firm makes a new one.",
        fr="Cette clé ne donne accès à rien\u00a0: elle n’a jamais été remise ou elle a été révoquée. Une ou un propriétaire ou une avocate ou un avocat du cabinet en crée une autre.",
    )


class KeyMayNot(Refusal):
    """The key was made for something else."""

    status = 403
    text = Text(
        en="This key may not do that. Make one that may, on the page of keys.",
        fr="Cette clé ne permet pas de faire cela. Créez-en une qui le permet à la page des clés.",
    )


@dataclass(frozen=True)
class Caller:
    """The key that was sent, and the account in whose name it calls."""

    key: FirmKey
    account: User

    def must(self, scope: str) -> User:
        """The account, where the key has this scope; else KeyMayNot."""
        if scope not in self.key.scopes:
            raise KeyMayNot
        return self.account


def caller_with(sent: str) -> Caller:
    """Who calls with a key; KeyUnknown where it is none, was revoked, or its account works on no files any more."""
    if not keeps_for_firms() or len(sent) > LONGEST:
        raise KeyUnknown
    digest = sha256(sent.encode()).hexdigest()
    key = FirmKey.objects.filter(digest=digest, status="active").first()
    account = User.objects.filter(pk=key.account, firm=key.firm).first() if key else None
    if key is None or account is None or not access.works_on_matters(account):
        raise KeyUnknown
    return Caller(key, account)


def keys_of(user: User) -> QuerySet[FirmKey]:
    """The keys that somebody may see and revoke: all of the firm's for an owner, one's own for a lawyer."""
    if not (access.works_on_matters(user) and access.role_of(user) in access.LAWYERS):
        return FirmKey.objects.none()
    given = FirmKey.objects.filter(firm=access.firm_of(user))
    return given if access.role_of(user) in access.TEAM else given.filter(account=user.pk)
