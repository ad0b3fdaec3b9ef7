"""A spare place for one run of the tests: a folder and a quick cluster that no other run uses."""

import fcntl
import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deploy.local import database

PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Spare:
    """Where one run of the tests keeps its files and its PostgreSQL."""

    files: Path
    cluster: Path

    def database(self) -> str:
        """The address of its PostgreSQL, started now if it does not run yet.

        It does not wait for the disk, since nothing in it outlives the tests.
        """
        return database.start(self.cluster, durable=False)


@contextmanager
def spare_place(project: Path = PROJECT) -> Iterator[Spare]:
    """The first place in var/test/ that is free, emptied of old files; at the end its cluster stops."""
    for number in itertools.count(1):
        folder = project / "var" / "test" / str(number)
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            files = folder / "files"
            shutil.rmtree(files, ignore_errors=True)
            files.mkdir()
            spare = Spare(files, folder / "postgres")
            try:
                yield spare
            finally:
                database.stop(spare.cluster)
            return
