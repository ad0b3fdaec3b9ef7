"""For how long somebody stays signed in, as pages and their scripts say it."""

from datetime import datetime

from django.http import HttpRequest

from impplus.actions.machine import seconds


def seconds_left(request: HttpRequest) -> int:
    """Until the session ends; 0 where nobody is signed in."""
    ends: datetime | None = getattr(request.session, "ends_at", None)
    return max(0, int(ends.timestamp() - seconds())) if ends else 0
