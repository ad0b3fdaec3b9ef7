"""Submissions per second through the action, beside a bare transaction that writes as much."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence

from bench.load import Taken
from bench.pages import Measured, measured
from bench.world import World
from deploy.local.spare import PROJECT

PROCESSES = 8


def of(world: World) -> tuple[Measured, Measured]:
    """The action, then the bare transaction."""
    action = _together(world, "bench.submitter", world.drafts)
    bare = _together(world, "bench.bare", world.bare)
    return (
        measured("applications.submit", *action),
        measured("Bare transaction of the same shape", *bare),
    )


def shape_of(world: World) -> str:
    """What one submission writes, counted as it happens, beside what the bare transaction writes."""
    done = _start(world, "bench.shape", [])
    said, _ = done.communicate("\n")
    return said.strip()


def _together(world: World, module: str, drafts: Sequence[int]) -> tuple[Taken, float]:
    """Share the drafts among processes, which begin at once when all are ready."""
    shares = [list(drafts[n::PROCESSES]) for n in range(PROCESSES)]
    running = [_start(world, module, share) for share in shares]
    for process in running:
        assert process.stdout is not None
        if process.stdout.readline().strip() != "ready":
            raise RuntimeError(f"{module} did not start")
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    answered = [json.loads(process.communicate()[0]) for process in running]
    seconds = max(one["ended"] for one in answered) - min(one["began"] for one in answered)
    return Taken([taken for one in answered for taken in one["seconds"]]), seconds


def _start(world: World, module: str, drafts: Sequence[int]) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", module, *map(str, drafts)],
        cwd=PROJECT,
        env={**os.environ, **world.environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
