"""A rehearsal in small: thirty people, ten places, two kills, on a stack that leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy.local.spare import PROJECT
from rehearsal.stage import PREFIX

pytestmark = pytest.mark.rush
ENVIRONMENT = {name: value for name, value in os.environ.items() if "DATABASE" not in name}


def rehearse(*given: str) -> subprocess.Popen[str]:
    """A rehearsal beside the test, with an environment of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "rehearsal", *given],
        cwd=PROJECT,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def left_by(process: subprocess.Popen[str]) -> list[Path]:
    return list((PROJECT / "var").glob(f"{PREFIX}{process.pid}"))


def test_everything_holds_while_parts_are_killed(tmp_path: Path) -> None:
    figures = ["--applicants=30", "--cap=10", "--kills=2", "--seconds=4", "--seed=1"]
    process = rehearse(*figures, f"--report={tmp_path}")
    said, _ = process.communicate(timeout=900)
    assert (process.returncode, said.count("✓"), said.count("✗")) == (0, 14, 0), said
    assert len(list(tmp_path.iterdir())) == 6
    assert left_by(process) == []


def test_what_is_stopped_while_it_prepares_leaves_nothing() -> None:
    process = rehearse("--applicants=30", "--cap=10")
    deadline = time.monotonic() + 120
    while not left_by(process) and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=120)
    assert (process.returncode, left_by(process)) == (130, []), said
