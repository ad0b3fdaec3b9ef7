"""`python -m bench.fill --applications 1000000`: a database of its own with so many applications.

Its people are the demonstration's, copied by COPY (bench/copies.py); `--whole N` keeps all rows of N of them, and
the rest are light. It stays until `--drop`; what is printed last is its address.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from bench.copies import count_on, lightened, lines_of, original, write
from bench.world import printed
from deploy.local.spare import PROJECT
from deploy.local.with_database import database_up

NAME = "impplus_filled"
FOLDER = PROJECT / "var" / "filled"
AT_ONCE = 50  # copies in one transaction
MANY = 20_000  # from so many on, indexes are built afterwards
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
      FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
     WHERE relname LIKE 'records\\_%' AND NOT indisunique ORDER BY 1
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.fill", description=__doc__)
    parser.add_argument("--applications", type=int, default=2_000)
    parser.add_argument("--whole", type=int, default=2_000)
    parser.add_argument("--drop", action="store_true")
    asked = parser.parse_args()
    with database_up() as addresses:
        owner = addresses["DATABASE_OWNER_URL"]
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")
            if asked.drop:
                return 0
            connection.execute(f"CREATE DATABASE {NAME}")
        here = urlsplit(owner)._replace(path=f"/{NAME}").geturl()
        _begin(here)
        with psycopg.connect(here, autocommit=True) as connection:
            fill(connection, asked.applications, asked.whole)
    print(here)
    return 0


def _begin(here: str) -> None:
    """Tables and the demonstration world."""
    FOLDER.mkdir(parents=True, exist_ok=True, mode=0o700)
    environment = {
        **os.environ,
        "DATABASE_URL": here,
        "DATABASE_OWNER_URL": here,
        "IMPPLUS_VAR": str(FOLDER),
        "DJANGO_SETTINGS_MODULE": "impplus.settings",
    }
    printed(environment, "deploy.local.prepare")
    impplus = Path(sys.executable).parent / "impplus"
    subprocess.run(
        [impplus, "demo", "create"],
        cwd=PROJECT,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def fill(connection: psycopg.Connection, applications: int, whole: int) -> None:
    """Copy the people who are there until there are so many applications, `whole` of them with all rows."""
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET synchronous_commit = off")
    source = original(connection)
    copies = -(-applications // source.applications)
    heavy = min(copies, -(-whole // source.applications))
    began = time.monotonic()
    with _without_indexes(connection, applications >= MANY):
        for what, some in ((source, range(1, heavy)), (lightened(source), range(heavy, copies))):
            lines = lines_of(what)
            for first in range(some.start, some.stop, AT_ONCE):
                write(connection, lines, range(first, min(first + AT_ONCE, some.stop)))
                _show("copies", min(first + AT_ONCE, some.stop), copies, began)
    with connection.transaction():
        count_on(connection, source)
    print("\nVACUUM ANALYZE …", file=sys.stderr, flush=True)
    connection.execute("VACUUM ANALYZE")


def _show(what: str, done: int, of: int, began: float) -> None:
    bar = "█" * (30 * done // of)
    print(
        f"\r{bar:<30} {done}/{of} {what}, {time.monotonic() - began:.0f} s",
        end="",
        file=sys.stderr,
        flush=True,
    )


@contextmanager
def _without_indexes(connection: psycopg.Connection, wanted: bool) -> Iterator[None]:
    """Without the indexes that only make reading fast, which are built again at the end, come what may."""
    taken = connection.execute(_INDEXES).fetchall() if wanted else []
    for name, _ in taken:
        connection.execute(SQL("DROP INDEX {}").format(Identifier(name)))
    try:
        yield
    finally:
        began = time.monotonic()
        connection.execute("SET maintenance_work_mem = '512MB'")
        for done, (_, definition) in enumerate(taken, start=1):
            connection.execute(definition)
            _show("indexes", done, len(taken), began)


if __name__ == "__main__":
    sys.exit(main())
