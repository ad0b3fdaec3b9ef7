"""What is killed while drafts are filled in: the parts of the site, the database, and the process that reads files."""

import random
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from rehearsal import faults
from rehearsal.stage import WEB, WORKERS, Stage, children_of

READER = "impplus.outside.files.parent"
A_LOOK, LOOKS = 0.02, 60  # seconds between two looks for a file that is being read, and how many


def kill_reader(stage: Stage, chance: random.Random) -> bool:
    """Kill the fenced process that reads a file just now, or the one that starts such processes."""
    for _ in range(LOOKS):
        parents = list(_readers(stage))
        reading = [pid for parent in parents for pid in children_of(parent)]
        if reading and chance.random() < 0.5:
            return faults.killed(chance.choice(reading))
        if reading:
            return faults.killed(chance.choice(parents))
        time.sleep(A_LOOK)
    return bool(parents) and faults.killed(chance.choice(parents))


def _readers(stage: Stage) -> Iterator[int]:
    for name in (WEB, *WORKERS):
        yield from _readers_below(stage.parts.running[name].process.pid)


def _readers_below(pid: int) -> Iterator[int]:
    for child in children_of(pid):
        if _is_reader(child):
            yield child
        else:
            yield from _readers_below(child)


def _is_reader(pid: int) -> bool:
    try:
        return READER in Path(f"/proc/{pid}/cmdline").read_text()
    except OSError:
        return False


KINDS: Mapping[str, faults.Kill] = {
    name: faults.KINDS[name]
    for name in ("web process", "backend", "connection", "site", "database", "worker")
} | {"reader of files": kill_reader}
WEIGHTS = {
    "web process": 34,
    "backend": 10,
    "connection": 12,
    "site": 4,
    "database": 6,
    "worker": 4,
    "reader of files": 30,
}
