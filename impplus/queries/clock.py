"""The one clock: the instant and the programme's day by the database, as moved for invented people."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import cast

from django.conf import settings
from django.db import connections

from impplus.queries.refusals import Refusal
from impplus.records.postgresql import asked
from impplus.rules.programme import Programme
from impplus.words.text import Text

# The instant as an expression of SQL, for a statement that asks something else besides.
INSTANT = "now() + impplus_clock_shift()"
_NOW = f"SELECT {INSTANT}"
_SHIFT = "SELECT current_setting('impplus.clock_shift', true)"
_SET = "SELECT set_config('impplus.clock_shift', %s, false)"
_MOVE = "SELECT set_config('impplus.clock_shift', (%s::timestamptz - now())::text, false)"
_MOVED = ContextVar("moved", default=False)


class ClockFixed(Refusal):
    """The clock cannot be moved in production: rights of real people depend on it."""

    text = Text(
        en="This installation is in production mode: its clock cannot be moved.",
        fr="Cette installation est en mode de production\u00a0: son horloge ne peut pas être déplacée.",
    )


def now() -> datetime:
    """The instant, aware, in UTC; inside a transaction that of its start, the same each time."""
    return _instant(_NOW)


def instant() -> datetime:
    """The instant of this very statement: later each time, so that what one action does keeps its order."""
    return _instant("SELECT impplus_now()")


def _instant(sql: str) -> datetime:
    ((found,),) = asked(sql, ())
    return cast(datetime, found)


def today(programme: Programme) -> date:
    """The programme's day."""
    return programme.day_of(now())


def is_moved() -> bool:
    """Whether it is another instant inside `at`: what is written then is invented."""
    return _MOVED.get()


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Inside, the clock starts at an instant, for columns that date themselves too.

    For this thread's connections alone, and never in production (ClockFixed). Columns follow through
    records/clock.py; signatures and mail stay with the machine.
    """
    if settings.PRODUCTION:
        raise ClockFixed
    before = {name: _asked(name, _SHIFT) for name in connections}
    for name in connections:
        _asked(name, _MOVE, instant)
    moved = _MOVED.set(True)
    try:
        yield
    finally:
        _MOVED.reset(moved)
        for name in connections:
            if not connections[name].needs_rollback:  # else the rollback itself moves it back
                _asked(name, _SET, before[name] or "")


def _asked(using: str, sql: str, *values: str | datetime) -> str | None:
    ((answer,),) = asked(sql, values, using)
    return cast("str | None", answer)
