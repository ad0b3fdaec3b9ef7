"""Who is signed in: the session and its account, each read by a prepared query.

Settings name both: SESSION_ENGINE this module, AUTHENTICATION_BACKENDS the class.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.db.models.functions import Now

from impplus.records.models import User
from impplus.records.prepared import only, prepared


@prepared
def _session(key: str) -> QuerySet[Session]:
    # A session ends by the machine's time, whatever the clock of invented people says.
    return Session.objects.filter(session_key=key, expire_date__gt=Now())


@prepared
def _account(key: int) -> QuerySet[User]:
    return User.objects.filter(pk=key)


class SessionStore(db.SessionStore):
    """Django's sessions in the database."""

    def _get_session_from_db(self) -> Session | None:
        found = only(_session(self.session_key or ""))
        if found is None:
            self._session_key = None
        return found


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's accounts."""

    def get_user(self, user_id: Any) -> User | None:
        """The account of a session, unless it was closed."""
        user = only(_account(user_id))
        return user if user and self.user_can_authenticate(user) else None
