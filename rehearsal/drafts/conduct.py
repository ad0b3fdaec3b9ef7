"""One rehearsal of drafts from its beginning to its end: prepares, kills, waits until no file waits, and checks."""

import argparse
import json
import random
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import psycopg

from bench.machine import described
from deploy.local.words import Stopped
from impplus.actions.machine import machine_today
from impplus.programmes import SERVED
from rehearsal import notes, progress
from rehearsal.drafts import plan
from rehearsal.drafts.checks import WELL
from rehearsal.drafts.evidence import Evidence, read
from rehearsal.drafts.faults import KINDS, WEIGHTS
from rehearsal.drafts.report import Outcome, lines
from rehearsal.faults import Killer, instants
from rehearsal.stage import Stage, stage

TURN = 0.1  # seconds between two looks at everything
FOR_A_KILL = 1.0  # seconds that each kill takes, so that there is something to kill
FIRST = 2.0  # seconds before the first
LONGEST = 3600.0  # seconds after which no more is killed, where nothing else is asked
TO_END, TO_SETTLE = 120.0, 240.0  # seconds for what is under way, and for the worker's turns
_WAITS = "SELECT count(*) FROM records_upload WHERE document_id IS NULL AND refused = '' AND received = size"


def rehearse(asked: argparse.Namespace) -> int:
    """Rehearse, and print what came of it; 0 where everything held."""
    began, bar = time.time(), progress.Bar(asked.lang)
    with stage(machine_today(SERVED)) as here:
        bar.says("prepares", 0, 1)
        known = _prepare(here, asked)
        killer = _kills(here, asked, known, bar)
        _settle(here, bar)
        found = here.folder / "held.json"
        here.run("rehearsal.drafts.remembered", found)
        drafts = {one.number: one for one in known.drafts}
        seen = Evidence(drafts, read(found), notes.read(here.folder))
        machine = described(here.environment)
        outcome = Outcome(seen, killer.done, time.time() - began, machine, _command(asked))
        if not outcome.held:
            here.keep_logs()
    bar.ends()
    print(*lines(outcome, asked.lang), sep="\n")
    return 0 if outcome.held else 1


def _prepare(here: Stage, asked: argparse.Namespace) -> plan.Plan:
    path = here.folder / "plan.json"
    if asked.without == "commit":
        with here.connect() as connection:
            connection.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
            connection.execute("SELECT pg_reload_conf()")
    here.start_parts(asked.without)
    here.run("rehearsal.drafts.prepared", path, asked.people, here.site)
    with here.connect() as connection:
        connection.execute("VACUUM ANALYZE")
        connection.execute("CHECKPOINT")
    return plan.read(path)


def _kills(here: Stage, asked: argparse.Namespace, known: plan.Plan, bar: progress.Bar) -> Killer:
    """Everybody fills in and sends until the last kill is done, and comes to the end of what is under way."""
    chance, over = random.Random(asked.seed), here.folder / "over"
    due = instants(asked.kills, time.time() + FIRST, asked.kills * FOR_A_KILL, chance)
    until = time.time() + (asked.seconds or LONGEST)
    killer = Killer(here, due, chance, kinds=KINDS, weights=WEIGHTS)
    told = Acknowledged(here.folder / "notes-0.jsonl")
    crowd = here.client(
        here.folder / "plan.json",
        here.folder / "notes-0.jsonl",
        over,
        module="rehearsal.drafts.crowd",
    )
    try:
        while len(killer.done) < asked.kills and time.time() < until and crowd.poll() is None:
            here.keep()
            done = len(killer.done)
            # What recovers is let recover, or nothing would be killed in the middle of work.
            if done == 0 or told.since():
                killer.act()
            if len(killer.done) > done:
                told.forget()
            bar.says("kills", len(killer.done), asked.kills)
            time.sleep(TURN)
        over.touch()
        _ends(here, crowd)
    finally:
        crowd.kill()
        crowd.wait()
    return killer


class Acknowledged:
    """Whether anything was acknowledged since the last kill, as the notes say that are being written."""

    def __init__(self, path: Path) -> None:
        self.path, self.read, self.any = path, 0, False

    def since(self) -> bool:
        """Read on, and say so."""
        if self.path.exists():
            with self.path.open("rb") as file:
                file.seek(self.read)
                lines = file.read()
            whole = lines[: lines.rfind(b"\n") + 1]
            self.read += len(whole)
            self.any = self.any or any(
                json.loads(one)["told"] in WELL for one in whole.splitlines()
            )
        return self.any

    def forget(self) -> None:
        """From here on it is since now."""
        self.since()
        self.any = False


def _ends(here: Stage, crowd: subprocess.Popen[bytes]) -> None:
    """Wait until everybody has an answer; Stopped where that does not come."""
    until = time.time() + TO_END
    while crowd.poll() is None and time.time() < until:
        here.keep()
        time.sleep(TURN)
    if crowd.returncode != 0:
        here.keep_logs()
        raise Stopped((here.folder / "log" / "clients.log").read_text() or "No answer came.")


def _settle(here: Stage, bar: progress.Bar) -> None:
    """Wait until the worker has looked at every file that came whole, or should long have."""
    until, most = time.time() + TO_SETTLE, 1
    while time.time() < until:
        here.keep()
        with suppress(psycopg.Error, OSError), here.connect() as connection:
            (waits,) = connection.execute(_WAITS).fetchone() or (0,)
            most = max(most, waits)
            bar.says("looks", most - waits, most)
            if not waits:
                return
        time.sleep(1)


def _command(asked: argparse.Namespace) -> str:
    without = f" --without {asked.without}" if asked.without else ""
    within = f" --seconds {asked.seconds:.0f}" if asked.seconds else ""
    said = f"--people {asked.people} --kills {asked.kills} --seed {asked.seed}{within}{without}"
    return f"python -m rehearsal drafts {said}"
