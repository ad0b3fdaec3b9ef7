"""The tables of the tests, made by the migrations once for every worker, and again only where the code is another.

What the migrations leave is kept as a script in var/test. The cluster of a worker reads it into a database, which
Django copies for the tests, and in which it finds nothing left to migrate.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connection, transaction

from deploy.local.database import program
from deploy.local.spare import PROJECT

KEPT = PROJECT / "var" / "test"
BEGINS = "tables_"
# The tables, what they may import, and which libraries have tables of their own.
MADE_FROM = (
    *(
        f"impplus/{layer}/**/*.{kind}"
        for layer in ("words", "rules", "programmes", "records", "practice")
        for kind in ("py", "toml")
    ),
    *("impplus/**/settings.py", "uv.lock"),
)
# Django's names of what we store; those who migrate have written them.
STAY = {"django_migrations", "django_content_type", "auth_permission"}
MANY = 2000  # rows; where as many are taken away, their room is given back


def template(address: str) -> str:
    """The name of a database of this cluster with the tables of today's code and no connection to it."""
    name = f"{BEGINS}{_hash()}"
    with psycopg.connect(address, dbname="postgres", autocommit=True) as cluster:
        found = cluster.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [BEGINS]
        )
        there = [one for (one,) in found]
        if name not in there:
            for old in there:
                cluster.execute(f'DROP DATABASE "{old}" WITH (FORCE)')
            half = f"{name}_half"
            cluster.execute(f'CREATE DATABASE "{half}"')
            _fill(urlsplit(address)._replace(path=f"/{half}").geturl(), KEPT / f"{name}.sql")
            cluster.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"')
    return name


def _fill(address: str, script: Path) -> None:
    """Read the script; the first who needs it migrates and writes it."""
    with _alone():
        if not script.exists():
            for old in KEPT.glob(f"{BEGINS}*.sql"):
                old.unlink()
            _migrate(address)
            aside = script.with_suffix(".new")
            _run([program("pg_dump"), "--no-owner", "--no-privileges", f"--file={aside}", address])
            aside.rename(script)
            return
    quiet = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--single-transaction"]
    _run([program("psql"), *quiet, f"--file={script}", address])


def empty() -> None:
    """Take every row away that a test committed, once whatever still writes has ended; the owner's to call.

    To empty a table otherwise means new files for it and for each of its indexes, and there are seventy.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        every = [one for one in connection.introspection.table_names(cursor) if one not in STAY]
        named = [connection.ops.quote_name(one) for one in every]
        cursor.execute(f"LOCK TABLE {', '.join(named)} IN EXCLUSIVE MODE")
        there = (f"SELECT '{one}' WHERE EXISTS (SELECT FROM {one})" for one in named)  # noqa: S608
        cursor.execute(" UNION ALL ".join(there))
        full = [one for (one,) in cursor.fetchall()]
        # Neither what is written once nor what refers to a row that goes stands in the way.
        cursor.execute("SET LOCAL session_replication_role = 'replica'")
        large = []
        for one in full:
            cursor.execute(f"DELETE FROM {one}")  # noqa: S608 - our own names
            large += [one] * (cursor.rowcount > MANY)
    with connection.cursor() as cursor:
        for one in large:
            cursor.execute(f"VACUUM {one}")


@contextmanager
def _alone() -> Iterator[None]:
    with (KEPT / "tables.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(address: str) -> None:
    _run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        DATABASE_URL=address,
        DATABASE_OWNER_URL=address,
        FIRM_DATABASE_URL=address,
    )


def _run(command: list[object], **environment: str) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        cwd=PROJECT,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def _hash() -> str:
    """Of all that may have a say in what the migrations do."""
    made = hashlib.sha256()
    for path in sorted(path for pattern in MADE_FROM for path in PROJECT.glob(pattern)):
        made.update(
            path.relative_to(PROJECT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0"
        )
    return made.hexdigest()[:16]
