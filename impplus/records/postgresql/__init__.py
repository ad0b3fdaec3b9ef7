"""Django's PostgreSQL, with less work for each row and each request: the ENGINE of settings."""

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


def asked(sql: str, values: Sequence[Any], using: str = DEFAULT_DB_ALIAS) -> list[tuple[Any, ...]]:
    """The rows of a statement that comes again, by this thread's connection (`DatabaseWrapper.asked`)."""
    ours: Any = connections[using]
    rows: list[tuple[Any, ...]] = ours.asked(sql, values)
    return rows
