"""What an application takes on the disk: its rows in every table, and their share of the indexes.

`python -m bench size` prints it for one that was just received and for one that was approved.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402 (Django must stand first)
from django.db import connection  # noqa: E402
from django.db.models import Model  # noqa: E402

from impplus.records.models import Application, Intake, User  # noqa: E402

HEAD = 28  # bytes of a row's header and of its pointer in the page
ENTRY = 28  # bytes of a short key in an index, with its share of unused room
MANY = 1_000  # rows, below which the pages of an index are mostly empty
SHARED = (
    User,
    Intake,
)  # an application refers to them, or they to it, and neither is a part of the other


def paths() -> dict[type[Model], str]:
    """By which way each table's rows are found that belong to an application."""
    found: dict[type[Model], str] = {Application: "pk"}
    kinds = list(apps.get_app_config("records").get_models())
    while new := dict(_next(kinds, found)):
        found |= new
    return found


def _next(
    kinds: list[type[Model]], found: dict[type[Model], str]
) -> Iterator[tuple[type[Model], str]]:
    for kind in kinds:
        for field in kind._meta.concrete_fields:
            other: Any = field.related_model
            if kind not in found and other in found and kind not in SHARED:
                yield kind, field.name if found[other] == "pk" else f"{field.name}__{found[other]}"
                break


def sizes(application: Application) -> dict[str, tuple[int, float, float]]:
    """Of each table: rows of an application, their bytes, and the bytes of their entries in indexes."""
    taken = {}
    for kind, path in paths().items():
        keys = list(
            kind._default_manager.filter(**{path: application.pk}).values_list("pk", flat=True)
        )
        if keys:
            taken[kind.__name__] = (len(keys), _rows(kind, keys), len(keys) * _entries(kind))
    return taken


def _rows(kind: type[Model], keys: list[Any]) -> float:
    columns = " + ".join(
        f'coalesce(pg_column_size("{one.column}"), 0)' for one in kind._meta.concrete_fields
    )
    return _asked(
        f'SELECT sum({HEAD} + {columns}) FROM {kind._meta.db_table} WHERE "{kind._meta.pk.column}" = ANY(%s)',  # noqa: S608 - names of ours
        [keys],
    )


def _entries(kind: type[Model]) -> float:
    """The bytes that a row takes in all indexes of its table, on average; of a short table, by their number."""
    table = kind._meta.db_table
    indexes = _asked(f"SELECT count(*) FROM pg_index WHERE indrelid = '{table}'::regclass")  # noqa: S608 - a name of ours
    rows = _asked(f"SELECT count(*) FROM {table}")  # noqa: S608 - a name of ours
    if rows < MANY:
        return ENTRY * indexes
    return _asked(f"SELECT pg_indexes_size('{table}')") / rows


def _asked(sql: str, values: Sequence[list[Any]] = ()) -> float:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return float(cursor.fetchone()[0])


def main() -> None:
    """Prints one line of JSON."""
    received = Application.objects.filter(status="submitted").order_by("pk")
    approved = Application.objects.filter(status="approved").order_by("pk")
    print(json.dumps({one.status: sizes(one) for one in (received[0], approved[0])}))


if __name__ == "__main__":
    main()
