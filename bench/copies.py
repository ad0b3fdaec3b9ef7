"""Copies of the demonstration's people, made by COPY: as many as wanted, in constant memory.

Each copy has all rows of everyone who is invented, with keys of its own, other days and other names. What is
not anybody's (officers, firms, the intake) is shared. The columns are those of the catalogue, so that a
new one needs nothing here.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from psycopg import Connection
from psycopg.sql import SQL, Composed, Identifier

from bench.catalogue import Table, tables

ROOTS = {"records_candidate": ("", ""), "records_user": ("role", "applicant")}
# What a light copy keeps: so many rows of these of each application, or in all where they are of none.
LIGHT = {
    "records_assessment": 0, "records_finding": 3, "records_document": 3, "records_event": 5,
    "records_letter": 1, "records_candidate": 20,
}  # fmt: skip
# What a light copy says instead of what was received.
EMPTY = '{"programme": "imp-plus", "answers": [], "fees": [], "files": [], "total": "0.00"}'
# Their letters are of years ago, or no round would have room.
INSTEAD = {
    "records_receipt": {"content": EMPTY},
    "records_invitation": {"expires_on": "2022-12-31"},
}
VARIED = ("given_names", "csq_number", "passport_number")  # else a search would find every copy
ROUND, IN_A_ROUND = "records_round", 400  # a round is shared by so many copies
DAYS = 300
NOTHING = r"\N"
WHOLE = ("smallint", "integer", "bigint")

type Row = dict[str, str]
type Field = Callable[[int], object]


@dataclass(frozen=True)
class Original:
    """The rows to copy of each table, in the text of COPY, and how far the keys of a copy lie from these."""

    tables: dict[str, Table]
    rows: dict[str, list[Row]]
    spans: dict[str, dict[str, int]]

    @cached_property
    def keys(self) -> dict[str, set[str]]:
        """The keys of the rows to copy, of each table."""
        return {
            name: {row[table.key] for row in self.rows[name]} for name, table in self.tables.items()
        }

    @property
    def applications(self) -> int:
        """How many applications one copy adds."""
        return len(self.rows["records_application"])


def original(connection: Connection) -> Original:
    """What stands in the database now, and belongs to somebody."""
    found = tables(connection)
    stored = {name: _stored(connection, table) for name, table in found.items()}
    whose = {name: set[str]() for name in found}
    for name, (column, value) in ROOTS.items():
        whose[name] = {row["id"] for row in stored[name] if row.get(column, value) == value}
    grown = -1
    while grown != (grown := sum(map(len, whose.values()))):
        for name, table in found.items():
            whose[name] |= {row[table.key] for row in stored[name] if _is_of(row, table, whose)}
    whose[ROUND] = {row["id"] for row in stored[ROUND]}
    rows = {
        name: [row for row in stored[name] if row[table.key] in whose[name]]
        for name, table in found.items()
    }
    spans = {name: _spans(table, stored[name]) for name, table in found.items()}
    return Original(found, rows, spans)


def _spans(table: Table, stored: list[Row]) -> dict[str, int]:
    """By how much each whole number must grow to be beyond all that are stored."""
    return {
        column: max((int(row[column]) for row in stored if row[column] != NOTHING), default=0) + 1
        for column, kind in table.columns.items()
        if kind in WHOLE
    }


def _is_of(row: Row, table: Table, whose: dict[str, set[str]]) -> bool:
    """Whether a row refers to one that is somebody's."""
    referred = [(other, row[column]) for column, other in table.refers.items()]
    if "about" in row and "noun" in row:
        referred.append((f"records_{row['noun']}", row["about"]))
    return any(key in whose.get(other, ()) for other, key in referred)


def _stored(connection: Connection, table: Table) -> list[Row]:
    columns = SQL(", ").join(map(Identifier, table.columns))
    statement = SQL("COPY {} ({}) TO STDOUT").format(Identifier(table.name), columns)
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        text = b"".join(bytes(part) for part in copy).decode()
    return [dict(zip(table.columns, line.split("\t"), strict=True)) for line in text.splitlines()]


def lightened(whole: Original) -> Original:
    """The same without most of what is bulky, and without what refers to it."""
    kept: dict[str, set[str]] = {}
    for name, table in whole.tables.items():
        seen = Counter[str]()
        kept[name] = set()
        for row in whole.rows[name]:
            owner = row.get("application_id", "")
            seen[owner] += 1
            if name not in LIGHT or seen[owner] <= LIGHT[name] or _is_needed(whole, name, row):
                kept[name].add(row[table.key])
    rows = {
        name: [
            row | INSTEAD.get(name, {})
            for row in whole.rows[name]
            if row[table.key] in kept[name] and _stands(whole, table, row, kept)
        ]
        for name, table in whole.tables.items()
    }
    return Original(whole.tables, rows, whole.spans)


def _is_needed(whole: Original, name: str, row: Row) -> bool:
    """Whether a candidate has a letter, without which no application could be."""
    return name == "records_candidate" and any(
        letter["candidate_id"] == row["id"] for letter in whole.rows["records_invitation"]
    )


def _stands(whole: Original, table: Table, row: Row, kept: dict[str, set[str]]) -> bool:
    """Whether nothing to which a row refers was taken away."""
    return all(
        row[column] in kept[other] or row[column] not in whole.keys[other]
        for column, other in table.refers.items()
        if other in LIGHT
    )


