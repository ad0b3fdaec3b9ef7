"""What is done to the stack during a rehearsal: kills one after another, and mail and notices that fail for a while."""

import contextlib
import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import psycopg

from deploy.local import database
from deploy.local.words import Stopped
from rehearsal.stage import CARDS, WEB, WORKER, Stage, children_of

YOUNG = 5.0  # seconds; a part that has just started is left alone, its end would teach nothing


@dataclass(frozen=True)
class Fault:
    """Something that was done to the stack; `at` in seconds since 1970."""

    at: float
    kind: str


type Kill = Callable[[Stage, random.Random], bool]


@dataclass
class Killer:
    """Kills one part after another, each chosen by chance, at the instants that were drawn before."""

    stage: Stage
    due: list[float]
    chance: random.Random
    done: list[Fault] = field(default_factory=list)
    kinds: Mapping[str, Kill] = field(default_factory=lambda: KINDS)
    weights: Mapping[str, int] = field(default_factory=lambda: WEIGHTS)

    def act(self) -> None:
        """Kill something if it is time; a kind that has no victim now is passed over for the next."""
        if len(self.done) == len(self.due) or time.time() < self.due[len(self.done)]:
            return
        for kind in self._order():
            if self.kinds[kind](self.stage, self.chance):
                self.done.append(Fault(time.time(), kind))
                return

    def _order(self) -> list[str]:
        """Each kind once before any comes twice; then as the weights say, and the others after it."""
        left = [kind for kind in self.kinds if kind not in {one.kind for one in self.done}]
        drawn = self.chance.choices(list(self.weights), list(self.weights.values()))
        return list(dict.fromkeys([*left, *drawn, "connection", "web process"]))


def kill_part(name: str) -> Kill:
    """How to kill the process of one part."""

    def kill(stage: Stage, _chance: random.Random) -> bool:
        part = stage.parts.running[name]
        if part.due is not None or time.monotonic() - part.began < YOUNG:
            return False
        serves = name != WEB or children_of(part.process.pid)  # once it has loaded the site
        return bool(serves) and killed(part.process.pid)

    return kill


def kill_web_process(stage: Stage, chance: random.Random) -> bool:
    """Kill one of the forked web processes, in the middle of its requests."""
    children = children_of(stage.parts.running[WEB].process.pid)
    return bool(children) and killed(chance.choice(children))


def kill_backend(stage: Stage, chance: random.Random) -> bool:
    """Kill a process of the database that serves a connection: it ends them all, and recovers."""
    found = _backends(stage)
    return bool(found) and killed(chance.choice(found))


def end_connection(stage: Stage, chance: random.Random) -> bool:
    """End one connection to the database, as an administrator may."""
    found = _backends(stage)
    if not found:
        return False
    with contextlib.suppress(psycopg.Error), stage.connect() as connection:
        connection.execute("SELECT pg_terminate_backend(%s)", [chance.choice(found)])
        return True
    return False


def kill_database(stage: Stage, _chance: random.Random) -> bool:
    """Kill the database's first process: nothing is left of it but what is on the disk."""
    if not database.running(stage.cluster):
        return False
    pid = (stage.cluster / "data" / "postmaster.pid").read_text().splitlines()[0]
    return killed(int(pid))


def stop_database(stage: Stage, _chance: random.Random) -> bool:
    """Stop the database, for the two seconds until the supervisor may start it again."""
    if not database.running(stage.cluster):
        return False
    addresses = [stage.cluster.with_suffix(suffix) for suffix in (".url", ".owner.url")]
    kept = [path.read_text() for path in addresses]
    try:
        database.stop(stage.cluster)
    except Stopped:
        return False
    for path, text in zip(addresses, kept, strict=True):
        path.write_text(text)  # those who wait for it find it at the same address
    time.sleep(2)
    return True


# Each is killed without a word (SIGKILL), but for the connection and the stop.
KINDS: dict[str, Kill] = {
    "web process": kill_web_process,
    "worker": kill_part(WORKER),
    "backend": kill_backend,
    "connection": end_connection,
    "site": kill_part(WEB),
    "database": kill_database,
    "cards": kill_part(CARDS),
    "stop": stop_database,
}
WEIGHTS: dict[str, int] = {
    "web process": 30,
    "worker": 10,
    "backend": 8,
    "connection": 40,
    "site": 4,
    "database": 3,
    "cards": 3,
    "stop": 2,
}


def instants(count: int, first: float, seconds: float, chance: random.Random) -> list[float]:
    """When so many kills are due, in order: by chance, and one at least in each share of the time."""
    share = seconds / max(1, count)
    return [first + share * (n + chance.random()) for n in range(count)]


class Mail:
    """The way of messages, which can be broken for a while: the outbox is no folder then."""

    def __init__(self, stage: Stage) -> None:
        self.outbox, self.aside, self.broken = stage.outbox, stage.folder / "outbox.aside", False

    def fails(self, *, during: bool) -> None:
        """Whether no message can leave from here on."""
        if during and not self.broken:
            self.outbox.mkdir(exist_ok=True)
            self.outbox.rename(self.aside)
            self.outbox.touch()
        elif self.broken and not during:
            self.outbox.unlink()
            self.aside.rename(self.outbox)
        self.broken = during


def repeat_notices(stage: Stage, seconds: float, chance: random.Random) -> int:
    """Let the card provider send every notice so far once more, late; how many."""
    with sqlite3.connect(stage.ledger, timeout=10) as db:
        bodies = db.execute("SELECT body FROM deliveries").fetchall()
        later = [(body, time.time() + chance.uniform(0, seconds)) for (body,) in bodies]
        db.executemany("INSERT INTO deliveries (body, due) VALUES (?, ?)", later)
    db.close()
    return len(later)


def notices_left(stage: Stage) -> int:
    """How many notices of the card provider have not arrived."""
    db = sqlite3.connect(stage.ledger, timeout=10)
    try:
        return int(db.execute("SELECT count(*) FROM deliveries WHERE NOT delivered").fetchone()[0])
    finally:
        db.close()


def _backends(stage: Stage) -> list[int]:
    """The processes of the database that serve the site and the worker."""
    try:
        with stage.connect() as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
                " AND pid <> pg_backend_pid() ORDER BY state = 'active' DESC, pid"
            ).fetchall()
    except psycopg.Error:
        return []
    return [pid for (pid,) in rows]


def killed(pid: int) -> bool:
    """Whether there was such a process, which is killed without a word."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
