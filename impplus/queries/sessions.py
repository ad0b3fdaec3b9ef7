"""The open sessions of an account, as their owner sees them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from impplus.records.models import Session, User
from impplus.words.browsers import is_phone

# Under which key a session keeps what was typed as an earlier one ended, and whose it is.
KEPT = "typed_before"


@dataclass(frozen=True)
class OpenSession:
    """One session: `name` stands for its key, which opens it; `browser` is "" where it is not known."""

    name: str
    browser: str
    begun_at: datetime | None
    seen_at: datetime | None
    own: bool

    @property
    def phone(self) -> bool:
        """Whether it is used on a phone or a tablet."""
        return is_phone(self.browser)


def sessions_of(account: User, key: str | None) -> list[OpenSession]:
    """Those of an account, that with this key first, then the one used last."""
    found = Session.objects.filter(account=account, expire_date__gt=Now())
    rows = found.order_by("-seen_at").defer("session_data")
    made = [
        OpenSession(
            *(name_of(one.session_key), one.browser, one.begun_at, one.seen_at),
            own=one.session_key == key,
        )
        for one in rows
    ]
    return sorted(made, key=lambda one: not one.own)


def name_of(key: str) -> str:
    """What stands for a session's key on a page: nobody finds the key from it."""
    return salted_hmac("impplus.session", key, algorithm="sha256").hexdigest()[:32]


def account_of(key: str) -> int | None:
    """Whose session this key opened, until a day after it ended; None where that is not known."""
    found = Session.objects.filter(session_key=key) if key else Session.objects.none()
    return found.values_list("account_id", flat=True).first()


def was_ended_elsewhere(key: str) -> bool:
    """Whether the session of a key was ended from another one, or by a new password: what it held went at once."""
    return Session.objects.filter(session_key=key, session_data="", account__isnull=False).exists()


def goes_on(key: str) -> bool:
    """Whether the session of a key is there and has not ended."""
    return Session.objects.filter(session_key=key, expire_date__gt=Now()).exists()
