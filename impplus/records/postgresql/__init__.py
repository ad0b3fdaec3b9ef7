"""Django's PostgreSQL, with less work for each row and each request: the ENGINE of settings."""

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections


def asked(sql: str, values: Sequence[Any], using: str = DEFAULT_DB_ALIAS) -> list[tuple[Any, ...]]:
    """The rows of a statement that comes again, by this thread's connection (`DatabaseWrapper.asked`)."""
    ours: Any = connections[using]
    rows: list[tuple[Any, ...]] = ours.asked(sql, values)
    return rows


def asked_together(
    statements: Sequence[tuple[str, Sequence[Any]]],
) -> list[list[tuple[Any, ...]]]:
    """The same of several statements, none of which waits for what another one finds."""
    ours: Any = connections[DEFAULT_DB_ALIAS]
    rows: list[list[tuple[Any, ...]]] = ours.asked_together(statements)
    return rows
