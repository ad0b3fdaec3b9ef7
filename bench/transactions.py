"""The same transaction without a site: pgbench sends the statements of one submission, each prepared."""

import json
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from bench.submissions import CLIENTS, Rate, rate
from bench.world import World
from bench.writes import DRAFT, Write
from deploy.local.database import program

EACH = 384  # transactions of one measure, shared among its clients


def rates(world: World) -> Iterator[Rate]:
    """By each number of clients, a measure on drafts of its own."""
    folder = Path(world.environment["IMPPLUS_VAR"])
    script, values = _script(json.loads((folder / "writes.json").read_text()))
    (folder / "submit.sql").write_text(script)
    named = [f"--define={name}={value}" for name, value in values.items()]
    for turn, clients in enumerate(CLIENTS):
        first, each = world.drafts[turn * EACH], EACH // clients
        subprocess.run(
            [
                program("pgbench"),
                *("--protocol=prepared", "--no-vacuum", "--jobs=2", "--log"),
                f"--client={clients}",
                f"--transactions={each}",
                f"--file={folder / 'submit.sql'}",
                f"--log-prefix={folder / f'pgbench-{clients}'}",
                *(f"--define=first={first - 1}", f"--define=each={each}", "--define=n=0"),
                *named,
                world.environment["DATABASE_URL"],
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        yield rate("pgbench", clients, *_logged(folder.glob(f"pgbench-{clients}.*")))


def _logged(logs: Iterable[Path]) -> tuple[list[float], float]:
    """Seconds of each transaction of pgbench's logs, and of all from the first's beginning on."""
    lines = [line.split() for log in logs for line in log.read_text().splitlines()]
    taken = [int(line[2]) / 1e6 for line in lines]
    ended = [int(line[4]) + int(line[5]) / 1e6 for line in lines]
    began = min(end - each for end, each in zip(ended, taken, strict=True))
    return taken, max(ended) - began


def _script(writes: list[Write]) -> tuple[str, dict[str, str]]:
    """A script of pgbench for drafts whose keys follow one another, and the values that it names."""
    named: dict[str, str] = {}
    lines = [r"\set n :n + 1", r"\set draft :first + :client_id * :each + :n", "BEGIN;"]
    for sql, values in writes:
        marks = []
        for value in values:
            marks.append(_mark(value, f"v{len(named)}"))
            if marks[-1] == f":v{len(named)}":
                named[marks[-1].removeprefix(":")] = str(value)
        lines.append(" ".join((sql % tuple(marks)).split()) + ";")
    return "\n".join([*lines, "COMMIT;"]), named


def _mark(value: str | None, name: str) -> str:
    """How a value stands in the script: by its name, unless pgbench could not be given it."""
    if value is None:
        return "NULL"
    return ":draft" if value == DRAFT else f":{name}" if value else "''"
