"""What machine the figures were measured on."""

import os
import platform
import time
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

import psycopg

FLUSHES = 50


def described(environment: Mapping[str, str]) -> str:
    """Processor, memory, load, versions, and what a flush of the disk costs."""
    with psycopg.connect(environment["DATABASE_URL"]) as connection:
        (postgres,) = connection.execute("SHOW server_version").fetchone() or ("?",)
        (durable,) = connection.execute("SHOW fsync").fetchone() or ("?",)
    lines = (
        bare("Django", "waitress"),
        f"PostgreSQL {postgres} (fsync {durable})",
        f"A flush of the disk: {_flush(Path(environment['IMPPLUS_VAR'])):.2f} ms",
    )
    return "\n".join(lines)


def bare(*packages: str) -> str:
    """Processor, memory, load, and the versions of Python and of some packages."""
    load = ", ".join(f"{one:.2f}" for one in os.getloadavg())
    parts = (f"{name} {version(name.lower())}" for name in packages)
    lines = (
        f"Machine: {_processor()}, {os.cpu_count()} cores, {_memory()}; load before: {load}",
        ", ".join((f"Python {platform.python_version()}", *parts)),
    )
    return "\n".join(lines)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _memory() -> str:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return f"{pages * size / 2**30:.0f} GiB"


def _flush(folder: Path) -> float:
    """The median of some, in milliseconds."""
    path, taken = folder / "flush", []
    with path.open("wb") as file:
        for _ in range(FLUSHES):
            began = time.perf_counter()
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - began)
    path.unlink()
    return sorted(taken)[FLUSHES // 2] * 1000
