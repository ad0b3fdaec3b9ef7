"""Django's PostgreSQL, with less work for each row and each request: the ENGINE of settings."""

from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper


def cursor_for(sql: str) -> CursorWrapper:
    """The cursor that this thread's connection keeps for a statement (`DatabaseWrapper.cursor_for`)."""
    ours: Any = connection
    kept: CursorWrapper = ours.cursor_for(sql)
    return kept
