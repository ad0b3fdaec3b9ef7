"""Queries compiled once and asked again with other values: Django would write their SQL anew each time.

A queryset is built with stand-ins for its values, so what is kept holds nobody's. It depends on the
function that builds it, on the role of a user, and on whatever else decides which SQL is written.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache, partial, wraps
from typing import Any

import orjson
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import JSONField, Model, Prefetch, QuerySet
from django.db.models.query import get_related_populators

from impplus.records.postgresql import asked, asked_together
from impplus.records.user import User

KEPT = 512  # shapes of one query
VALUES = (int, str, date)
_FILLED = "_prefetched_objects_cache"  # where Django looks for what was read beforehand
type Shape = tuple[Any, ...]
type Statement[M: Model] = tuple[_Compiled[M], list[Any]]  # and the values with which it is asked


def prepared[**P, M: Model](build: Callable[P, QuerySet[M]]) -> Callable[P, list[M]]:
    """The rows of the queryset that a function builds, whose SQL is written once.

    Numbers, texts, days and instants among the arguments are values, and may only be compared with
    columns (ValueError else); of a user, the role counts and the keys are values. Anything else is a
    part of the query.
    """

    @lru_cache(maxsize=KEPT)
    def compiled(shape: Shape) -> _Compiled[M]:
        return _Compiled(build, shape)

    def statement(*arguments: Any) -> Statement[M]:
        shape = tuple(_shape(one) for one in arguments)
        return compiled(shape), [value for one in arguments for value in _values(one)]

    @wraps(build)
    def ask(*arguments: P.args, **_none: P.kwargs) -> list[M]:
        one, values = statement(*arguments)
        return one.rows(values)

    ask.statement = statement  # type: ignore[attr-defined]
    return ask


def counted[**P, M: Model](build: Callable[P, QuerySet[M]]) -> Callable[P, int]:
    """How many rows the queryset has that a function builds, whose SQL is written once, as `prepared`."""

    @lru_cache(maxsize=KEPT)
    def compiled(shape: Shape) -> _Compiled[M]:
        return _Compiled(build, shape)

    @wraps(build)
    def ask(*arguments: P.args, **_none: P.kwargs) -> int:
        shape = tuple(_shape(one) for one in arguments)
        return compiled(shape).number([value for one in arguments for value in _values(one)])

    return ask


def only[M: Model](rows: Sequence[M]) -> M | None:
    """The row of a query that finds one at most; None where it finds none."""
    return rows[0] if rows else None


class _Compiled[M: Model]:
    """The SQL of one shape of a query, and what Django needs to read its rows."""

    def __init__(self, build: Callable[..., QuerySet[M]], shape: Shape) -> None:
        stood, others = (_stand_ins(shape, first) for first in (10_000, 20_000))
        built: Any = build(*stood)
        self.prefetched = built._prefetch_related_lookups
        compiler: Any = built.query.get_compiler("default")
        try:
            sql, first = compiler.as_sql()
        except EmptyResultSet:
            self.sql = ""
            return
        # Compiled twice: what differs are the values, and nothing else may.
        again, second = build(*others).query.get_compiler("default").as_sql()
        pairs = zip(
            *([v for one in group for v in _values(one)] for group in (stood, others)), strict=True
        )
        places = {pair: n for n, pair in enumerate(pairs)}
        differ = {pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]}
        if again != sql or not differ <= places.keys():
            raise ValueError(f"a value is more than compared: {sql}")
        params = [(places.get(pair), pair[0]) for pair in zip(first, second, strict=True)]
        self.sql = _with_constants(sql, params)
        self.places = [at for at, _ in params if at is not None]
        fields = [one[0] for one in compiler.select[: compiler.col_count]]
        self.converters = tuple(
            (at, (tuple(map(_quickly, converters)), expression))
            for at, (converters, expression) in compiler.get_converters(fields).items()
        )
        # What Django works out anew each time that it reads rows (ModelIterable).
        info, mode = compiler.klass_info, built._fetch_mode
        self.columns = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        names = [one[0].target.attname for one in compiler.select[self.columns]]
        self.made = partial(info["model"].from_db, "default", names, fetch_mode=mode)
        self.related = get_related_populators(info, compiler.select, "default", mode)
        self.annotated = tuple((compiler.annotation_col_map or {}).items())

    def number(self, values: Sequence[Any]) -> int:
        """How many rows there are for these values."""
        if not self.sql:
            return 0
        counting = f"SELECT count(*) FROM ({self.sql}) AS counted"  # noqa: S608 - compiled by Django
        ((number,),) = asked(counting, self.given(values))
        return int(number)

    def given(self, values: Sequence[Any]) -> tuple[Any, ...]:
        return tuple([values[at] for at in self.places])

    def rows(self, values: Sequence[Any]) -> list[M]:
        """The rows for these values, in the order of the arguments."""
        return self.made_of(asked(self.sql, self.given(values))) if self.sql else []

    def made_of(self, rows: Sequence[tuple[Any, ...]]) -> list[M]:
        """The same of rows that were read."""
        known = dict[tuple[Any, Any], Any]()
        found = [self._read(list(row), known) for row in rows]
        if self.prefetched:
            prefetch(found, *self.prefetched)
        return found

    def _read(self, row: list[Any], known: dict[tuple[Any, Any], Any]) -> M:
        """A row with those beside it; `known` are the ones that stood beside a row before, by their keys."""
        for at, (converters, expression) in self.converters:
            for convert in converters:
                row[at] = convert(row[at], expression, connection)
        made: M = self.made(row[self.columns])
        for other in self.related:
            key = other, row[other.cols_start + other.pk_idx]
            if key in known:
                other.local_setter(made, known[key])
            else:
                other.populate(row, made)
                known[key] = other.local_setter.__self__.get_cached_value(made)
        for name, at in self.annotated:
            setattr(made, name, row[at])
        return made


def _with_constants(sql: str, params: Sequence[tuple[int | None, Any]]) -> str:
    """The SQL with what is the same for everybody written out, so that a plan made once can go by it."""
    ours: Any = connection.ops
    written = (
        "%s" if at is not None else ours.compose_sql("%s", [fixed]).replace("%", "%%")
        for at, fixed in params
    )
    return sql.replace("%%", "%%%%") % tuple(written)


def _quickly(convert: Any) -> Any:
    """How a value is converted; JSON, which is what we wrote, by the quickest library that reads it."""
    field = getattr(convert, "__self__", None)
    usual = getattr(convert, "__func__", None) is JSONField.from_db_value
    return _json if usual and isinstance(field, JSONField) and field.decoder is None else convert


def _json(written: str | None, *_: object) -> Any:
    return None if written is None else orjson.loads(written)


def pointing_at(one: Model, name: str) -> list[Any]:
    """The rows that point at a record: those read beforehand, else as they are now, and not kept with it."""
    if name in one.__dict__.get(_FILLED, ()):
        return list(one.__dict__[_FILLED][name])
    field: Any = one._meta.get_field(name).field  # type: ignore[union-attr]
    rows = _pointing(field, None, one.pk)
    for row in rows:
        field.set_cached_value(row, one)
    return rows


def prefetch(found: Sequence[Model], *asked: "str | Prefetch[Any]") -> None:
    """Fill in the rows that point at those found, as `prefetch_related` does (also by another name, `to_attr`); once, and all kinds together.

    Whoever reads them from these records afterwards reads them as they were: fill in only what is
    yours, and what nothing changes meanwhile.
    """
    wanted: list[tuple[Prefetch[Any], Any, list[Model], Statement[Model]]] = []
    for each in asked:
        many = Prefetch(each) if isinstance(each, str) else each
        lacking = [one for one in found if not _is_filled(one, many)]
        if lacking:
            field: Any = lacking[0]._meta.get_field(many.prefetch_through).field  # type: ignore[union-attr]
            statement = _pointing.statement(field, many.queryset, *_few_shapes(lacking))  # type: ignore[attr-defined]
            if statement[0].sql:
                wanted.append((many, field, lacking, statement))
            else:
                _fill(many, field, lacking, [])
    statements = [(one.sql, one.given(values)) for *_, (one, values) in wanted]
    for (many, field, lacking, (one, _)), read in zip(
        wanted, asked_together(statements), strict=True
    ):
        _fill(many, field, lacking, one.made_of(read))


def _is_filled(one: Model, many: "Prefetch[Any]") -> bool:
    return (many.to_attr or many.prefetch_through) in (
        one.__dict__ if many.to_attr else one.__dict__.get(_FILLED, ())
    )


def _few_shapes(found: Sequence[Model]) -> list[int]:
    """Their keys; the last is said again, up to a power of two."""
    keys = [one.pk for one in found]
    return keys + keys[-1:] * ((1 << (len(keys) - 1).bit_length()) - len(keys))


def _fill(many: "Prefetch[Any]", field: Any, found: Sequence[Model], rows: Sequence[Model]) -> None:
    pointing = dict[int, list[Model]]((one.pk, []) for one in found)
    for row in rows:
        pointing[getattr(row, field.attname)].append(row)
    for one in found:
        if many.to_attr:
            setattr(one, many.to_attr, pointing[one.pk])
        else:
            kept = getattr(one, many.prefetch_through).all()
            kept._result_cache, kept._prefetch_done = pointing[one.pk], True
            one.__dict__.setdefault(_FILLED, {})[many.prefetch_through] = kept
        for row in pointing[one.pk]:
            field.set_cached_value(row, one)


@prepared
def _pointing(field: Any, rows: QuerySet[Model] | None, *keys: int) -> QuerySet[Model]:
    """The rows whose `field` names one of these records."""
    chosen = field.model._default_manager.all() if rows is None else rows
    named: QuerySet[Model] = chosen.filter(**{f"{field.name}__in": keys})
    return named


def _is_value(argument: Any) -> bool:
    return isinstance(argument, VALUES) and not isinstance(argument, bool | Enum)


def _shape(argument: Any) -> Any:
    """What of an argument decides the SQL: of a value, its type."""
    if isinstance(argument, User):
        return User, argument.role, argument.firm_id is None
    return type(argument) if _is_value(argument) else argument


def _values(argument: Any) -> tuple[Any, ...]:
    if isinstance(argument, User):
        return argument.pk, argument.firm_id
    return (argument,) if _is_value(argument) else ()


def _stand_ins(shape: Shape, first: int) -> list[Any]:
    """Arguments of this shape, whose values are numbers from the first on, each in its type."""
    return [_stand_in(one, first + 2 * n) for n, one in enumerate(shape)]


def _stand_in(shape: Any, number: int) -> Any:
    if isinstance(shape, tuple) and shape[:1] == (User,):
        _, role, alone = shape
        return User(pk=number, role=role, firm_id=None if alone else number + 1)
    made: dict[Any, Callable[[int], object]] = {
        int: int,
        str: str,
        date: date.fromordinal,
        datetime: lambda at: datetime.fromtimestamp(at, UTC),
    }
    return made[shape](number) if isinstance(shape, type) and shape in made else shape
