"""What a fixture leaves in the database, made once by the actions and put back for each test that asks for it again.

The rows that a `kept` fixture left are remembered, with what it gave back, for whoever asks for it after the same
others: a state is known by what it was made after. Where anything else was written meanwhile, and where a test commits,
the fixture simply runs. It leaves no e-mail in the outbox.
"""

import io
import pickle
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import wraps
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import mail
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from impplus.programmes import ALL, IMP_PLUS
from tests.tables import STAY

# Seconds for which a state is put back: less than any after which something is late.
AS_OF_NOW = 20
# What accounts write, and signing in: these come in any order, and nothing that is kept is made of them alone.
OF_ACCOUNTS = ["records_user", "account_emailaddress", "records_firm", "records_session"]
LAWS = {id(one): code for code, one in ALL.items()}
_AS_IT_IS = """
    SELECT (SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)
              FROM pg_stat_xact_user_tables WHERE relname <> ALL(%s)),
           (SELECT array_agg((to_jsonb(one) - 'last_login')::text ORDER BY id) FROM records_user one)
"""
_KEYS = """
    SELECT named.relname, first.attname,
           (SELECT count(*) FROM pg_attribute before
             WHERE before.attrelid = named.oid AND before.attnum BETWEEN 1 AND first.attnum - 1
               AND NOT before.attisdropped AND before.attgenerated = '')
      FROM pg_class named
      JOIN pg_index keys ON keys.indrelid = named.oid AND keys.indisprimary
      JOIN pg_attribute first ON first.attrelid = named.oid AND first.attnum = keys.indkey[0]
     WHERE named.relkind = 'r' AND named.relnamespace = 'public'::regnamespace
       AND NOT starts_with(named.relname, 'practice_')
"""

type Rows = dict[str, set[bytes]]


@dataclass(frozen=True)
class State:
    """What a fixture changed: keys of rows that went, rows that came, as PostgreSQL copies them, and what it gave back."""

    number: int
    made_at: float
    gone: dict[tuple[str, str], list[str]]
    came: dict[str, bytes]
    told: bytes
    cards: bytes


@dataclass
class Test:
    """What was put into the database for the test that runs: the numbers of states, in their order and by their fixtures."""

    line: tuple[int, ...] = ()
    known: dict[str, int] = field(default_factory=dict)
    left: Any = None  # as the last of them left the database
    lost: bool = False  # something else was written since


_STATES: dict[Any, State] = {}
_NUMBERS = count(1)
_TABLES: list[tuple[str, str, int]] = []
_now = Test()


def begin() -> None:
    """A test begins; what the one before it wrote is gone."""
    global _now  # noqa: PLW0603
    _now = Test()


def kept[**P, R](make: Callable[P, R]) -> Callable[P, R]:
    """Of a fixture: what it leaves is put back where it was made before."""
    return _kept(make, of_accounts=False)


def kept_account[**P, R](make: Callable[P, R]) -> Callable[P, R]:
    """The same of a fixture that opens an account or a firm, whatever else was made before."""
    return _kept(make, of_accounts=True)


def _kept[**P, R](make: Callable[P, R], *, of_accounts: bool) -> Callable[P, R]:
    @wraps(make)
    def fixture(*_: P.args, **given: P.kwargs) -> R:
        if not connection.in_atomic_block or not _nothing_else(given):
            _now.lost = True
            return make(*_, **given)
        after = () if of_accounts else _now.line
        named = tuple(_now.known[name] for name, one in given.items() if isinstance(one, Model))
        days = datetime.now(UTC).date(), datetime.now(ZoneInfo(IMP_PLUS.time_zone)).date()
        place = settings.STORAGES["documents"]["OPTIONS"].get("location")
        known = make, after, named, days, place
        state = _STATES.get(known)
        if state and (of_accounts or time.monotonic() - state.made_at < AS_OF_NOW):
            told = _put_back(state, given)
        else:
            told, state = _made(make, given)
            _STATES[known] = state
        if not of_accounts:
            _now.line += (state.number,)
        _now.known[make.__name__] = state.number
        _now.left = _as_it_is()
        return told

    return fixture


def _nothing_else(given: Mapping[str, Any]) -> bool:
    """Whether the database holds what was kept and nothing else but accounts, and every row given was."""
    if _now.lost or any(
        isinstance(one, Model) and name not in _now.known for name, one in given.items()
    ):
        return False
    if not _now.known:
        return _is_empty()
    (changes, accounts), (before, then) = _as_it_is(), _now.left
    return bool(changes == before and accounts >= then)


