"""Whether what `make run` prepares stands as it was left, so that it need not be prepared anew.

What says so is a digest of names, sizes and times of the files that are prepared from, and of those that were
made; it lies in the folder of the database, and goes with it. A database of somebody else's is prepared each time.
"""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from deploy.local.spare import PROJECT
from deploy.local.with_database import CLUSTER

VAR = PROJECT / "var"
KEPT = CLUSTER / "prepared"
# The code with its catalogues, migrations and static files, and what prepares; the packages that were installed.
SOURCES = (PROJECT / "impplus", PROJECT / "deploy" / "local", PROJECT / ".venv" / "installed")
MADE = (VAR / "keys", VAR / "static", CLUSTER / "data" / "PG_VERSION")
OWN = ("DATABASE_URL", "FIRM_DATABASE_URL", "IMPPLUS_VAR", "IMPPLUS_MODE", "KEYS_FOLDER")


def is_ready() -> bool:
    """Whether nothing has changed since `note` was called."""
    if any(map(os.environ.get, OWN)) or not KEPT.exists():
        return False
    return KEPT.read_text() == _found()


def note() -> None:
    """Keep what lies there now, once it is prepared."""
    if not any(map(os.environ.get, OWN)):
        KEPT.write_text(_found())


def _found() -> str:
    lines = (f"{path} {stat.st_size} {stat.st_mtime_ns}" for path, stat in _files())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _files() -> Iterator[tuple[Path, os.stat_result]]:
    for place in (*SOURCES, *MADE):
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and "__pycache__" not in path.parts:
                yield path, path.stat()
