"""The tables of the tests and of rehearsals, made by the migrations once, and again only where the code is another.

What the migrations leave is kept as a script in var/test. A cluster reads it into a database, in which Django finds
nothing left to migrate.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg

from deploy.local.database import program
from deploy.local.spare import PROJECT
from deploy.local.words import Stopped

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
            fill(urlsplit(address)._replace(path=f"/{half}").geturl())
            cluster.execute(f'ALTER DATABASE "{half}" RENAME TO "{name}"')
    return name


def fill(address: str) -> None:
    """Give an empty database the tables, by the script; the first who needs it migrates and writes it."""
    script = KEPT / f"{BEGINS}{_hash()}.sql"
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


@contextmanager
def _alone() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
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
    if done.returncode:
        raise Stopped(done.stdout)


def _hash() -> str:
    """Of all that may have a say in what the migrations do."""
    made = hashlib.sha256()
    for path in sorted(path for pattern in MADE_FROM for path in PROJECT.glob(pattern)):
        made.update(
            path.relative_to(PROJECT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0"
        )
    return made.hexdigest()[:16]
