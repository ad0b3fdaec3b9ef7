"""Runs one command of the project with the embedded PostgreSQL up: `… with_database impplus demo remove`.

DATABASE_URL is the site's address and DATABASE_OWNER_URL its owner's, where that is another; FIRM_DATABASE_URL is that of what firms keep.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import database
from deploy.local.spare import PROJECT
from impplus.records.roles import FIRMS, SITE

CLUSTER = PROJECT / "var" / "postgres"


@contextmanager
def database_up(*, stop_always: bool = False) -> Iterator[dict[str, str]]:
    """The addresses, as variables: those given, or the embedded ones, by default left as it was found."""
    given = os.environ.get("DATABASE_URL")
    if given:
        owner = os.environ.get("DATABASE_OWNER_URL", given)
        yield {"DATABASE_URL": given, "DATABASE_OWNER_URL": owner}
        return
    found_running = database.running(CLUSTER) and not stop_always
    try:
        owner = database.start(CLUSTER)
        yield {
            "DATABASE_URL": database.url(CLUSTER, SITE),
            "DATABASE_OWNER_URL": owner,
            "FIRM_DATABASE_URL": database.url(CLUSTER, FIRMS),
            "FIRM_DATABASE_OWNER_URL": owner,
        }
    finally:
        if not found_running:
            database.stop(CLUSTER)


def database_again() -> bool:
    """Start the embedded cluster again if it is ours to run and has ended; whether it had."""
    if os.environ.get("DATABASE_URL") or database.running(CLUSTER):
        return False
    database.start(CLUSTER)
    return True


def main() -> int:
    program, *arguments = sys.argv[1:]
    with database_up() as addresses:
        done = subprocess.run(
            [Path(sys.executable).parent / program, *arguments],
            env={**os.environ, **addresses},
            cwd=PROJECT,
            check=False,
        )
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