@dataclass(frozen=True)
class Lines:
    """What COPY is sent for each copy of one table: text with places, and the values that go there."""

    statement: Composed
    text: str
    fields: list[Field]
    every: int


def lines_of(source: Original) -> list[Lines]:
    """The lines of every table that has any, worked out once for all copies."""
    return [_lines(source, table) for name, table in source.tables.items() if source.rows[name]]


def write(connection: Connection, lines: Sequence[Lines], copies: range) -> None:
    """Add these copies in one transaction; keys and days follow from a copy's number alone.

    The database's checks of references and its triggers rest meanwhile, for this transaction alone:
    what is copied was checked when it was made. It needs the rights of a superuser.
    """
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        for one in lines:
            with connection.cursor() as cursor, cursor.copy(one.statement) as copy:
                for number in copies:
                    if number % one.every == 0:
                        copy.write(one.text % tuple([field(number) for field in one.fields]))
        connection.execute("SET LOCAL session_replication_role = origin")


def count_on(connection: Connection, source: Original) -> None:
    """Let the next keys follow the highest."""
    for name, table in source.tables.items():
        connection.execute(
            SQL(
                "SELECT setval(pg_get_serial_sequence({name}, {key}), max({column})::text::bigint) FROM {table}"
                " WHERE pg_get_serial_sequence({name}, {key}) IS NOT NULL"
            ).format(name=name, key=table.key, column=Identifier(table.key), table=Identifier(name))
        )


def _lines(source: Original, table: Table) -> Lines:
    lines, fields = [], list[Field]()
    varied = _varied(source, table)
    for place, row in enumerate(source.rows[table.name]):
        cells = []
        for column, value in row.items():
            field = None if value == NOTHING else _field(source, table, row, column, varied, place)
            cells.append("%s" if field else value.replace("%", "%%"))
            fields += [field] if field else []
        lines.append("\t".join(cells) + "\n")
    columns = SQL(", ").join(map(Identifier, table.columns))
    statement = SQL("COPY {} ({}) FROM STDIN").format(Identifier(table.name), columns)
    return Lines(statement, "".join(lines), fields, IN_A_ROUND if table.name == ROUND else 1)


def _varied(source: Original, table: Table) -> set[str]:
    """The columns that must differ because nothing else of a unique key does; a programme is one of those there are."""
    moving = {table.key, *table.refers} - _shared_keys(source, table)
    alone = [one for one in table.unique if one and moving.isdisjoint(one)]
    return {together[-1] for together in alone if together[-1] != "programme"} | set(VARIED)


def _shared_keys(source: Original, table: Table) -> set[str]:
    """The references to what no copy has of its own."""
    return {column for column, other in table.refers.items() if not source.rows.get(other)}


def _field(
    source: Original, table: Table, row: Row, column: str, varied: set[str], place: int
) -> Field | None:
    """How a value differs from copy to copy; None where it does not."""
    value, kind = row[column], table.columns[column]
    other = table.name if column == table.key else table.refers.get(column)
    if column == "about" and f"records_{row['noun']}" in source.tables:
        other = f"records_{row['noun']}"
    if other:
        return _key(source, other, value)
    if kind == "timestamp with time zone":
        return _instant(value)
    if column not in varied:
        return None
    rows = len(source.rows[table.name])
    if kind in WHOLE:
        span = source.spans[table.name][column]
        every = IN_A_ROUND if table.name == ROUND else 1
        return lambda number: int(value) + number // every * span
    if kind == "uuid":
        return lambda number: f"{number * rows + place:032x}"
    if column == "number":
        return lambda number: _reference(value[0], number * rows + place)
    if column == "given_names":
        return lambda number: f"{value} {_word(number)}".lstrip()
    return lambda number: f"{value}{_letters(number, ALPHABET)}"


def _key(source: Original, other: str, value: str) -> Field | None:
    if value not in source.keys.get(other, ()):
        return None
    stride = source.spans[other][source.tables[other].key]
    base, every = int(value), IN_A_ROUND if other == ROUND else 1
    return lambda number: base + number // every * stride


def _instant(value: str) -> Field:
    """The same time of another day; instants of copies differ within a second."""
    day, rest = date.fromisoformat(value[:10]), value[10:19]
    return lambda number: (
        f"{day - timedelta(days=number % DAYS)}{rest}.{number * 7919 % 1_000_000:06}+00"
    )


ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LATIN = "aeioubcdfghjklmnpqrstvwxyz"


def _letters(number: int, alphabet: str) -> str:
    found = ""
    while number:
        number, rest = divmod(number, len(alphabet))
        found = alphabet[rest] + found
    return found


def _reference(prefix: str, number: int) -> str:
    """A number such as W-7K2M-Q9XD, another for each, in no order that shows."""
    mixed = number * 0x9E3779B97F % 2**40
    letters = _letters(mixed, ALPHABET).rjust(8, "0")
    return f"{prefix}-{letters[:4]}-{letters[4:]}"


def _word(number: int) -> str:
    """A further name."""
    return _letters(number * 7919 % 10_000_019 + 26**3, LATIN).capitalize()
