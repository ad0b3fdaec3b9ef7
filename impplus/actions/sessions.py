"""Sessions: seen again, and ended by whoever they belong to or by the day."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Least, Now

from impplus.actions.machine import seconds
from impplus.queries.sessions import name_of
from impplus.records.models import Session, User

# A session that is used is written anew as seldom as this: no page pays for a write each time.
SEEN_EVERY = timedelta(minutes=5)


def end_of(begun: Any) -> Any:
    """When a session ends that is used now: an expression, of one that began at an instant or a column."""
    unused = Now() + timedelta(minutes=settings.SESSION_MINUTES)
    return Least(unused, begun + timedelta(hours=settings.SESSION_HOURS))


def is_due(session: Session) -> bool:
    """Whether a session was last seen so long ago that it is to be written again; never one of an older version."""
    seen = session.seen_at
    return seen is not None and seen.timestamp() + SEEN_EVERY.total_seconds() < seconds()


def see(key: str) -> datetime | None:
    """Remember that a session is used now, so that it goes on; when it ends."""
    found = Session.objects.filter(session_key=key, begun_at__isnull=False, expire_date__gt=Now())
    found.update(seen_at=Now(), expire_date=end_of(F("begun_at")))
    return found.values_list("expire_date", flat=True).first()


def prolong(key: str) -> int:
    """Let a session go on from now, where its last hour has not come; in how many seconds it ends."""
    see(key)
    left = Session.objects.filter(session_key=key).annotate(left=F("expire_date") - Now())
    found: timedelta | None = left.values_list("left", flat=True).first()
    return max(0, int(found.total_seconds())) if found else 0


def end(account: User, name: str) -> bool:
    """End the session of an account that has this name (queries/sessions.py); whether there is one."""
    keys = _open(account).values_list("session_key", flat=True)
    key = next((one for one in keys if name_of(one) == name), None)
    return key is not None and _ended(_open(account).filter(session_key=key)) == 1


def end_others(account: User, *, but: str | None) -> int:
    """End every session of an account but the one with this key; how many."""
    return _ended(_open(account).exclude(session_key=but or ""))


def forget() -> None:
    """Delete the sessions that ended a day ago, by the machine's time: until then what was typed in one is given back."""
    Session.objects.filter(expire_date__lt=Now() - timedelta(days=1)).delete()


def _open(account: User) -> Any:
    return Session.objects.filter(account=account, expire_date__gt=Now())


def _ended(found: Any) -> int:
    """What a session held goes at once; its row says until the next day whose it was."""
    return int(found.update(expire_date=Now(), session_data=""))
