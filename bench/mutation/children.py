"""Tests in a forked child: the database is up and the tests are loaded once, and what a mutant breaks is gone with it."""

import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import pytest

BROKEN = 70  # how a child ends whose own code raised
LEAST, TIMES = 10.0, 8  # seconds that a test has at least, and how often its time in the control


def ended(do: Callable[[], int], log: Path) -> int:
    """How a child ended that does this and writes into a log: its code, or below 0 the signal that ended it."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = BROKEN
        try:
            os.setsid()
            out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.dup2(out, 1)
            os.dup2(out, 2)
            code = do()
        finally:
            if sys.exception():
                traceback.print_exc()
            sys.stdout.flush()
            os._exit(code)
    try:
        _, status = os.waitpid(child, 0)
    finally:  # with what it started, also where this run is interrupted
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
    return os.waitstatus_to_exitcode(status)


def pass_all(
    tests: Sequence[pytest.Item],
    last: pytest.Item | None,
    limits: Mapping[str, float],
    after: Callable[[pytest.Item, float], None] = lambda _test, _seconds: None,
    forget: Callable[[], None] = lambda: None,
) -> int:
    """In a child: 0 where all pass, 1 at the first that fails; one that hangs ends the child. The name last printed is its.

    Before each, what an earlier one left in memory is forgotten; after the last of these, what the whole session has
    stays up for the test `last`.
    """
    for test, following in zip(tests, [*tests[1:], last], strict=False):
        print(f"\n{test.nodeid}", flush=True)
        signal.setitimer(signal.ITIMER_REAL, limits[test.nodeid])
        forget()
        began = time.monotonic()
        test.config.hook.pytest_runtest_protocol(item=test, nextitem=following)
        after(test, time.monotonic() - began)
        if test.session.testsfailed:
            return 1
    return 0


def limit(seconds: float) -> float:
    """The seconds after which a test hangs that took as long without a change."""
    return LEAST + TIMES * seconds
