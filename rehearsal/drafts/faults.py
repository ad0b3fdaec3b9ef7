"""What is killed while drafts are filled in: the parts of the site, the database, and the process that reads files."""

import random
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from deploy.local.parts import STEADY
from impplus.serve import YOUNG
from rehearsal import faults
from rehearsal.stage import WEB, WORKER, WORKERS, Stage, children_of

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


def spaced(kill: faults.Kill, seconds: float) -> faults.Kill:
    """The same kill, never sooner than so many seconds after the last: what ends again and again is started later and later."""
    last = [-seconds]

    def kill_sometimes(stage: Stage, chance: random.Random) -> bool:
        if time.monotonic() - last[0] < seconds or not kill(stage, chance):
            return False
        last[0] = time.monotonic()
        return True

    return kill_sometimes


def grown(seconds: float) -> faults.Kill:
    """Kill one of the forked web processes, once all of them have been seen for so long; their server waits longer and longer else."""
    seen: dict[int, float] = {}

    def kill(stage: Stage, chance: random.Random) -> bool:
        now, children = time.monotonic(), children_of(stage.parts.running[WEB].process.pid)
        ages = [now - seen.setdefault(child, now) for child in children]
        return min(ages, default=0) > seconds and faults.kill_web_process(stage, chance)

    return kill


KINDS: Mapping[str, faults.Kill] = {
    "web process": grown(YOUNG + 1),
    "backend": faults.kill_backend,
    "connection": faults.end_connection,
    "database": spaced(faults.kill_database, 3),
    "site": spaced(faults.kill_part(WEB), STEADY + 1),
    "worker": spaced(faults.kill_part(WORKER), STEADY + 1),
    "reader of files": kill_reader,
}
WEIGHTS = {
    "web process": 25,
    "backend": 15,
    "connection": 15,
    "database": 10,
    "site": 3,
    "worker": 2,
    "reader of files": 30,
}