def _as_it_is() -> tuple[int, set[str]]:
    """How many changes this transaction made, but for accounts, and what these say."""
    with connection.cursor() as cursor:
        cursor.execute(_AS_IT_IS, [OF_ACCOUNTS])
        changes, accounts = cursor.fetchone()
    return changes, set(accounts or ())


def _is_empty() -> bool:
    """Whether no table has a row that somebody wrote."""
    tables = [one for one, _, _ in _tables() if one not in {*OF_ACCOUNTS, *STAY}]
    there = (f"EXISTS (SELECT FROM {connection.ops.quote_name(one)})" for one in tables)
    with _owner() as cursor:
        cursor.execute(f"SELECT {' OR '.join(there)}")
        return not cursor.fetchone()[0]


def _made[R](make: Callable[..., R], given: Mapping[str, Any]) -> tuple[R, State]:
    """What a fixture gives back, and what it changed."""
    before = _rows()
    told = make(**given)
    after, tables = _rows(), _tables()
    assert not mail.outbox, f"{make.__name__} leaves e-mails, so it cannot be kept"
    gone, came = {}, {}
    for table, key, place in tables:
        if lines := before[table] - after[table]:
            gone[table, key] = [one.split(b"\t")[place].decode() for one in lines]
        if lines := after[table] - before[table]:
            came[table] = b"\n".join([*lines, b""])
    cards = given["cards"].copied() if "cards" in given else b""
    return told, State(next(_NUMBERS), time.monotonic(), gone, came, _written(told, given), cards)


def _put_back(state: State, given: Mapping[str, Any]) -> Any:
    """Put the rows of a state back; what the fixture gave back, and what it was given is as it left it."""
    with _owner() as cursor:
        cursor.execute("SET LOCAL session_replication_role = 'replica'")
        for (table, key), keys in state.gone.items():
            cursor.execute(f'DELETE FROM "{table}" WHERE "{key}"::text = ANY(%s)', [keys])  # noqa: S608 - our own names
        for table, lines in state.came.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
                copy.write(lines)
        cursor.execute("SET LOCAL session_replication_role = 'origin'")
    if state.cards:
        given["cards"].put_back(state.cards)
    told, attributes = _Read(io.BytesIO(state.told), given).load()
    for name, values in attributes.items():
        vars(given[name]).clear()
        vars(given[name]).update(values)
    return told


def _tables() -> list[tuple[str, str, int]]:
    """Every table with its key, and the place of that in a row."""
    if not _TABLES:
        with connection.cursor() as cursor:
            cursor.execute(_KEYS)
            _TABLES.extend(cursor.fetchall())
    return _TABLES


def _rows() -> Rows:
    """Every row, by table, as PostgreSQL copies it."""
    rows = {}
    with _owner() as cursor:
        for table, _, _ in _tables():
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                rows[table] = set(b"".join(copy).split(b"\n")) - {b""}
    return rows


@contextmanager
def _owner() -> Iterator[CursorWrapper]:
    """What the owner of the database may do, whose rights this connection has inside."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        yield cursor
        cursor.execute("RESET ROLE")


def _written(told: object, given: Mapping[str, Any]) -> bytes:
    """What a fixture gave back, and how it left the rows that it was given."""
    written = io.BytesIO()
    rows = {name: vars(one) for name, one in given.items() if isinstance(one, Model)}
    _Write(written, given).dump((told, rows))
    return written.getvalue()


class _Write(pickle.Pickler):
    """What the fixture was given is named, and so is the law."""

    def __init__(self, file: io.BytesIO, given: Mapping[str, Any]) -> None:
        super().__init__(file)
        self.names = {id(one): name for name, one in given.items() if isinstance(one, Model)}

    def persistent_id(self, one: object) -> tuple[str, str] | None:
        if id(one) in LAWS:
            return "law", LAWS[id(one)]
        return ("given", self.names[id(one)]) if id(one) in self.names else None


class _Read(pickle.Unpickler):
    """The names are those of what is given now."""

    def __init__(self, file: io.BytesIO, given: Mapping[str, Any]) -> None:
        super().__init__(file)
        self.given = given

    def persistent_load(self, named: tuple[str, str]) -> object:
        of, name = named
        return ALL[name] if of == "law" else self.given[name]
