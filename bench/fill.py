"""`python -m bench.fill --applications 1000000`: a database of its own with so many applications.

Its people are the demonstration's, copied by COPY (bench/copies.py); `--whole N` keeps all rows of N of them, and
the rest are light. It stays in var/filled until `--drop`; `--measure` prints what each page takes in it (bench.growth),
`--submit` what a submission does (bench.submitted).
"""

import argparse
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from bench import submitted
from bench.copies import Lines, count_on, lightened, lines_of, original, write
from bench.world import told
from deploy.local import database
from deploy.local.spare import PROJECT

FOLDER = PROJECT / "var" / "filled"
CLUSTER = FOLDER / "postgres"
WRITERS = 2
AT_ONCE = 25  # copies in one transaction
MANY = 20_000  # from so many on, indexes are built afterwards
# Nothing here outlives the measurement, and whoever reads it is alone.
QUICK = (
    "checkpoint_timeout = '30min'",
    "max_wal_size = '8GB'",
    "maintenance_work_mem = '512MB'",
)
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
      FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
     WHERE relname LIKE 'records\\_%' AND NOT indisunique ORDER BY 1
"""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.fill", description=__doc__)
    parser.add_argument("--applications", type=int, default=2_000)
    parser.add_argument("--whole", type=int, default=2_000)
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--submit", action="store_true")
    parser.add_argument("--drop", action="store_true")
    asked = parser.parse_args()
    if asked.drop or not (asked.measure or asked.submit):
        database.stop(CLUSTER)
        shutil.rmtree(FOLDER, ignore_errors=True)
    if asked.drop:
        return 0
    with _up() as here:
        if asked.measure:
            _run(here, "python", "-m", "deploy.local.prepare")  # tables may have changed since
            _run(here, "python", "-m", "bench.growth", out=None)
        if asked.submit:
            submitted.show_beside_fresh(here, FOLDER)
        if asked.measure or asked.submit:
            return 0
        _run(here, "python", "-m", "deploy.local.prepare")
        _run(here, "impplus", "demo", "create")
        fill(here, asked.applications, asked.whole)
    return 0


@contextmanager
def _up() -> Iterator[str]:
    """The address of the database, in a cluster of its own that does not wait for the disk."""
    FOLDER.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        here = database.start(CLUSTER, durable=False)
        with psycopg.connect(here, autocommit=True) as connection:
            for setting in QUICK:
                connection.execute(f"ALTER SYSTEM SET {setting}".encode())
            connection.execute("SELECT pg_reload_conf()")
        yield here
    finally:
        database.stop(CLUSTER)


def _run(here: str, program: str, *arguments: str, out: int | None = subprocess.DEVNULL) -> None:
    command = [str(Path(sys.executable).parent / program), *arguments]
    subprocess.run(command, cwd=PROJECT, env=told(here, FOLDER), check=True, stdout=out)


def fill(here: str, applications: int, whole: int) -> None:
    """Copy the people who are there until there are so many applications, `whole` of them with all rows."""
    with _connected(here) as connection:
        source = original(connection)
        copies = -(-applications // source.applications)
        heavy = min(copies, -(-whole // source.applications))
        with _without_indexes(connection, applications >= MANY):
            began = time.monotonic()
            parts = [
                (lines, range(first, min(first + AT_ONCE, some.stop)))
                for lines, some in (
                    (lines_of(source), range(1, heavy)),
                    (lines_of(lightened(source)), range(heavy, copies)),
                )
                for first in range(some.start, some.stop, AT_ONCE)
            ]
            with ThreadPoolExecutor(WRITERS) as writers:
                turns = (parts[turn::WRITERS] for turn in range(WRITERS))
                for writer in [writers.submit(_write, here, turn, copies, began) for turn in turns]:
                    writer.result()
        with connection.transaction():
            count_on(connection, source)
        print("\nVACUUM ANALYZE …", file=sys.stderr, flush=True)
        connection.execute("VACUUM ANALYZE")


def _connected(here: str) -> psycopg.Connection:
    options = "-c TimeZone=UTC -c synchronous_commit=off"
    return psycopg.connect(here, autocommit=True, options=options)


def _write(here: str, parts: list[tuple[list[Lines], range]], copies: int, began: float) -> None:
    with _connected(here) as connection:
        for lines, part in parts:
            write(connection, lines, part)
            _show("copies", part.stop, copies, began)


def _show(what: str, done: int, of: int, began: float) -> None:
    bar = "█" * (30 * done // of)
    print(
        f"\r\x1b[K{bar:<30} {done}/{of} {what}, {time.monotonic() - began:.0f} s",
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
        for done, (name, definition) in enumerate(taken, start=1):
            connection.execute(definition)
            _show(f"indexes ({name})", done, len(taken), began)


if __name__ == "__main__":
    sys.exit(main())
