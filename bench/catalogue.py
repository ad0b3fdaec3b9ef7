"""What the database's catalogue says of the programme's tables: columns, keys, and what must be unique."""

from collections.abc import Mapping
from dataclasses import dataclass

from psycopg import Connection

_COLUMNS = """
    SELECT attrelid::regclass::text, attname, format_type(atttypid, NULL)
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
     WHERE relkind = 'r' AND relname LIKE 'records\\_%' AND relnamespace = 'public'::regnamespace
       AND relname NOT IN ('records_session', 'records_attempt', 'records_lostfile', 'records_standing', 'records_standingmark')
       AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     ORDER BY attrelid, attnum
"""
_KEYS = """
    SELECT conrelid::regclass::text, contype::text,
           (SELECT attname FROM pg_attribute WHERE attrelid = conrelid AND attnum = conkey[1]),
           CASE contype WHEN 'f' THEN confrelid::regclass::text END
      FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
     WHERE contype IN ('p', 'f') AND relname LIKE 'records\\_%'
"""
_UNIQUE = """
    SELECT indrelid::regclass::text,
           array(SELECT attname FROM unnest(indkey::int2[]) WITH ORDINALITY AS part (number, place)
                   JOIN pg_attribute ON attrelid = indrelid AND attnum = number ORDER BY place)
      FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
     WHERE indisunique AND NOT indisprimary AND relname LIKE 'records\\_%'
     ORDER BY 1, 2
"""


@dataclass(frozen=True)
class Table:
    """One table: its columns with their types, its primary key, what refers where, what is unique together."""

    name: str
    columns: Mapping[str, str]
    key: str
    refers: Mapping[str, str]
    unique: tuple[tuple[str, ...], ...]


def tables(connection: Connection) -> dict[str, Table]:
    """Every table of the programme but those of sessions, failed attempts, lost files and where files stand, as it is now, whatever was added to it, by its name."""
    columns: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(_COLUMNS):
        columns.setdefault(table, {})[column] = kind
    keys = connection.execute(_KEYS).fetchall()
    unique = connection.execute(_UNIQUE).fetchall()
    return {
        name: Table(
            name,
            of_it,
            next(column for table, kind, column, _ in keys if table == name and kind == "p"),
            {column: other for table, kind, column, other in keys if table == name and kind == "f"},
            tuple(tuple(together) for table, together in unique if table == name),
        )
        for name, of_it in columns.items()
    }
