"""A database and a folder of its own, so that nothing else on the machine is measured or touched."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from deploy.local.spare import PROJECT
from deploy.local.with_database import database_up

NAME = "impplus_bench"
FOLDER = PROJECT / "var" / "bench"


@dataclass(frozen=True)
class World:
    """Where the site finds its things, a page of an application, and drafts that are ready.

    `pressed` and `bare` are addresses where ours and the bare view receive one, each with the key of
    its applicant's session. writes.json in the folder is what one submission writes.
    """

    environment: dict[str, str]
    page: str
    cookie: str
    drafts: list[int]
    pressed: list[tuple[str, str]]
    bare: list[tuple[str, str]]


@contextmanager
def bench_world(*how: str) -> Iterator[World]:
    """The demonstration world and ready drafts in a fresh database, which is dropped at the end.

    Where "few" is said, there are three drafts of each use.
    """
    with database_up() as addresses, fresh(addresses["DATABASE_OWNER_URL"], *how) as world:
        yield world


@contextmanager
def fresh(url: str, *how: str) -> Iterator[World]:
    """The same, beside another database of a server that is up."""
    with _database(url) as own:
        yield ready(own, FOLDER, *how)


@contextmanager
def empty_site() -> Iterator[dict[str, str]]:
    """What the site is told of a fresh database without anybody in it."""
    with database_up() as addresses, _database(addresses["DATABASE_OWNER_URL"]) as own:
        yield prepared(own, FOLDER)


@contextmanager
def _database(url: str) -> Iterator[str]:
    """The address of a fresh database on the same server, and a fresh folder; both are gone at the end."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True, mode=0o700)
    _forget(url)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {NAME}")
    try:
        yield _beside(url)
    finally:
        _forget(url)
        shutil.rmtree(FOLDER, ignore_errors=True)


def _forget(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def _beside(url: str) -> str:
    """The address of the bench's database on the same server."""
    return urlsplit(url)._replace(path=f"/{NAME}").geturl()


def ready(url: str, folder: Path, *how: str) -> World:
    """A world made in a database, with a folder for its files; where "stored" is said, it has its people."""
    environment = prepared(url, folder)
    made = json.loads(printed(environment, "bench.prepared", *how).splitlines()[-1])
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
    return World(environment, **made)


def told(url: str, folder: Path) -> dict[str, str]:
    """What the site is told of a database, whose owner is everybody, and a folder for its files."""
    return {
        **os.environ,
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "FIRM_DATABASE_URL": url,
        "IMPPLUS_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "impplus.settings",
    }


def prepared(url: str, folder: Path) -> dict[str, str]:
    """What the site is told of a database and a folder, where its tables are made, and the sessions of the bare view."""
    environment = told(url, folder)
    printed(environment, "deploy.local.prepare")
    # The bare view keeps its sessions where Django does.
    printed(
        environment | {"DJANGO_SETTINGS_MODULE": "bench.ordinary"},
        "django",
        "migrate",
        "sessions",
        "--skip-checks",
    )
    return environment


def printed(environment: dict[str, str], module: str, *arguments: object) -> str:
    """What a module prints that is run to its end; its log goes to a file, whose end is told where it fails."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    with var("log").open("w") as log:
        done = subprocess.run(
            command,
            cwd=PROJECT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"{module} failed:\n{var('log').read_text()[-2000:]}")
    return done.stdout


def var(path: str) -> Path:
    """A path in the bench's folder."""
    return FOLDER / path
