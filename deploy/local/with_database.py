"""Runs one command of the project with the embedded PostgreSQL up: `… with_database impplus demo remove`."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import database
from deploy.local.spare import PROJECT

CLUSTER = PROJECT / "var" / "postgres"


@contextmanager
def database_up(*, stop_always: bool = False) -> Iterator[str]:
    """The database's address: DATABASE_URL, or the embedded one, by default left as it was found."""
    given = os.environ.get("DATABASE_URL")
    if given:
        yield given
        return
    found_running = database.running(CLUSTER) and not stop_always
    try:
        yield database.start(CLUSTER)
    finally:
        if not found_running:
            database.stop(CLUSTER)


def main() -> int:
    program, *arguments = sys.argv[1:]
    with database_up() as url:
        done = subprocess.run(
            [Path(sys.executable).parent / program, *arguments],
            env={**os.environ, "DATABASE_URL": url},
            cwd=PROJECT,
            check=False,
        )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
