"""Who is signed in: the session and its account, read together by a prepared query.

Settings name both: SESSION_ENGINE this module, AUTHENTICATION_BACKENDS the class. Django asks for the session first
and then, knowing no more than a key, for its account; the one that was read beside it is kept for that question.
"""

from contextvars import ContextVar
from functools import lru_cache
from typing import Any, cast

import orjson
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.core import signing
from django.db.models import QuerySet, Value
from django.db.models.functions import Now
from django.http import HttpRequest
from django.utils.functional import LazyObject

from impplus.actions import sessions
from impplus.queries.sessions import goes_on
from impplus.records import clock
from impplus.records.models import Session, User
from impplus.records.prepared import only, prepared

type Account = User | AnonymousUser

_beside: ContextVar[User | None] = ContextVar("_beside", default=None)


def account_in(request: HttpRequest) -> Account:
    """Who is signed in, or nobody: itself, and not the proxy of Django's that reads it when it is first asked."""
    return get_user(request) if isinstance(request.user, LazyObject) else request.user


@prepared
def _session(key: str) -> QuerySet[Session]:
    # A session ends by the machine's time, whatever the clock of invented people says.
    chosen = Session.objects.filter(session_key=key, expire_date__gt=Now())
    return chosen.select_related("account").annotate(read_at=clock.Now())


@prepared
def _account(key: int) -> QuerySet[User]:
    return User.objects.filter(pk=key)


class _AsSigned:
    """JSON as it was signed."""

    def dumps(self, obj: bytes) -> bytes:
        return obj

    def loads(self, data: bytes) -> bytes:
        return data


@lru_cache(maxsize=1024)
def _checked(signed: str, salt: str) -> bytes:
    """The JSON of a session; BadSignature where somebody else wrote it."""
    return cast(bytes, signing.loads(signed, salt=salt, serializer=_AsSigned))


class SessionStore(db.SessionStore):
    """Django's sessions in the database, in a table of ours.

    One in which somebody is signed in ends SESSION_MINUTES after it was last used, and SESSION_HOURS after
    it began, whatever comes first; `ends_at` is when, as far as is known, and `browser` what it is used with.
    """

    browser = ""
    read_key: str | None = ""
    begun_at: Any = None
    ends_at: Any = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Whose rows they are."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to save, which names the account that is signed in; one that was ended meanwhile stays ended."""
        if self.session_key == self.read_key and not goes_on(str(self.session_key)):
            raise UpdateError
        made = cast(Session, super().create_model_instance(data))
        made.account_id = data.get(SESSION_KEY)
        if made.account_id:
            made.begun_at, made.seen_at = self.begun_at or Now(), Now()
            made.expire_date = sessions.end_of(Value(self.begun_at) if self.begun_at else Now())
            made.browser = self.browser
        return made

    def decode(self, session_data: str | bytes) -> dict[str, Any]:
        """What a session holds: its signature is checked once, and not at each request that it serves."""
        try:
            return cast(dict[str, Any], orjson.loads(_checked(str(session_data), self.key_salt)))
        except signing.BadSignature:
            return super().decode(session_data)

    def flush(self) -> None:
        """Forget everything, and when it began."""
        super().flush()
        self.begun_at, self.browser = None, ""

    def _get_session_from_db(self) -> Session | None:
        found = only(_session(self.session_key or ""))
        _beside.set(found.account if found else None)
        if found is None:
            self._session_key = None
            return None
        if found.account:
            found.account.read_at = found.read_at  # type: ignore[attr-defined]
        self.read_key = found.session_key
        self.begun_at, self.browser, self.ends_at = found.begun_at, found.browser, found.expire_date
        if sessions.is_due(found):
            self.ends_at = sessions.see(found.session_key)
        return found


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's accounts."""

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        """As allauth's, by one query whether an account has the address or not: else the time of the answer tells.

        Every account has its address in allauth's table; where somebody has confirmed it, nobody else's counts.
        """
        found = list(EmailAddress.objects.filter(email=email.lower()).select_related("user"))
        confirmed = [one for one in found if one.verified] or found
        users = (one.user for one in confirmed)
        return next((one for one in users if self._check_password(one, password)), None)

    def get_user(self, user_id: Any) -> User | None:
        """The account of a session, unless it was closed."""
        user = _beside.get()
        _beside.set(None)  # the next who asks wants it as it is then
        if user is None or user.pk != user_id:
            user = only(_account(user_id))
        return user if user and self.user_can_authenticate(user) else None
