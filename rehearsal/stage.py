"""The stack of one rehearsal: a folder, a cluster, ports and parts of its own, all gone at the end."""

import os
import secrets
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import psycopg

from deploy.local import database, tables
from deploy.local.parts import Parts
from deploy.local.spare import PROJECT
from deploy.local.words import Stopped
from impplus.records.roles import SITE
from rehearsal import notes

PLACE = PROJECT / "var"
PREFIX = "rehearsal-"
LOGS = PLACE / "rehearsal.log"  # of the last rehearsal in which something did not hold
BIN = Path(sys.executable).parent
WEB, WORKER, CARDS = "site", "worker", "card simulator"
WORKERS = (WORKER, "second worker")  # each has a core while nobody presses any more
PROCESSES = 2  # of the web server, which forks them
LATE = 8  # seconds until the card provider's late notice comes
SHIFT = -2  # days, where the year would turn in the middle of its intake
PATIENCE = 900  # seconds for one command


@dataclass(frozen=True)
class Stage:
    """Where the parts of this rehearsal are, and how each is reached."""

    folder: Path
    site: int
    cards: int
    environment: Mapping[str, str]
    parts: Parts

    @property
    def cluster(self) -> Path:
        return self.folder / "postgres"

    @property
    def shift(self) -> float:
        """By how many seconds the one clock is moved here."""
        return timedelta(days=SHIFT).total_seconds() if "CLOCK_SHIFT" in self.environment else 0.0

    @property
    def outbox(self) -> Path:
        """Where the local stand-in for e-mail keeps its messages."""
        return self.folder / "outbox"

    @property
    def ledger(self) -> Path:
        """What the card provider remembers, a SQLite file."""
        return self.folder / "cards" / "cards.sqlite3"

    def run(self, module: str, *arguments: object) -> None:
        """Run a module to its end; Stopped with its last words where it fails."""
        with (self.folder / "log" / "commands.log").open("ab+") as log:
            done = subprocess.run(
                [BIN / "python", "-m", module, *map(str, arguments)],
                cwd=PROJECT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                timeout=PATIENCE,
                check=False,
            )
            if done.returncode:
                log.seek(0)
                words = log.read().decode(errors="replace").splitlines()[-20:]
                raise Stopped("\n".join([f"`{module}` failed ({done.returncode}):", *words]))

    def connect(self) -> psycopg.Connection:
        """A connection of the database's owner."""
        return psycopg.connect(database.url(self.cluster), autocommit=True)

    def keep(self) -> None:
        """Start again whatever has ended, the database first, as `make run` does."""
        with suppress(Stopped):  # tried again at the next turn
            if not database.running(self.cluster):
                database.start(self.cluster)
        with (self.folder / "log" / "supervisor.log").open("a") as said, redirect_stdout(said):
            self.parts.keep()

    def keep_logs(self) -> None:
        """Let what the parts said outlive the stage, for whoever looks for why something did not hold."""
        shutil.rmtree(LOGS, ignore_errors=True)
        shutil.copytree(self.folder / "log", LOGS)
        for file in self.folder.glob(notes.NAMED):
            shutil.copy(file, LOGS)

    def start_parts(self, without: str) -> None:
        """Start the parts, all of them of the product unless something is left out on purpose."""
        product = [str(BIN / "impplus")]
        if without:
            product = [str(BIN / "python"), "-m", "rehearsal.weakened", without]
        cards = [str(BIN / "python"), "-m", "standins.cards", "--port", str(self.cards)]
        web = ["serve", "--port", str(self.site), "--processes", str(PROCESSES)]
        self.parts.start(CARDS, cards)
        self.parts.start(WEB, [*product, *web])
        for worker in WORKERS:
            self.parts.start(worker, [*product, "worker"])
        self.parts.wait_for(CARDS, f"http://127.0.0.1:{self.cards}/")
        self.parts.wait_for(WEB, f"http://127.0.0.1:{self.site}/en/")

    def client(
        self, *arguments: object, module: str = "rehearsal.crowd"
    ) -> subprocess.Popen[bytes]:
        """A process of clients."""
        with (self.folder / "log" / "clients.log").open("ab") as log:
            return subprocess.Popen(
                [BIN / "python", "-m", module, *map(str, arguments)],
                cwd=PROJECT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


@contextmanager
def stage(day: date) -> Iterator[Stage]:
    """A stage with its tables made, before any part runs; nothing of it stays. `day` is today."""
    _sweep()
    folder = PLACE / f"{PREFIX}{os.getpid()}"
    cluster = folder / "postgres"
    try:
        (folder / "log").mkdir(parents=True, mode=0o700)
        owner = database.start(cluster)
        made = _stage(folder, owner, database.url(cluster, SITE), day)
        tables.fill(owner)
        made.run("deploy.local.prepare")
        try:
            yield made
        finally:
            made.parts.stop()
    finally:
        with suppress(Stopped):
            database.stop(cluster)
        shutil.rmtree(folder, ignore_errors=True)


def _stage(folder: Path, owner: str, url: str, day: date) -> Stage:
    site, cards = database.free_port(), database.free_port()
    environment = {
        **{name: value for name, value in os.environ.items() if name != "CLOCK_SHIFT"},
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": owner,
        "DJANGO_SETTINGS_MODULE": "impplus.settings",
        "IMPPLUS_VAR": str(folder),
        "IMPPLUS_MODE": "local",
        "SITE_URL": f"http://127.0.0.1:{site}",
        "SECRET_KEY": secrets.token_hex(48),
        "CARDS_URL": f"http://127.0.0.1:{cards}",
        "CARDS_SECRET": secrets.token_hex(48),
        "CARDS_WEBHOOK_SECRETS": secrets.token_hex(48),
        "CARDS_WEBHOOK_URL": f"http://127.0.0.1:{site}/api/v1/payments/webhook",
        "CARDS_STATE": str(folder / "cards"),
        "CARDS_LATE_SECONDS": str(LATE),
        "PYTHONUNBUFFERED": "1",
    }
    if (day + timedelta(days=1)).year != day.year:
        environment["CLOCK_SHIFT"] = f"{SHIFT} days"
    return Stage(folder, site, cards, environment, Parts(environment, folder / "log"))


def _sweep() -> None:
    """Take away what a rehearsal left that was itself killed."""
    for folder in PLACE.glob(f"{PREFIX}*"):
        number = folder.name.removeprefix(PREFIX)
        if number.isdecimal() and not Path(f"/proc/{number}").exists():
            with suppress(Stopped):
                database.stop(folder / "postgres")
            shutil.rmtree(folder, ignore_errors=True)


def children_of(pid: int) -> Sequence[int]:
    """The processes that a process has started, in whichever of its threads, where the system tells."""
    found = list[int]()
    with suppress(OSError, ValueError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return found
