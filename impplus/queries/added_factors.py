"""A second factor that was added lately: by a link in the e-mail about it, its owner says that it was somebody else."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import signing
from django.urls import reverse

from impplus.queries import clock
from impplus.records.models import Message

# The kind of factor that a notice of queries/account_notices.py says was added.
ADDED = {
    "totp_activated": Authenticator.Type.TOTP,
    "webauthn_added": Authenticator.Type.WEBAUTHN,
}
_SALT = "impplus.added-factor"


def page_about(message: Message) -> str:
    """The page on which what a message says was added is removed, in the language that is active; nothing where it is gone."""
    of_account = Authenticator.objects.filter(
        user_id=message.account_id,
        type=ADDED[message.notice],
        created_at__lte=message.owed_at,
    )
    factor = of_account.order_by("-created_at").first()
    if factor is None:
        return ""
    return reverse("account_factor_undo", args=[signing.dumps(factor.pk, salt=_SALT)])


def added(token: str) -> Authenticator | None:
    """The factor of a link, for as long as a recovery would wait (RECOVERY_HOURS); None else."""
    since = clock.now() - timedelta(hours=settings.RECOVERY_HOURS)
    found: Authenticator | None = Authenticator.objects.filter(
        pk=_key(token), created_at__gt=since
    ).first()
    return found


def is_gone(token: str) -> bool:
    """Whether the factor of a link of ours is there no longer."""
    key = _key(token)
    return key is not None and not Authenticator.objects.filter(pk=key).exists()


def _key(token: str) -> int | None:
    try:
        return int(signing.loads(token, salt=_SALT))
    except signing.BadSignature:
        return None
