"""What one submission writes, as plain SQL: taken from one that was just received, so it is what is written today."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Max, Model

DRAFT = ":draft"  # stands among the values for the key of the application that is received
OWN = ("application_id", "about")  # the columns that name it
LOCK = "SELECT 1 FROM records_application WHERE id = %s FOR UPDATE"
MOVE = """
    UPDATE records_application SET status = 'submitted', changed_at = now(), received_at = now()
     WHERE id = %s
"""
PLACE = """
    UPDATE records_place SET application_id = %s WHERE id = (
        SELECT id FROM records_place WHERE intake_id = %s AND application_id IS NULL
         ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED)
"""
type Write = tuple[str, list[str | None]]


def writes_of(submit: Callable[[], object], draft: int, intake: int) -> list[Write]:
    """The statements of one transaction that writes what `submit` writes: one INSERT for each table."""
    kinds = list(apps.get_app_config("records").get_models())
    known = {kind: _newest(kind) for kind in kinds}
    submit()
    new = [(kind, known[kind]) for kind in kinds if _newest(kind) > known[kind]]
    inserts = [_insert(kind, key, str(draft)) for kind, key in new]
    return [(LOCK, [DRAFT]), *inserts, (MOVE, [DRAFT]), (PLACE, [DRAFT, str(intake)])]


def valued(values: list[str | None], draft: int) -> list[Any]:
    """The values of a statement for one draft."""
    return [draft if one == DRAFT else one for one in values]


def _newest(kind: type[Model]) -> int:
    return kind._default_manager.aggregate(newest=Max("pk"))["newest"] or 0


def _insert(kind: type[Model], after: int, draft: str) -> Write:
    """The rows of a table beyond a key, each value as PostgreSQL writes it."""
    columns = [one.column for one in kind._meta.concrete_fields if not one.primary_key]
    table, named = kind._meta.db_table, ", ".join(f'"{one}"' for one in columns)
    read = ", ".join(f'"{one}"::text' for one in columns)
    key = kind._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {read} FROM {table} WHERE "{key}" > %s ORDER BY "{key}"', [after])  # noqa: S608 - names of ours
        rows = cursor.fetchall()
    marks = ", ".join([f"({', '.join(['%s'] * len(columns))})"] * len(rows))
    values = [
        DRAFT if column in OWN and value == draft else value
        for row in rows
        for column, value in zip(columns, row, strict=True)
    ]
    return f"INSERT INTO {table} ({named}) VALUES {marks}", values  # noqa: S608 - names of ours
