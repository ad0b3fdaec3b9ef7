"""Turns: one file of an account is read at a time, and of all accounts no more than this machine has processors.

They are locks of the system, so that several processes share them and one that is killed gives them back.
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.conf import settings

from impplus.outside.files.kinds import NotAccepted

MOST = max(2, os.cpu_count() or 1)
ACCOUNTS = 1000  # names of locks; two accounts that share one wait for each other
WAITING = 4  # threads of one process that may be held by files, so that its pages find others
PAUSE = 0.02  # seconds between two looks

_room = threading.BoundedSemaphore(WAITING)


@contextmanager
def turn(account: int, until: float) -> Iterator[None]:
    """Within, it is this account's turn; raises NotAccepted("busy") where it does not come in time.

    `until` is an instant of the monotonic clock.
    """
    if not _room.acquire(timeout=min(1.0, max(0, until - time.monotonic()))):
        raise NotAccepted("busy")
    try:
        folder = settings.VAR / "turns"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with ExitStack() as held:
            held.enter_context(_one_of([folder / f"account-{account % ACCOUNTS}"], until))
            held.enter_context(_one_of([folder / f"turn-{one}" for one in range(MOST)], until))
            yield
    finally:
        _room.release()


@contextmanager
def _one_of(locks: Sequence[Path], until: float) -> Iterator[None]:
    while True:
        for path in locks:
            held = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(held)
                continue
            try:
                yield
            finally:
                os.close(held)
            return
        if time.monotonic() > until:
            raise NotAccepted("busy")
        time.sleep(PAUSE)
