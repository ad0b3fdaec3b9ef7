"""Rows written by plain SQL: new ones in one statement whatever their tables, and changed ones."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

from django.db import connection, router
from django.db.models import BigIntegerField, Field, Func, JSONField, Model
from django.db.models.expressions import DatabaseDefault

from impplus.records.postgresql import asked
from impplus.rules.canonical import canonical, is_written

# What the driver is given as it is; a number is first told its width by its field.
AS_THEY_ARE = frozenset({str, bytes, bool, date, datetime, type(None)})


class NextKey(Func):
    """The key of a row that is still to be written, so that others can name it beforehand."""

    arity = 0
    output_field = BigIntegerField()

    def __init__(self, kind: type[Model]) -> None:
        super().__init__(template=_NEXT.format(kind._meta.db_table, kind._meta.pk.column))


_NEXT = "nextval(pg_get_serial_sequence('{}', '{}'))"


def next_key(kind: type[Model]) -> int:
    """The same, at once."""
    drawn = f"SELECT {_NEXT.format(kind._meta.db_table, kind._meta.pk.column)}"
    ((key,),) = asked(drawn, (), using=router.db_for_write(kind))
    return int(key)


def insert[M: Model](first: M, *others: Model) -> M:
    """Write new rows in the order given; each knows its key afterwards. Gives back the first.

    A column whose value the database gives is read when it is asked for, and so is JSON that was given
    as it is written. No row may name the key of another that is written with it, and all lie in one database.
    """
    rows: tuple[Model, ...] = (first, *others)
    using = router.db_for_write(type(first))
    _stand(rows, _keys(*_insertions(rows), using), using)
    return first


def _keys(parts: Sequence[str], params: Sequence[Any], using: str) -> list[int]:
    """What a statement of these parts gives back, each the keys of its rows."""
    return [key for (key,) in asked(_together(tuple(parts)), params, using)]


def _insertions(rows: Sequence[Model]) -> tuple[list[str], list[Any]]:
    """The parts of a statement that write new rows, and their values."""
    parts, params = list[str](), list[Any]()
    for (kind, *fields), group in groupby(rows, key=_kind_and_fields):
        alike = list(group)
        parts.append(_inserting(kind, *fields, rows=len(alike)))
        params += [_value(one, row) for row in alike for one in fields]
    return parts, params


def _stand(rows: Sequence[Any], keys: Sequence[int], using: str) -> None:
    """Tell rows that they are written, under these keys."""
    for row, key in zip(rows, keys, strict=True):
        for name in [name for name, value in row.__dict__.items() if is_written(value)]:
            del row.__dict__[name]
        row.pk = key
        row._state.adding, row._state.db = False, using


def _kind_and_fields(row: Model) -> tuple[Any, ...]:
    """The kind of a row, and the fields whose values it brings."""
    return type(row), *(one for one in row._meta.concrete_fields if not _is_given(one, row))


@lru_cache
def _inserting(kind: type[Model], *fields: "Field[Any, Any]", rows: int) -> str:
    """What writes so many rows of a kind, with a value for each of these fields."""
    named = ", ".join(f'"{one.column}"' for one in fields)
    values = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * rows)
    table, key = kind._meta.db_table, kind._meta.pk.column
    return f'INSERT INTO "{table}" ({named}) VALUES {values} RETURNING "{key}"'  # noqa: S608 - names of ours


def change(
    record: Model,
    changes: Mapping[str, Any],
    *,
    where: Mapping[str, Collection[Any]],
    beside: Sequence[Model] = (),
) -> bool:
    """Change fields of a row, if others are still one of these values; whether it was so.

    A change that is an expression of the database's own (its instant) is read when it is asked for.
    New rows `beside` are written by the same statement, as `insert` does, and also where nothing was
    changed: then the caller must take back the transaction.
    """
    model: Any = type(record)
    field, key = model._meta.get_field, model._meta.pk.column
    sets, params = list[str](), list[Any]()
    for name, value in changes.items():
        written = value.as_sql(None, connection)[0] if _is_own(value) else "%s"
        sets.append(f'"{field(name).column}" = {written}')
        params += [] if _is_own(value) else [_prepared(field(name), value)]
    tests = [f'"{key}" = %s', *(_one_of(field(name).column, len(where[name])) for name in where)]
    params += [record.pk, *(_prepared(field(name), one) for name in where for one in where[name])]
    changing = (
        f'UPDATE "{model._meta.db_table}" SET {", ".join(sets)}'  # noqa: S608 - names of ours
        f' WHERE {" AND ".join(tests)} RETURNING "{key}"'
    )
    inserting, values = _insertions(beside)
    using = router.db_for_write(model)
    keys = _keys([changing, *inserting], [*params, *values], using)
    if len(keys) == len(beside):
        return False
    _stand(beside, keys[1:], using)
    for name, value in changes.items():
        if _is_own(value):
            record.__dict__.pop(name, None)
        else:
            setattr(record, name, value)
    return True


def _is_own(value: Any) -> bool:
    return hasattr(value, "resolve_expression")


def _one_of(column: str, values: int) -> str:
    return f'"{column}" IN ({", ".join(["%s"] * values)})'


@lru_cache
def _together(parts: tuple[str, ...]) -> str:
    """One statement of these parts, whose rows come in their order."""
    if len(parts) == 1:
        return parts[0]
    named = ", ".join(f"part{n} AS ({part})" for n, part in enumerate(parts))
    keys = " UNION ALL ".join(f"TABLE part{n}" for n in range(len(parts)))
    return f"WITH {named} {keys}"


def _is_given(field: "Field[Any, Any]", row: Model) -> bool:
    """Whether the database gives the value, NULL among them; then the row forgets its stand-in.

    The driver works a statement of over fifty values out anew each time.
    """
    value = getattr(row, field.attname)
    if isinstance(value, DatabaseDefault):
        del row.__dict__[field.attname]
        return True
    return value is None and (field.primary_key or not field.has_db_default())


def _value(field: "Field[Any, Any]", row: Model) -> Any:
    return _prepared(field, field.pre_save(row, add=True))


def _prepared(field: "Field[Any, Any]", value: Any) -> Any:
    value = getattr(value, "pk", value)
    if isinstance(field, JSONField) and value is not None:
        return canonical(field.get_prep_value(value)).decode()
    if type(value) in AS_THEY_ARE:
        return value
    return field.get_db_prep_save(value, connection)
