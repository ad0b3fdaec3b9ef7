"""Pages per second of the site and of an empty site, behind the same server."""

import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.load import SECONDS, Taken, load
from bench.world import World, var
from deploy.local.database import free_port
from deploy.local.spare import PROJECT

WORKERS = 3


@dataclass(frozen=True)
class Measured:
    """Pages per second, the time of an answer in milliseconds, and the size of a page in bytes."""

    name: str
    per_second: float
    p50: float
    p95: float
    size: int


def of_empty_site() -> Measured:
    """The least there is."""
    with served("bench.empty:application", dict(os.environ)) as (port, _):
        return measured("Empty Django page", load(port, "/"), SECONDS)


def of_site(world: World) -> Iterator[Measured]:
    """The start page, and the task list of an application, of someone signed in."""
    with served("impplus.wsgi:application", world.environment) as (port, _):
        yield measured("Start page", load(port, "/en/"), SECONDS)
        taken = load(port, world.page, world.cookie)
        yield measured("Application page (task list)", taken, SECONDS)


def measured(name: str, taken: Taken, seconds: float) -> Measured:
    """Rate and percentiles of what was taken."""
    parts = statistics.quantiles(taken.seconds, n=20)
    rate = len(taken.seconds) / seconds
    return Measured(name, rate, parts[9] * 1000, parts[18] * 1000, taken.size)


@contextmanager
def served(
    application: str, environment: dict[str, str], processes: int = WORKERS
) -> Iterator[tuple[int, int]]:
    """The port of a WSGI application that our server serves meanwhile, and the server's process."""
    port = free_port()
    command = [sys.executable, "-m", "bench.served", application, str(port), str(processes)]
    with var("server.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=PROJECT, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(port, process)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The site did not start:\n{var('server.log').read_text()[-2000:]}")
